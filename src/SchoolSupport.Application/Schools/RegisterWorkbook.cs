using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Schools;

/// <param name="Successor">Official short name of the successor of a closed school.</param>
public sealed record RegisterLine(School School, string? Successor);

/// <summary>The register as a workbook with the columns that its import reads, so that it imports back unchanged.</summary>
public static class RegisterWorkbook
{
    private static readonly IReadOnlyList<HeadNode> Head =
    [
        new TableColumn("Наименование полное") { WidthMm = 90 },
        new TableColumn("Наименование краткое") { WidthMm = 60 },
        new TableColumn("ИНН") { WidthMm = 25 },
        new TableColumn("Логин ФИС ОКО") { WidthMm = 28 },
        new TableColumn("Код в регионе") { WidthMm = 22 },
        new TableColumn("Тип") { WidthMm = 22 },
        new TableColumn("Классы") { WidthMm = 18 },
        new TableColumn("Местность") { WidthMm = 22 },
        new TableColumn("Населённый пункт") { WidthMm = 40 },
        new TableColumn("Численность обучающихся") { WidthMm = 28 },
        new TableColumn("Дата открытия") { WidthMm = 24 },
        new TableColumn("Примечание") { WidthMm = 80 },
    ];

    public static byte[] Write(IReadOnlyList<RegisterLine> lines)
    {
        var open = lines.Where(line => line.School.ClosedOn is null).ToList();
        var closed = lines.Where(line => line.School.ClosedOn is not null).ToList();
        var sheets = new List<WorkbookSheet> { Sheet("Реестр", open) };
        if (closed.Count > 0)
            sheets.Add(Sheet("Закрытые школы", closed));
        return WorkbookWriter.Write("Реестр школ", sheets);
    }

    /// <summary>The note of a school as the register writes it: a closing that the note does not tell is added to it.</summary>
    public static string NoteOf(School school, string? successor)
    {
        if (school.ClosedOn is not { } closedOn)
            return school.Note;
        var told = RegisterNote.Parse(school.Note);
        if (told.ClosedOn == closedOn && (successor is null || told.Successor is not null))
            return school.Note;
        var closing = successor is null
            ? $"закрыта {RussianText.ShortDate(closedOn)}"
            : $"реорганизована {RussianText.ShortDate(closedOn)}: присоединена к {successor}";
        // The closing comes first, as the first date of closing in a note counts.
        return school.Note.Length == 0 ? closing : $"{closing}; {school.Note}";
    }

    internal static string KindText(SchoolKind kind) => kind switch
    {
        SchoolKind.Gymnasium => "гимназия",
        SchoolKind.Lyceum => "лицей",
        SchoolKind.EducationCentre => "центр образования",
        SchoolKind.Other => "иная",
        _ => SchoolKindFacts.Of(kind).Short,
    };

    private static ListSheet Sheet(string name, IReadOnlyList<RegisterLine> lines) => new(name, Head, lines.Select(Cells));

    private static IReadOnlyList<TableCell> Cells(RegisterLine line) =>
    [
        line.School.FullName,
        line.School.ShortName,
        line.School.Inn ?? "",
        line.School.Login ?? "",
        line.School.Code ?? "",
        KindText(line.School.Kind),
        RegisterWords.Grades(line.School.TeachesBasic, line.School.TeachesSecondary),
        line.School.IsUrban ? "город" : "село",
        line.School.Settlement,
        line.School.Pupils is { } pupils ? pupils : "",
        line.School.OpenedOn is { } opened ? new DateValue(opened) : "",
        NoteOf(line.School, line.Successor),
    ];
}
