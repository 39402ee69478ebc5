using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Indicators;

/// <summary>The preset indicators over <see cref="SmallTown"/>, each value counted by hand from its five schools.</summary>
public class IndicatorValues
{
    private const string Nor = "three-directions";
    private const string Bok = "two-groups";
    private const string Per = "order-model-roadmap";
    private const string Kol = "year-plan";
    private const string Sol = "transition-to-resilience";

    private static IndicatorDefinition Definition(string template, string code) => IndicatorPresets.Of(template).Single(one => one.Code == code);

    [Theory]
    // A 13 of 60 after 15 of 62; B 5 of 18 after 4 of 18. Whether E is on the list is not known.
    [InlineData(Nor, "2.3.1-1", 0, "1 из 2 (50,0 %)", "E")]
    // A 0 of 60 after 1 of 60; B stays at 1 of 18.
    [InlineData(Nor, "2.3.1-2", 0, "1 из 2 (50,0 %)", "E")]
    // A 5 of 20 after 6 of 20; B has no such works and stays in the denominator.
    [InlineData(Nor, "2.3.1-3", 0, "1 из 2 (50,0 %)", "B E")]
    // A 12 of 20, B 4 of 10; C gave no number and is left out of both.
    [InlineData(Nor, "2.3.2-1", 0, "16 из 30 (53,3 %)", "C E")]
    // A 20 of 20, B did not answer.
    [InlineData(Nor, "2.3.3-1", 0, "20 из 20 (100,0 %)", "B E")]
    [InlineData(Nor, "2.3.3-3", 0, "25 из 30 (83,3 %)", "E")]
    [InlineData(Nor, "2.3.3-4", 0, "7 из 30 (23,3 %)", "E")]
    // A took part twice in federal events; B not in those, and said nothing of the others.
    [InlineData(Nor, "2.3.3-5", 0, "1 из 2 (50,0 %)", "B E")]
    [InlineData(Nor, "2.3.3-5", 1, "1 из 2 (50,0 %)", "E")]
    // B spoke and is on the list of this year; A is on an older one.
    [InlineData(Nor, "2.3.3-6", 0, "1 из 1 (100,0 %)", "E")]
    [InlineData(Nor, "2.3.3-7", 0, "1", "")]
    [InlineData(Nor, "2.3.3-8", 0, "1", "")]
    // A and B; D could not be decided and stays in the denominator.
    [InlineData(Nor, "3.3.1-1", 0, "2 из 5 (40,0 %)", "D")]
    [InlineData(Nor, "3.3.1-2", 0, "2 из 5 (40,0 %)", "D E")]
    // A is free of risk in September, B is not.
    [InlineData(Nor, "3.3.1-3", 0, "1 из 5 (20,0 %)", "D")]
    [InlineData(Nor, "3.3.2-1", 0, "1 из 5 (20,0 %)", "D")]
    [InlineData(Nor, "3.3.2-2", 0, "1 из 5 (20,0 %)", "D")]
    // A from 8 of 40 to 6 of 40, B and E unchanged, C without grade 4, D without grade 5.
    [InlineData(Nor, "3.3.3-1", 0, "1 из 3 (33,3 %)", "C")]
    // A and C; E had no participants, D has no grade 9.
    [InlineData(Nor, "3.3.3-3", 0, "2 из 3 (66,7 %)", "")]
    [InlineData(Nor, "3.3.3-4", 0, "0 из 3 (0,0 %)", "")]
    [InlineData(Nor, "4.3-1", 0, "3 из 5 (60,0 %)", "D")]
    // 15 of 30, 10 of 10, 0 of 0, 3 of 6; D gave no numerator.
    [InlineData(Nor, "4.3-2", 0, "28 из 46 (60,9 %)", "D")]
    [InlineData(Nor, "4.3-3", 0, "8 из 10 (80,0 %)", "")]
    [InlineData(Bok, "B1", 0, "2 из 3 (66,7 %)", "E")]
    // B 30 of 36, C 42 of 44.
    [InlineData(Bok, "B3", 0, "72 из 80 (90,0 %)", "")]
    // A 300 of 600 after 290 of 600, B 50 of 100 after 60 of 120, C without the year before.
    [InlineData(Bok, "B4", 0, "1 из 3 (33,3 %)", "C E")]
    [InlineData(Bok, "B5", 0, "52,5 из 57,5 (91,3 %)", "")]
    [InlineData(Per, "P1", 0, "25 из 30 (83,3 %)", "E")]
    [InlineData(Per, "P5", 0, "6", "")]
    [InlineData(Per, "P6", 0, "2", "E")]
    [InlineData(Per, "P7", 0, "да", "")]
    [InlineData(Per, "P9", 0, "3 из 5 (60,0 %)", "")]
    // A two better and one worse of the nine, B one worse.
    [InlineData(Per, "P10", 0, "1 из 2 (50,0 %)", "E")]
    // 58 of 60, 17 of 18, 22 of 22.
    [InlineData(Kol, "1", 0, "97 из 100 (97,0 %)", "")]
    [InlineData(Kol, "2", 0, "9 из 950 (0,9 %)", "")]
    // 13 of 75 after 11 of 55, and 32 of 75 after 22 of 55; C has no year before.
    [InlineData(Kol, "3", 0, "−2,7 п. п.", "C")]
    [InlineData(Kol, "3", 1, "+2,7 п. п.", "C")]
    [InlineData(Kol, "5*", 0, "62 из 75 (82,7 %)", "")]
    // 299 of 87 marks less 3,4; D holds no ВПР of grade 5.
    [InlineData(Sol, "S1", 0, "+0,04", "")]
    [InlineData(Sol, "S1", 1, "нет данных", "")]
    [InlineData(Sol, "S1", 2, "−0,05", "")]
    [InlineData(Sol, "S2", 0, "3 из 5 (60,0 %)", "E")]
    [InlineData(Sol, "S3", 0, "1", "")]
    // 68,75 of 600 pupils and 50 of 150; the others gave no social passport.
    [InlineData(Sol, "S6", 0, "65,00", "C D E")]
    [InlineData(Sol, "S8", 1, "4", "")]
    [InlineData(Sol, "S8", 3, "2", "")]
    [InlineData(Sol, "S9", 0, "нет данных", "A B C D E")]
    [InlineData(Sol, "S10", 0, "нет", "")]
    [InlineData(Sol, "S11", 0, "нет данных", "")]
    public void Compute_PresetOverTheSmallTown_IsTheValueCountedByHand(string template, string code, int line, string words, string missing)
    {
        var definition = Definition(template, code);
        var value = IndicatorRules.Compute(definition, SmallTown.Facts)[line];
        Assert.Equal((words, missing), (Plain(value.Words(definition)), string.Join(' ', value.Missing.Where(key => key.Length > 0).Order())));
    }

