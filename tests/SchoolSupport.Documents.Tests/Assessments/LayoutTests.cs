using SchoolSupport.Documents.Assessments;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using static SchoolSupport.Documents.Tests.SmallWorkbook;

namespace SchoolSupport.Documents.Tests.Assessments;

/// <summary>The kinds of files laid out otherwise than the samples, and the cases of the formats reference, section 4.</summary>
public sealed class LayoutTests
{
    private static readonly string[] Flat = ["Учебный год", "Школа", "Процедура", "Участников", "Не справились"];

    [Fact]
    public void Statistics_PermutedColumnsExtraColumnOtherTitleSecondSheet_IsRead()
    {
        var reading = Read(new SmallWorkbook()
            .Sheet("Титул", Row("Отчёт для совещания"))
            .Sheet("Отметки", Row("Итоги ВПР весной 2025 года"), Row("Русский язык, 6 класс"), Row(),
                Row("5", "2", "Качество, %", "Группы участников", "4", "3", "Кол-во участников", "Кол-во ОО"),
                Row(20.0, 30.0, 70, "Озёрский МО", 50.0, 0.0, 20, 2),
                Row(10.0, 40.0, 60, "МБОУ «СОШ № 1»", 25.0, 25.0, 20)));

        Assert.Equal(ResultsFileKind.VprMarkStatistics, reading.Kind);
        var row = Assert.Single(reading.Rows);
        Assert.Equal(("vpr-russian-6", "2024/2025", 8, 5, 5, 2, 20), (row.ProcedureCode, row.Year.ToString(), row.Mark2, row.Mark3, row.Mark4, row.Mark5, row.Participants));
        Assert.Contains("Качество, %", reading.ColumnsIgnored);
    }

    [Fact]
    public void Oge_RetakeFirstAndSubjectInSheetName_TakesFirstAttempt()
    {
        var reading = Read(new SmallWorkbook().Sheet("Математика", Row("ОГЭ-2024, результаты"), Row(),
            Row("ОО", "Муниципалитет", "с учётом пересдачи", null, "до пересдачи", null, null, null, null),
            Row(null, null, "участников", "«2», чел.", "участников", "«2», чел.", "«3», чел.", "«4», чел.", "«5», чел."),
            Row("МБОУ СОШ № 1", "Озёрский район", 10, 1, 10, 4, 3, 2, 1),
            Row("МБОУ СОШ № 1", "Верхнеборский район", 10, 9, 10, 10, 0, 0, 0)));

        Assert.Equal(ResultsFileKind.OgeSchools, reading.Kind);
        Assert.Equal((ProcedureCodes.OgeMath, 4, 10), Only(reading));
        Assert.Equal("2023/2024", reading.Year.ToString());
    }

    [Fact]
    public void Ege_PreviousGraduatesAndOtherSubjects_AreLeftOut()
    {
        var reading = Read(new SmallWorkbook().Sheet("ЕГЭ-2025",
            Row("Муниципальное образование", "Наименование ОО", "Математика П", null, "Физика", null),
            Row(null, null, "Приняли участие", "Не преодолели порог", "Приняли участие", "Не преодолели порог"),
            Row("Озёрский муниципальный округ", "Лицей № 1", 14, 3, 5, 1))
            .Sheet("ЕГЭ-2025 пересдача", Row("Муниципалитет", "ОО", "Математика П, приняли участие", "Математика П, не преодолели"), Row("Озёрский муниципальный округ", "Лицей № 1", 3, 3))
            .Sheet("ВПЛ", Row("Муниципалитет", "ОО", "Математика П, приняли участие", "Математика П, не преодолели"), Row("Озёрский муниципальный округ", "Лицей № 1", 4, 3)));

        Assert.Equal((ProcedureCodes.EgeMathProfile, 3, 14), Only(reading));
        Assert.Contains(reading.Findings, finding => finding.Code == FindingCodes.OtherSubjectsSkipped && finding.Found == "ЕГЭ физика");
        Assert.Contains(reading.Findings, finding => finding.Code == FindingCodes.RetakeIgnored);
        Assert.Contains(reading.Findings, finding => finding.Code == FindingCodes.PreviousGraduatesIgnored);
    }

    [Theory]
    [InlineData("ВПР математика 5 кл.", ProcedureCodes.VprMath5)]
    [InlineData("впр-6 РУ", ProcedureCodes.VprRussian6)]
    [InlineData("ВПР по русскому языку, 5 класс", ProcedureCodes.VprRussian5)]
    [InlineData("ВПР 6 матем.", ProcedureCodes.VprMath6)]
    [InlineData("ОГЭ по математике", ProcedureCodes.OgeMath)]
    [InlineData("ЕГЭ рус", ProcedureCodes.EgeRussian)]
    [InlineData("ЕГЭ математика (база)", ProcedureCodes.EgeMathBase)]
    [InlineData("ЕГЭ Математика П", ProcedureCodes.EgeMathProfile)]
    public void Flat_FreeSpellingOfProcedure_IsRecognised(string spelling, string code) =>
        Assert.Equal((code, 2, 8), Only(Read(new SmallWorkbook().Sheet("Лист1", Flat, Row("2024-25", "СОШ №1", spelling, 8, 2)))));

