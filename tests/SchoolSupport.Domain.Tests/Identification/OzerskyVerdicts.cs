using System.Text.Json;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Tests.Schools;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Identification;

/// <summary>The verdicts of an oracle written apart from this code, and the words and margins agreed for pages.</summary>
public class OzerskyVerdicts
{
    private static readonly string[] OracleCodes =
    [
        "vpr_math_5", "vpr_math_6", "vpr_rus_5", "vpr_rus_6", "oge_math", "oge_rus", "ege_math_base", "ege_math_prof", "ege_rus",
    ];

    private static readonly JsonElement Years =
        JsonDocument.Parse(File.ReadAllText(OzerskyRegister.Sample("expected.json"))).RootElement.GetProperty("years");

    private static ProcedureFact[] Read(string school, AcademicYear year, ProcedureFact absent)
    {
        var facts = YearOf(absent);
        if (Years.TryGetProperty(year.ToString(), out var ofYear) && ofYear.GetProperty("schools").TryGetProperty(school, out var card))
            foreach (var procedure in card.GetProperty("procedures").EnumerateObject())
                if (procedure.Value.TryGetProperty("participants", out var participants) && participants.ValueKind == JsonValueKind.Number)
                    facts[Array.IndexOf(OracleCodes, procedure.Name)] =
                        Of(procedure.Value.GetProperty("failed").GetInt32(), participants.GetInt32());
        return facts;
    }

    private static SchoolFacts FactsOf(string school, AcademicYear year, ProcedureFact absent) =>
        new(new YearFacts(year, Read(school, year, absent)), new YearFacts(year.Previous, Read(school, year.Previous, absent)));

    [Theory]
    [InlineData(2022)]
    [InlineData(2023)]
    [InlineData(2024)]
    public void Evaluate_EverySchoolOfTheOracle_GivesItsVerdict(int startYear)
    {
        var year = new AcademicYear(startYear);
        var schools = Years.GetProperty(year.ToString()).GetProperty("schools").EnumerateObject().ToArray();
        Assert.InRange(schools.Length, 13, 14);
        foreach (var school in schools)
        {
            // The oracle knows no «missing»: a row that is not there is no result.
            var verdict = Rules.Evaluate(FactsOf(school.Name, year, ProcedureFact.NoParticipants));
            Assert.Equal(
                (school.Name, Bool(school, "included"), Bool(school, "criterion_1"), Bool(school, "criterion_2")),
                (school.Name, verdict.Verdict == Verdict.Included, verdict.Criterion1 == Ternary.Yes, verdict.Criterion2 == Ternary.Yes));
            Assert.Equal(school.Value.GetProperty("low").EnumerateArray().Select(code => code.GetString()!).Order(),
                verdict.Current.LowIndexes().Select(i => OracleCodes[i]).Order());
        }
    }

    private static bool Bool(JsonProperty school, string name) => school.Value.GetProperty(name).GetBoolean();