    // A only in federal events, B only in municipal ones: each level has one school, the indicator both.
    [Fact]
    public void Compute_SchoolsAtDifferentLevels_AreAllCountedInTheValueAndOnceInEachLevel()
    {
        var definition = Definition(Nor, "2.3.3-5");
        SchoolMonitoring[] schools = [WithEvents("A", 1, 0, 0), WithEvents("B", 0, 0, 2)];
        var values = IndicatorRules.Compute(definition, SmallTown.Facts with { Schools = schools });
        Assert.Equal(["2 из 2 (100,0 %)", "1 из 2 (50,0 %)", "0 из 2 (0,0 %)", "1 из 2 (50,0 %)"], values.Select(value => Plain(value.Words(definition))));
        Assert.Equal(["", "федеральные мероприятия", "региональные мероприятия", "муниципальные и межмуниципальные мероприятия"], values.Select(value => value.Part));
        Assert.Equal([false, true, true, true], definition.Lines.Select(definition.IsBreakdown));
    }

    private static SchoolMonitoring WithEvents(string key, decimal federal, decimal regional, decimal municipal) => SmallTown.Facts.Find(key)! with
    {
        Answers = new Dictionary<string, Answer> { ["events-federal"] = Answer.Of(federal), ["events-regional"] = Answer.Of(regional), ["events-municipal"] = Answer.Of(municipal) },
    };

    // 12 of 20 meet everything, though 18, 17 and 19 meet each by itself.
    [Fact]
    public void Compute_QualifiedTeachers_HaveAValueBesideTheThreeRequirements()
    {
        var definition = Definition(Sol, "S4");
        var school = SmallTown.Facts.Find("A")! with
        {
            Answers = new Dictionary<string, Answer>
            {
                ["teachers"] = Answer.Of(20), ["teachers-compliant"] = Answer.Of(12), ["teachers-courses-on-time"] = Answer.Of(18), ["teachers-profile"] = Answer.Of(17), ["teachers-level"] = Answer.Of(19),
            },
        };
        Assert.Equal(["12 из 20 (60,0 %)", "18 из 20 (90,0 %)", "17 из 20 (85,0 %)", "19 из 20 (95,0 %)"],
            IndicatorRules.Compute(definition, SmallTown.Facts with { Schools = [school] }).Select(value => Plain(value.Words(definition))));
    }

    // 3 % of the teachers of schools with low results, 14 % of those with high ones have the highest category; 12 % and 4 % teach another subject.
    [Fact]
    public void Compute_Qualification_SetsSchoolsWithLowResultsBesideThoseWithHighOnes()
    {
        var definition = Definition(Per, "P8");
        SchoolMonitoring[] schools = [Staff("A", 3, 12) with { IsLow = Ternary.Yes }, Staff("C", 14, 4) with { IsHigh = true }, Staff("D", 50, 50)];
        var values = IndicatorRules.Compute(definition, SmallTown.Facts with { Schools = schools });
        Assert.Equal(["3 из 100 (3,0 %)", "14 из 100 (14,0 %)", "12 из 100 (12,0 %)", "4 из 100 (4,0 %)"], values.Take(4).Select(value => Plain(value.Words(definition))));
        Assert.Equal([IndicatorWish.Higher, IndicatorWish.Higher, IndicatorWish.Lower, IndicatorWish.Lower], definition.Lines.Take(4).Select(definition.WishOf));

        static SchoolMonitoring Staff(string key, decimal highest, decimal other) => SmallTown.Facts.Find(key)! with
        {
            Answers = new Dictionary<string, Answer> { ["teachers"] = Answer.Of(100), ["teachers-highest"] = Answer.Of(highest), ["teachers-non-profile"] = Answer.Of(other) },
        };
    }