    [Theory]
    [InlineData("2024/2025")]
    [InlineData("2024-25")]
    [InlineData("2025 год")]
    [InlineData(2025)]
    public void Flat_YearSpellings_AreOneYear(object year) =>
        Assert.Equal("2024/2025", Read(new SmallWorkbook().Sheet("Лист1", Flat, Row(year, "СОШ №1", "ОГЭ математика", 8, 2))).Rows.Single().Year.ToString());

    [Fact]
    public void Flat_TrialExam_IsNotBookedAsTheExam()
    {
        var reading = Read(new SmallWorkbook().Sheet("Лист1", Flat, Row("2024/2025", "СОШ №1", "Пробный ОГЭ математика", 8, 2)));

        Assert.Empty(reading.Rows);
        Assert.Contains(reading.Findings, finding => finding.Code == FindingCodes.OtherSubjectsSkipped);
    }

    public static TheoryData<object, object, string> BrokenCounts => new()
    {
        { -3, 1, FindingCodes.NegativeCount }, { 8, -1, FindingCodes.NegativeCount }, { 8, 1.5, FindingCodes.FractionalCount },
        { 8, 9, FindingCodes.FailedAboveParticipants }, { "восемь", 1, FindingCodes.NotANumber },
        { new DateOnly(2025, 2, 1), 1, FindingCodes.DateInsteadOfNumber }, { new ErrorValue("#DIV/0!"), 1, FindingCodes.ErrorCell },
        { new Uncomputed("A1+1"), 1, FindingCodes.FormulaWithoutValue }, { 8, new ErrorValue("#REF!"), FindingCodes.ErrorCell },
    };

