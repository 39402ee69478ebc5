using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Documents.Assessments;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Workbooks of the room: the summary as the page shows it, and templates to fill in.</summary>
public sealed class ResultsExport(AppDbContext db)
{
    /// <summary>Exactly the table school × procedure of the page.</summary>
    public UploadedFile Write(SummaryPage page)
    {
        HeadNode[] head =
        [
            new TableColumn("Школа") { WidthMm = 70 }, new TableColumn("Процедура") { WidthMm = 60 },
            new TableColumn("Участников") { WidthMm = 25 }, new TableColumn("Не справились") { WidthMm = 28 }, new TableColumn("Доля") { WidthMm = 22 },
        ];
        var sheet = new ListSheet(page.Year.Slug, head, Rows(page)) { Above = [new SheetLine($"Результаты по школам и процедурам, {page.Year} учебный год", Bold: true)] };
        return new UploadedFile($"Результаты {page.Year.Slug}.xlsx", WorkbookWriter.Write("Результаты по школам и процедурам", sheet));
    }

    /// <returns>Null when the school is not there for this person.</returns>
    public async Task<UploadedFile?> TemplateAsync(AcademicYear year, Guid? schoolId, CancellationToken ct)
    {
        var only = db.Actor.SchoolId ?? schoolId;
        if (schoolId is not null && schoolId != only)
            return null;
        var schools = (await db.Schools.AsNoTracking().Where(s => only == null || s.Id == only).OrderBy(s => s.SortName).ToListAsync(ct)).Where(s => only is not null || s.ExistedIn(year)).ToList();
        if (schools.Count == 0)
            return null;
        var nine = ProcedureCodes.Nine.ToList();
        var procedures = await db.Procedures.AsNoTracking().Where(p => nine.Contains(p.Code)).OrderBy(p => p.SortOrder).Select(p => new TemplateProcedure(p.Code, p.Name)).ToListAsync(ct);
        var content = ResultsTemplateWriter.Write(year, [.. schools.Select(s => new TemplateSchool(s.ShortName, s.Login, s.Inn))], procedures);
        return new UploadedFile(only is null ? $"Шаблон результатов {year.Slug}.xlsx" : $"Шаблон результатов {year.Slug}, {Safe(schools[0].ShortName)}.xlsx", content);
    }

    private static string Safe(string name) => string.Concat(name.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '№' or '.' or '-'));

    private static IEnumerable<IReadOnlyList<TableCell>> Rows(SummaryPage page) =>
        from school in page.Schools
        from column in school.Cells.Select((cell, index) => (Cell: cell.Result, page.Columns[index].Name))
        where column.Cell is not null
        select (IReadOnlyList<TableCell>)[school.School, column.Name, column.Cell.Participants, column.Cell.Failed, Share(column.Cell)];

    private static TableCell Share(ResultCell cell) =>
        cell.Participants == 0 ? "0 из 0" : PercentValue.Beside(cell.Failed, cell.Participants, ResultsQueries.ShownThreshold);
}
