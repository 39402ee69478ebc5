using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Domain.Tests.Schools;

public class SchoolMatcherTests
{
    private static readonly OzerskyRegister Register = new();

    private static bool IsOldName(string text) =>
        text.Contains("пригородная", StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Match_EverySpellingWithAliases_FindsItsSchool()
    {
        var matcher = new SchoolMatcher(Register.SchoolsWithAliases, ["Озёрский муниципальный округ"]);
        var spellings = OzerskyRegister.Spellings();
        Assert.True(spellings.Count > 150, $"only {spellings.Count} spellings were read");
        var wrong = spellings
            .Select(spelling => (spelling.Text, spelling.Label, Found: Register.Label(matcher.Match(spelling.Text).SchoolId)))
            .Where(row => row.Found != row.Label).ToArray();
        Assert.True(wrong.Length == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Match_EverySpellingByNameAlone_NeverFindsAnotherSchool()
    {
        var matcher = new SchoolMatcher(Register.OnlyNames, ["Озёрский муниципальный округ"]);
        foreach (var (text, label) in OzerskyRegister.Spellings())
        {
            var match = matcher.Match(text);
            if (IsOldName(text))
            {
                Assert.Null(match.SchoolId);
                Assert.Contains("oz13", match.Suggestions.Select(suggestion => Register.Label(suggestion.SchoolId)));
            }
            else
                Assert.True(Register.Label(match.SchoolId) == label, $"{text}: {Register.Label(match.SchoolId)}");
        }
    }

    [Theory]
    [InlineData("МБОУ «СОШ № 2 им. 8 Марта»", "oz02")]
    [InlineData("СОШ №8", "oz06")]
    [InlineData("Гимназия №2", "oz05")]
    [InlineData("СОШ №2", "oz02")]
    [InlineData("Лицей №1", "oz04")]
    [InlineData("СОШ №1", "oz01")]
    [InlineData("МУНИЦИПАЛЬНОЕ БЮДЖЕТНОЕ ОБЩЕОБРАЗОВАТЕЛЬНОЕ УЧЕРЕЖДЕНИЕ «СОШ №3 г.Озерного» ОЗЕРСКОГО МУНИЦИПАЛЬНОГО РАЙНА", "oz03")]
    [InlineData("  138029 -  МБОУ\u00A0СОШ\u00A0N8+B116", "oz06")]
    [InlineData("MБОУ «CОШ № 1»", "oz01")]
    [InlineData("МБОУСОШ №3", "oz03")]
    public void Match_Trap_FindsTheRightSchool(string text, string label) =>
        Assert.Equal(label, Register.Label(new SchoolMatcher(Register.OnlyNames, ["Озёрский муниципальный округ"]).Match(text).SchoolId));

    [Theory]
    [InlineData("СОШ № 12")]
    [InlineData("школа № 1")]
    [InlineData("ООШ № 1")]
    [InlineData("СОШ")]
    [InlineData("СОШ № 2 им. Пушкина")]
    [InlineData("СОШ № 1 с. Лесное")]
    [InlineData("ЧОУ «Лицей № 1»")]
    [InlineData("Березавская СОШ")]
    [InlineData("Озёрская СОШ")]
    [InlineData("МБОУ «СОШ № 1» Верхнеборского муниципального района")]
    [InlineData("999999 - ")]
    [InlineData("")]
    public void Match_NotSure_FindsNothing(string text) =>
        Assert.Null(new SchoolMatcher(Register.OnlyNames, ["Озёрский муниципальный округ"]).Match(text).SchoolId);

    [Theory]
    [InlineData("Березавская СОШ", "oz07")]
    [InlineData("Верхнеозерска СОШ", "oz11")]
    [InlineData("школа № 8", "oz06")]
    [InlineData("Ольховская СОШ", "oz14")]
    [InlineData("МБОУ Пригородная СОШ", "oz13")]
    public void Match_NotSure_SuggestsTheSchoolFirst(string text, string label)
    {
        var match = new SchoolMatcher(Register.OnlyNames).Match(text);
        Assert.Null(match.SchoolId);
        Assert.InRange(match.Suggestions.Count, 1, 5);
        Assert.Equal(label, Register.Label(match.Suggestions[0].SchoolId));
        Assert.Equal(match.Suggestions.OrderByDescending(suggestion => suggestion.Score), match.Suggestions);
    }

    [Fact]
    public void Match_LoginOrInn_WinsOverAnUnknownName()
    {
        var matcher = new SchoolMatcher(Register.Schools);
        Assert.Equal((Register.Id("oz13"), MatchBasis.Login), Found(matcher.Match("Пригородная СОШ", login: " SCH470115 ")));
        Assert.Equal((Register.Id("oz13"), MatchBasis.Inn), Found(matcher.Match("что-то иное", inn: "4799119164")));
    }

    [Fact]
    public void Match_LoginAgainstAnotherSchoolsName_IsNotSure()
    {
        var match = new SchoolMatcher(Register.Schools).Match("МБОУ «СОШ № 1»", login: "sch470115");
        Assert.Null(match.SchoolId);
        Assert.Equal(["oz01", "oz13"], match.Suggestions.Take(2).Select(item => Register.Label(item.SchoolId)).Order());
    }

    [Fact]
    public void Match_CodeAgainstAnotherSchoolsName_IsNotSure()
    {
        var match = new SchoolMatcher(Register.Schools).Match("138004 - МБОУ «СОШ № 3»");
        Assert.Null(match.SchoolId);
        Assert.Equal(["oz01", "oz03"], match.Suggestions.Take(2).Select(item => Register.Label(item.SchoolId)).Order());
    }

    [Fact]
    public void Match_CodeAgainstAnUnknownName_IsNotSureButSuggested()
    {
        var match = new SchoolMatcher(Register.Schools).Match("138064 - МБОУ Пригородная СОШ");
        Assert.Null(match.SchoolId);
        Assert.Equal("oz13", Register.Label(match.Suggestions[0].SchoolId));
    }

    [Fact]
    public void Match_CodeWithATypo_IsSure() =>
        Assert.Equal((Register.Id("oz07"), MatchBasis.Code), Found(new SchoolMatcher(Register.Schools).Match("138034 - МБОУ Березавская СОШ")));

    [Fact]
    public void Match_CodeLearntFromAnAlias_IsKnown()
    {
        var schools = Register.OnlyNames.Select(school =>
            school.Id == Register.Id("oz13") ? school with { Aliases = ["777001 - Пригородная СОШ"] } : school).ToArray();
        Assert.Equal((Register.Id("oz13"), MatchBasis.Code), Found(new SchoolMatcher(schools).Match("ЦО «Пригородный»", code: "777001")));
    }

    [Fact]
    public void Match_TwoSchoolsFit_SuggestsBothAndMatchesNone()
    {
        RegisteredSchool[] schools =
        [
            New("МБОУ «СОШ № 1 г. Озёрного»"), New("МБОУ «СОШ № 1 с. Лесное»"), New("МБОУ «СОШ с. Ключи»"), New("МБОУ «СОШ п. Ключи»"),
        ];
        var matcher = new SchoolMatcher(schools);
        var match = matcher.Match("СОШ №1");
        Assert.Null(match.SchoolId);
        Assert.Equal(2, match.Suggestions.Count);
        Assert.Equal(schools[1].Id, matcher.Match("СОШ №1 с. Лесное").SchoolId);
        Assert.Equal(schools[3].Id, matcher.Match("СОШ посёлка Ключи").SchoolId);
        Assert.Null(matcher.Match("СОШ Ключи").SchoolId);
    }

    [Fact]
    public void Match_SameAliasAtTwoSchools_SaysNothing()
    {
        RegisteredSchool[] schools = [New("СОШ № 1") with { Aliases = ["первая"] }, New("СОШ № 2") with { Aliases = ["первая"] }];
        Assert.Null(new SchoolMatcher(schools).Match("Первая").SchoolId);
    }

    [Fact]
    public void Match_HundredThousandDifferentRows_FindsEachSchool()
    {
        var schools = Enumerable.Range(1, 40).Select(i => New($"МБОУ «СОШ № {i} г. Озёрного»")).ToArray();
        var matcher = new SchoolMatcher(schools);
        var found = Enumerable.Range(0, 100_000).Count(i => matcher.Match($"{100000 + i} - МБОУ \"СОШ №{i % 40 + 1}\"").SchoolId is not null);
        Assert.Equal(100_000, found);
    }

    private static RegisteredSchool New(string name) => new(Guid.NewGuid(), name, name, null, null, null, [], false);

    private static (Guid, MatchBasis) Found(SchoolMatch match) => (match.SchoolId!.Value, match.Basis!.Value);
}
