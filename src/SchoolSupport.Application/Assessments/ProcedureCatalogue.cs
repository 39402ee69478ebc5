using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Application.Assessments;

/// <summary>
/// The catalogue that a new tenant starts with: the nine procedures of identification (domain reference, section 5.1)
/// with their scales and minimums by year (formats reference, sections 1 and 2). All of it can be edited afterwards.
/// </summary>
public static class ProcedureCatalogue
{
    private const int FirstScaleYear = 2019;
    private const int LastScaleYear = 2025;

    private sealed record Preset(string Code, string Name, ExamFamily Family, string Subject, int? Grade, MarkScale? Scale, int? Minimum);

    private static readonly Preset[] Presets =
    [
        new(ProcedureCodes.VprMath5, "ВПР, математика, 5 класс", ExamFamily.Vpr, "математика", 5, new(6, 10, 14, 20), null),
        new(ProcedureCodes.VprMath6, "ВПР, математика, 6 класс", ExamFamily.Vpr, "математика", 6, new(5, 9, 13, 16), null),
        new(ProcedureCodes.VprRussian5, "ВПР, русский язык, 5 класс", ExamFamily.Vpr, "русский язык", 5, new(17, 28, 38, 45), null),
        new(ProcedureCodes.VprRussian6, "ВПР, русский язык, 6 класс", ExamFamily.Vpr, "русский язык", 6, new(24, 34, 44, 51), null),
        new(ProcedureCodes.OgeMath, "ОГЭ, математика", ExamFamily.Oge, "математика", 9, null, null),
        new(ProcedureCodes.OgeRussian, "ОГЭ, русский язык", ExamFamily.Oge, "русский язык", 9, null, null),
        new(ProcedureCodes.EgeMathBase, "ЕГЭ, математика базовая", ExamFamily.Ege, "математика базовая", 11, null, null),
        new(ProcedureCodes.EgeMathProfile, "ЕГЭ, математика профильная", ExamFamily.Ege, "математика профильная", 11, null, 27),
        new(ProcedureCodes.EgeRussian, "ЕГЭ, русский язык", ExamFamily.Ege, "русский язык", 11, null, 24),
        new("vpr-math-4", "ВПР, математика, 4 класс", ExamFamily.Vpr, "математика", 4, new(5, 9, 14, 20), null),
        new("vpr-russian-4", "ВПР, русский язык, 4 класс", ExamFamily.Vpr, "русский язык", 4, new(13, 23, 32, 38), null),
        new("vpr-math-7", "ВПР, математика, 7 класс", ExamFamily.Vpr, "математика", 7, new(6, 11, 15, 19), null),
        new("vpr-russian-7", "ВПР, русский язык, 7 класс", ExamFamily.Vpr, "русский язык", 7, new(21, 31, 41, 47), null),
        new("vpr-math-8", "ВПР, математика, 8 класс", ExamFamily.Vpr, "математика", 8, new(7, 14, 20, 25), null),
        new("vpr-russian-8", "ВПР, русский язык, 8 класс", ExamFamily.Vpr, "русский язык", 8, new(25, 31, 44, 51), null),
    ];

    internal static void AddTo(AppDbContext db)
    {
        for (var i = 0; i < Presets.Length; i++)
        {
            var preset = Presets[i];
            var procedure = new Procedure
            {
                Code = preset.Code, Name = preset.Name, Family = preset.Family, Subject = preset.Subject, Grade = preset.Grade, SortOrder = (i + 1) * 10,
            };
            db.Procedures.Add(procedure);
            if (preset.Scale is null && preset.Minimum is null)
                continue;
            for (var year = FirstScaleYear; year <= LastScaleYear; year++)
                db.ProcedureYears.Add(YearOf(procedure.Id, year, preset));
        }
    }

    private static ProcedureYear YearOf(Guid procedureId, int year, Preset preset) => new()
    {
        ProcedureId = procedureId,
        Year = year,
        MaxScore = preset.Scale?.MaxScore,
        LastOf2 = preset.Scale?.LastOf2,
        LastOf3 = preset.Scale?.LastOf3,
        LastOf4 = preset.Scale?.LastOf4,
        MinimumScore = preset.Minimum,
        Source = "исходный справочник; сверьте со шкалой года",
    };
}
