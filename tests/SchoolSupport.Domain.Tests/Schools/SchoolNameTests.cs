using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Domain.Tests.Schools;

public class SchoolNameTests
{
    [Fact]
    public void Normalize_FullName_IsTakenApart()
    {
        var name = SchoolName.Normalize(
            "138009 - Муниципальное бюджетное общеоразовательное учереждение\n«Средняя  общеобразовательная школа №2 имени 8 Марта г.Озёрного» Озёрского муниципального райна+B116");
        Assert.Equal("138009", name.Code);
        Assert.Equal("мбоу", name.LegalForm);
        Assert.Equal(SchoolKind.Secondary, name.Kind);
        Assert.Equal("2", name.Number);
        Assert.Empty(name.ProperWords);
        Assert.Equal("8 марта", name.Honorific);
        Assert.Equal("г озерного", name.Settlement);
        Assert.Equal("озерского", name.Municipality);
        Assert.Equal("мбоу сош № 2 им 8 марта г озерного", name.Text);
    }

    [Theory]
    [InlineData("МБОУ «ЦО «Пригородный»", SchoolKind.EducationCentre, null, "пригородный")]
    [InlineData("Центр образования Пригородный", SchoolKind.EducationCentre, null, "пригородный")]
    [InlineData("верхнеозёрская сош", SchoolKind.Secondary, null, "верхнеозерская")]
    [InlineData("Верхне-Озёрская СОШ", SchoolKind.Secondary, null, "верхнеозерская")]
    [InlineData("«Мирнинская основная школа»", SchoolKind.Basic, null, "мирнинская")]
    [InlineData("Начальная школа № 04", SchoolKind.Primary, "4", "")]
    [InlineData("СОШ-8", SchoolKind.Secondary, "8", "")]
    [InlineData("Лицей N 1", SchoolKind.Lyceum, "1", "")]
    [InlineData("Лицей No1", SchoolKind.Lyceum, "1", "")]
    [InlineData("СОШ № 5 с углублённым изучением отдельных предметов", SchoolKind.Secondary, "5", "")]
    [InlineData("Муниципальная вечерняя школа", null, null, "муниципальная вечерняя")]
    public void Normalize_Spelling_GivesKindNumberAndWords(string text, SchoolKind? kind, string? number, string words)
    {
        var name = SchoolName.Normalize(text);
        Assert.Equal((kind, number, words), (name.Kind, name.Number, string.Join(' ', name.ProperWords)));
    }

    [Fact]
    public void Normalize_SettlementInAnyCase_GivesOneKey() =>
        Assert.Equal(SchoolName.Normalize("СОШ № 1 города Озёрный").Key, SchoolName.Normalize("СОШ № 1 г.Озерного").Key);

    [Fact]
    public void Normalize_EmptyOrHuge_GivesAName()
    {
        Assert.True(SchoolName.Normalize(null).IsEmpty);
        Assert.True(SchoolName.Normalize(" «»\u00A0\n").IsEmpty);
        Assert.False(SchoolName.Normalize(new string('я', 40_000)).IsEmpty);
    }

    [Fact]
    public void SchoolKindFacts_EveryKind_SaysWhatIsTaught()
    {
        Assert.Equal(Enum.GetValues<SchoolKind>(), SchoolKindFacts.All.Select(facts => facts.Kind));
        Assert.False(SchoolKindFacts.Of(SchoolKind.Basic).TeachesGrades10To11);
        Assert.True(SchoolKindFacts.Of(SchoolKind.Basic).TeachesGrades5To9);
        Assert.False(SchoolKindFacts.Of(SchoolKind.Primary).TeachesGrades5To9);
        Assert.True(SchoolKindFacts.Of(SchoolKind.Lyceum).TeachesGrades10To11);
    }
}