    [Theory]
    [MemberData(nameof(BrokenCounts))]
    public void Flat_BrokenCount_IsAnErrorWithPlace(object participants, object failed, string code)
    {
        var reading = Read(new SmallWorkbook().Sheet("Лист1", Flat, Row("2024/2025", "СОШ №1", "ОГЭ математика", participants, failed)));

        var error = Assert.Single(reading.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal((code, "Лист1", 2), (error.Code, error.Sheet, error.Row!.Value));
        Assert.NotNull(error.Column);
        Assert.Null(reading.Rows.Single().Failed);
    }

    [Fact]
    public void Flat_NumbersAsText_AreReadWithOneNote()
    {
        var reading = Read(new SmallWorkbook().Sheet("Лист1", Flat, Row("2024/2025", "СОШ №1", "ОГЭ математика", "1 204", "12,0"),
            Row("2024/2025", "СОШ №2", "ОГЭ математика", "8", "1")));

        Assert.Equal([(12, 1204), (1, 8)], reading.Rows.Select(row => (row.Failed!.Value, row.Participants!.Value)));
        Assert.Equal([FindingCodes.NumberAsText], reading.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Flat_SameSchoolWithOtherNumbers_ShowsBoth()
    {
        var reading = Read(new SmallWorkbook().Sheet("Лист1", Flat, Row("2024/2025", "СОШ №1", "ОГЭ математика", 8, 2), Row("2024/2025", "СОШ № 1", "ОГЭ математика", 9, 3)));

        var error = Assert.Single(reading.Findings);
        Assert.Equal(FindingCodes.DuplicateDiffers, error.Code);
        Assert.Contains("участников 8, не справились 2", error.Message);
        Assert.Contains("участников 9, не справились 3", error.Message);
    }

    [Fact]
    public void HiddenSheet_WithData_IsReadWithWarning()
    {
        var reading = Read(new SmallWorkbook().HiddenSheet("Лист1", Flat, Row("2024/2025", "СОШ №1", "ОГЭ математика", 8, 2)));

        Assert.Equal((ProcedureCodes.OgeMath, 2, 8), Only(reading));
        Assert.Equal([FindingCodes.HiddenSheet], reading.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void OnlyOtherMunicipalities_AsksWhichIsOurs()
    {
        var reading = Read(new SmallWorkbook().Sheet("ОГЭ математика 2025", Row("Муниципалитет", "ОО", "Всего участников", "«2», чел."), Row("Верхнеборский район", "СОШ № 1", 9, 4)));

        Assert.Empty(reading.Rows);
        Assert.Equal([ReadingQuestion.Municipality], reading.Questions);
        Assert.Equal(["Верхнеборский район"], reading.Municipalities);
        Assert.Contains(reading.Findings, finding => finding.Code == FindingCodes.MunicipalityNotFound);
    }

    [Fact]
    public void Year_SourcesContradict_IsAskedAndAnswered()
    {
        var workbook = new SmallWorkbook().Sheet("ОГЭ-2024", Row("ОГЭ по математике в 2025 году"), Row("ОО", "Всего участников", "«2», чел."), Row("СОШ № 1", 9, 4));

        var asked = Read(workbook);
        var answered = new ResultsReader().Read(workbook.ToBytes(), "f.xlsx", OzerskyTruth.Context with { AnsweredYear = new AcademicYear(2024) });

        Assert.Equal([ReadingQuestion.Year], asked.Questions);
        Assert.Equal([FindingCodes.YearContradiction], asked.Findings.Select(finding => finding.Code));
        Assert.Equal((AcademicYear?)new AcademicYear(2024), answered.Year);
        Assert.Empty(answered.Findings);
    }

    [Fact]
    public void Year_OtherThanChosen_IsAnError()
    {
        var workbook = new SmallWorkbook().Sheet("ОГЭ-2025", Row("ОГЭ по математике"), Row("ОО", "Всего участников", "«2», чел."), Row("СОШ № 1", 9, 4));

        var reading = new ResultsReader().Read(workbook.ToBytes(), "f.xlsx", OzerskyTruth.Context with { AnsweredYear = new AcademicYear(2022) });

        Assert.Equal([FindingCodes.YearMismatch], reading.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Protocol_NamesAbsentAndSilentTitle_CountsAndAsks()
    {
        var workbook = new SmallWorkbook().Sheet("Лист1", Row("ФИО", "вариант", "логин школы", "класс", "1", "2", "3", "отметка"),
            Row("Имя Первое", 1, "sch470034", "5А", 1, "X", "Н", 2), Row("Имя Второе", 2, "sch470034", "5А", 2, 2, 2, 4),
            Row("Имя Третье", "отсутствовал", "sch470034", "5А"));

        var reading = Read(workbook);

        Assert.Equal(ResultsFileKind.VprProtocol, reading.Kind);
        var row = Assert.Single(reading.Rows);
        Assert.Equal((2, 1, "sch470034", 2, 4), (row.Participants, row.Failed, row.Login, row.Row, row.LastRow));
        Assert.Equal([ReadingQuestion.Year, ReadingQuestion.Procedure], reading.Questions);
        Assert.DoesNotContain(reading.ColumnsRead, caption => caption == "ФИО");
        Assert.Null(row.Pupils);
    }

    [Fact]
    public void RegionalTable_CountsOfOurMunicipality_AreRead()
    {
        var reading = Read(new SmallWorkbook().Sheet("ВПР", Row("Год", "Класс", "Предмет", "Муниципалитет", "ОО", "Логин", "Кол-во участников", 2, 3, 4, 5),
            Row(2025, 5, "Математика", "Озёрский муниципальный округ", "СОШ № 1", "sch470034", 20, 4, 6, 6, 4),
            Row(2025, 6, "Русский язык", "Лесной район", "СОШ № 1", "sch480034", 20, 9, 6, 5, 0)));

        Assert.Equal(ResultsFileKind.VprRegionalTable, reading.Kind);
        Assert.Equal((ProcedureCodes.VprMath5, 4, 20), Only(reading));
    }

    [Fact]
    public void Template_WrittenAndFilled_IsRecognised()
    {
        var empty = ResultsTemplateWriter.Write(new AcademicYear(2024), [new TemplateSchool("МБОУ «СОШ № 1»", "sch470034", "4799103284")],
            [new TemplateProcedure(ProcedureCodes.OgeMath, "ОГЭ математика")]);
        var filled = WorkbookEdit.Replace(empty, ("</x:row></x:sheetData><x:dataValidations",
            "<x:c r=\"D2\"><x:v>10</x:v></x:c><x:c r=\"E2\"><x:v>3</x:v></x:c></x:row></x:sheetData><x:dataValidations"));

        var reading = new ResultsReader().Read(filled, "любое имя.xlsx", OzerskyTruth.Context);

        Assert.Equal(ResultsFileKind.OwnTemplate, reading.Kind);
        Assert.Equal((ProcedureCodes.OgeMath, 3, 10), Only(reading));
        Assert.Equal(("sch470034", "4799103284"), (reading.Rows[0].Login, reading.Rows[0].Inn));
    }

    private static (string, int?, int?) Only(ResultsReading reading)
    {
        Assert.DoesNotContain(reading.Findings, finding => finding.Severity == FindingSeverity.Error);
        var row = Assert.Single(reading.Rows);
        return (row.ProcedureCode, row.Failed, row.Participants);
    }

    private static ResultsReading Read(SmallWorkbook workbook) => new ResultsReader().Read(workbook.ToBytes(), "файл.xlsx", OzerskyTruth.Context);
}