    [Fact]
    public void Compute_Rows_AddUpToTheValue()
    {
        var value = IndicatorRules.Compute(Definition(Nor, "4.3-2"), SmallTown.Facts)[0];
        Assert.Equal(["A", "B", "C", "E"], value.Rows.Select(row => row.School));
        Assert.Null(value.Rows.Single(row => row.School == "C").Value);
        Assert.Equal((50, 100), ((int)value.Rows[0].Value!.Value.Round(0), (int)value.Rows[1].Value!.Value.Round(0)));
        Assert.Equal(value.Numerator, value.Rows.Aggregate(Domain.Common.Fraction.Zero, (sum, row) => sum + row.Numerator!.Value));
    }

    [Fact]
    public void Compute_WithFactors_ListsThemBySchool()
    {
        var found = IndicatorRules.Compute(Definition(Nor, "3.3.1-1"), SmallTown.Facts)[0].Factors;
        Assert.Equal(["A: нет устойчивого доступа в Интернет", "A: предмет ведут учителя без профильного образования или переподготовки", "B: часть обучающихся не успевает"],
            found.Select(row => $"{row.School}: {row.Text}"));
        Assert.Equal(2, IndicatorRules.Compute(Definition(Nor, "3.3.2-1"), SmallTown.Facts)[0].Factors.Count);
        Assert.Equal(["A", "A"], IndicatorRules.Compute(Definition(Nor, "3.3.1-2"), SmallTown.Facts)[0].Factors.Select(row => row.School));
    }

    [Fact]
    public void Compute_Achievement_ListsItsEvidence_AndNoneOnceTheAnswerIsNo()
    {
        var definition = Definition(Sol, "S12");
        Assert.Equal([new FactorRow("", "Приказ № 14 от 03.02.2025")], Of(Answer.Yes).Factors);
        Assert.Empty(Of(Answer.No).Factors);

        IndicatorValue Of(Answer achieved) => IndicatorRules.Compute(definition, SmallTown.Facts with
        {
            Department = new Dictionary<string, Answer> { ["achieved-social-order"] = achieved, ["achieved-social-order-evidence"] = Answer.Of("Приказ № 14 от 03.02.2025") },
        })[0];
    }

    [Fact]
    public void Compute_Source_TellsComputedFromCollected()
    {
        Assert.Equal(IndicatorSource.Computed, IndicatorRules.Compute(Definition(Nor, "3.3.3-3"), SmallTown.Facts)[0].Source);
        Assert.Equal(IndicatorSource.Collected, IndicatorRules.Compute(Definition(Nor, "4.3-1"), SmallTown.Facts)[0].Source);
        Assert.Equal(IndicatorSource.Collected, IndicatorRules.Compute(Definition(Sol, "S6"), SmallTown.Facts)[0].Source);
        Assert.Equal(IndicatorSource.Collected, IndicatorRules.Compute(Definition(Per, "P9"), SmallTown.Facts)[0].Source);
    }

    [Fact]
    public void Compute_SameFactsTwice_GivesTheSame()
    {
        foreach (var preset in IndicatorPresets.All)
            Assert.Equal(
                IndicatorRules.Compute(preset.Definition, SmallTown.Facts).Select(value => (value.Value, value.Numerator, value.Denominator, Plain(value.Words(preset.Definition)))),
                IndicatorRules.Compute(preset.Definition, SmallTown.Facts).Select(value => (value.Value, value.Numerator, value.Denominator, Plain(value.Words(preset.Definition)))));
    }

    [Fact]
    public void Compute_NobodyFails_IsNothingToShareAndNotZero()
    {
        var definition = Definition(Nor, "4.3-3");
        var facts = SmallTown.Facts with { Schools = [.. SmallTown.Facts.Schools.Where(school => school.Key is "B" or "C" or "D")] };
        var value = IndicatorRules.Compute(definition, facts)[0];
        Assert.Null(value.Value);
        Assert.Equal(("нет данных", true), (Plain(value.Words(definition)), value.HasNothingToShare));
        Assert.Equal("Нет данных: в знаменателе 0", Plain(IndicatorCalculation.Of(definition, definition.Lines[0], value).Numbers));
        var none = IndicatorRules.Compute(definition, facts with { Schools = [] })[0];
        Assert.Equal((null, "нет данных"), (none.Value, Plain(none.Words(definition))));
        Assert.Equal("0", Plain(IndicatorRules.Compute(Definition(Per, "P6"), facts with { Schools = [] })[0].Words(Definition(Per, "P6"))));
    }

    [Fact]
    public void Compute_WithoutTheYearBefore_HasNoDifference() =>
        Assert.All(IndicatorRules.Compute(Definition(Kol, "3"), SmallTown.Facts with { YearBefore = null }), value => Assert.Null(value.Value));
}
