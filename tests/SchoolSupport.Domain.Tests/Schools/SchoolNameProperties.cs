using FsCheck;
using FsCheck.Fluent;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Domain.Tests.Schools;

public class SchoolNameProperties
{
    private static readonly OzerskyRegister Register = new();

    private static readonly string[] Pieces =
    [
        "МБОУ", "муниципальное", "бюджетное", "общеобразовательное", "учреждение", "общеобразовательная", "средняя", "основная",
        "школа", "СОШ", "сош", "центр", "образования", "ЦО", "лицей", "№", "N", "no", "2", "10", "8", "марта", "им.", "имени",
        "г.", "города", "с", "Озёрного", "Озёрского", "муниципального", "округа", "района", "Берёзовская", "Ново-", "«", "»", "\"",
        "+B116", "138004 - ", "\u00A0", "\n", "-", "M", "BОУ", "(", "углублённым", "лет",
    ];

    private static Arbitrary<string> Names() => Gen.Elements(Pieces).ListOf()
        .SelectMany(pieces => Gen.Elements(" ", "", "  ").Select(gap => string.Join(gap, pieces))).ToArbitrary();

    [Fact]
    public void Normalize_OfNormalised_ChangesNothing() =>
        Prop.ForAll(Names(), text =>
        {
            var once = SchoolName.Normalize(text);
            var twice = SchoolName.Normalize(once.Text);
            return (twice.Text == once.Text && twice.Key == once.Key).Label($"{text} → {once.Text} → {twice.Text}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Normalize_AnyText_NeverThrows() =>
        Prop.ForAll<string>(text => SchoolName.Normalize(text) is not null).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Match_NoiseInASpelling_KeepsTheMatch()
    {
        var matcher = new SchoolMatcher(Register.SchoolsWithAliases, ["Озёрский муниципальный округ"]);
        var spellings = OzerskyRegister.Spellings();
        var noisy = Gen.Elements<(string Text, string Label)>(spellings)
            .SelectMany(spelling => Gen.Choose(0, 15).Select(noise => (Noisy(spelling.Text, noise), spelling.Label)));
        Prop.ForAll(noisy.ToArbitrary(), row => Register.Label(matcher.Match(row.Item1).SchoolId) == row.Label)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void Match_AnotherNumber_NeverFindsTheSchool()
    {
        var matcher = new SchoolMatcher(Register.OnlyNames, ["Озёрский муниципальный округ"]);
        var numbered = Register.Schools.Where(school => SchoolName.Normalize(school.FullName).Number is not null).ToArray();
        Assert.Equal(6, numbered.Length);
        var cases = Gen.Elements(numbered).SelectMany(school => Gen.Choose(0, 2000).Select(number => (school, number)));
        Prop.ForAll(cases.ToArbitrary(), row =>
        {
            var own = SchoolName.Normalize(row.school.FullName).Number!;
            var text = row.school.FullName.Replace($"№ {own}", $"№ {row.number}");
            var found = matcher.Match(text).SchoolId;
            return row.number.ToString() == own ? found == row.school.Id : found != row.school.Id;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    private static string Noisy(string text, int noise)
    {
        if ((noise & 1) != 0)
            text = text.Replace('ё', 'е').Replace('Ё', 'Е');
        if ((noise & 2) != 0)
            text = text.Replace(" ", " \u00A0 ");
        if ((noise & 4) != 0)
            text = text.Replace("«", "„").Replace("»", "").Replace("\"", "''");
        // The tail of a formula is upper case by nature.
        if ((noise & 8) != 0 && !text.Contains('+'))
            text = text.ToUpperInvariant();
        return text;
    }
}