    public static readonly TheoryData<string, string, string, string, string> Page = new()
    {
        { "oz11", "включена", "Низкие результаты два года подряд: ОГЭ, русский язык в 2023/2024 году (3 из 9) и ВПР, математика, 5 класс в 2024/2025 году (4 из 11).", "Меньше на 1 ученика", "ВПР, математика, 5 класс: 4 из 11, порог 4" },
        { "oz08", "включена", "В 2024/2025 году низкие результаты по двум процедурам: ВПР, русский язык, 6 класс (4 из 9) и ОГЭ, математика (3 из 10).", "Меньше на 1 ученика", "ОГЭ, математика: 3 из 10, порог 3" },
        { "oz09", "включена", "В 2024/2025 году низкие результаты по двум процедурам: ВПР, русский язык, 6 класс (2 из 6) и ОГЭ, математика (4 из 11).", "Меньше на 1 ученика", "ОГЭ, математика: 4 из 11, порог 4" },
        { "oz12", "включена", "Низкие результаты два года подряд: ОГЭ, математика в 2023/2024 году (1 из 1) и ВПР, русский язык, 5 класс в 2024/2025 году (1 из 1).", "Меньше на 1 ученика", "ВПР, русский язык, 5 класс: 1 из 1, порог 1" },
        { "oz10", "недостаточно данных", "В 2024/2025 году один низкий результат: ВПР, математика, 6 класс (1 из 3). За 2023/2024 год данных нет ни по одной процедуре: если низкий результат был, школа войдёт в список.", "—", "Считается после уточнения данных за 2023/2024 год." },
        { "oz07", "не включена", "В 2024/2025 году низких результатов нет. В 2023/2024 году было два: ВПР, математика, 5 класс (5 из 14) и ЕГЭ, математика базовая (2 из 5).", "Ещё 1 ученик", "ЕГЭ, математика базовая: 0 из 3, порог 1" },
        { "oz05", "не включена", "В 2024/2025 году низких результатов нет. В 2023/2024 году был один: ОГЭ, математика (18 из 58).", "Ещё 1 ученик", "ЕГЭ, математика базовая: 0 из 3, порог 1" },
        { "oz04", "не включена", "Низких результатов нет ни в 2024/2025, ни в 2023/2024 году.", "Ещё 7 учеников", "ЕГЭ, математика базовая: 0 из 4, порог 2; ЕГЭ, математика профильная: 0 из 16, порог 5" },
        { "oz01", "не включена", "Низкий результат только по одной процедуре: ЕГЭ, математика профильная (6 из 19). В 2023/2024 году низких результатов нет.", "Ещё 5 учеников", "ЕГЭ, математика базовая: 1 из 20, порог 6" },
        { "oz02", "не включена", "Низкий результат только по одной процедуре: ВПР, математика, 6 класс (17 из 52). В 2023/2024 году низких результатов нет.", "Ещё 1 ученик", "ЕГЭ, математика базовая: 2 из 10, порог 3" },
        { "oz03", "не включена", "Низкий результат только по одной процедуре: ВПР, математика, 6 класс (31 из 95). В 2023/2024 году низких результатов нет.", "Ещё 1 ученик", "ВПР, русский язык, 5 класс: 29 из 97, порог 30" },
        { "oz06", "не включена", "В 2024/2025 году низких результатов нет. В 2023/2024 году был один: ВПР, русский язык, 6 класс (14 из 43).", "Ещё 3 ученика", "ЕГЭ, математика базовая: 0 из 10, порог 3" },
        { "oz13", "не включена", "Низкий результат только по одной процедуре: ВПР, математика, 5 класс (6 из 16). В 2023/2024 году низких результатов нет.", "Ещё 1 ученик", "ЕГЭ, математика профильная: 1 из 4, порог 2" },
    };

    [Theory]
    [MemberData(nameof(Page))]
    public void Explanation_SchoolOf2024_SaysWhatThePageSays(string school, string label, string reason, string margin, string detail)
    {
        // Nothing was entered for one school for the year before; a page must not take that for «no».
        var facts = FactsOf(school, T1, ProcedureFact.NotApplicable);
        if (school == "oz10")
            facts = facts with { Previous = new YearFacts(T1.Previous, YearOf(ProcedureFact.Missing)) };
        var verdict = Rules.Evaluate(facts);
        var explanation = new Explanation(Rules, facts, verdict, Title);
        Assert.Equal((label, reason, margin, detail), (Explanation.Label(verdict.Verdict),
            Plain(explanation.Reason), Plain(explanation.MarginHeadline), Plain(explanation.MarginDetail)));
    }

    [Fact]
    public void Calculation_SchoolOf2024_HasTheFivePartsOfTheCard()
    {
        var facts = FactsOf("oz08", T1, ProcedureFact.NotApplicable);
        var verdict = Rules.Evaluate(facts);
        var calculation = Calculation.Of(Rules, facts, verdict, Title, "Расчёт № 3 от 19.08.2025.");
        Assert.Equal("Школа включается, если выполнено хотя бы одно условие: за год низкие результаты не менее чем по двум процедурам "
            + "из девяти или в каждом из двух последних лет хотя бы по одной. Результат процедуры низкий, если не справились 30 % участников или больше.",
            Plain(calculation.Rule));
        Assert.Equal("100 × не справились ≥ 30 × участники", Plain(calculation.Formula));
        Assert.Equal("За год: 2 низких результата — первое условие выполнено. За два года: в 2023/2024 году низких результатов 0 — "
            + "второе не выполнено. Достаточно одного.", Plain(calculation.Result));
        Assert.Equal("Расчёт № 3 от 19.08.2025. Методика «Порог 30 %», редакция 1.", Plain(calculation.Source));
        Assert.Equal(18, calculation.Numbers.Count);
        var low = calculation.Numbers.Where(line => line.IsLow == true).ToArray();
        Assert.Equal(["400 ≥ 270", "300 ≥ 300"], low.Select(line => Plain(line.Comparison!)));
        Assert.Equal(["низкий", "низкий, ровно на пороге"], low.Select(line => line.Conclusion));
        Assert.Contains(calculation.Numbers, line => Plain(line.Comparison ?? "") == "400 < 420" && line.Conclusion == "не низкий");
    }
}
