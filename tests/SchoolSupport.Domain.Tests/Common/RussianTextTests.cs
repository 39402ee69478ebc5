using SchoolSupport.Domain.Common;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Common;

public class RussianTextTests
{
    [Theory]
    [InlineData(0, "0 школ")]
    [InlineData(1, "1 школа")]
    [InlineData(2, "2 школы")]
    [InlineData(5, "5 школ")]
    [InlineData(11, "11 школ")]
    [InlineData(14, "14 школ")]
    [InlineData(21, "21 школа")]
    [InlineData(111, "111 школ")]
    [InlineData(122, "122 школы")]
    [InlineData(1204, "1\u202F204\u00A0школы")]
    public void Count_Number_TakesItsForm(int n, string expected) =>
        Assert.Equal(expected.Replace(' ', '\u00A0'), RussianText.Count(n, "школа", "школы", "школ"));

    [Theory]
    [InlineData(7, 20, "7 из 20 (35,0 %)")]
    [InlineData(0, 0, "0 из 0")]
    [InlineData(0, 4, "0 из 4 (0,0 %)")]
    [InlineData(2, 7, "2 из 7 (28,6 %)")]
    [InlineData(1, 2000, "1 из 2 000 (0,1 %)")]
    public void Share_Counts_HasOneDecimalHalfUp(int n, int total, string expected) =>
        Assert.Equal(expected, Plain(RussianText.Share(n, total)));

    [Theory]
    [InlineData(29, 97, "29 из 97 (29,90 %)")]
    [InlineData(11, 37, "11 из 37 (29,7 %)")]
    [InlineData(26, 87, "26 из 87 (29,89 %)")]
    [InlineData(3, 10, "3 из 10 (30,0 %)")]
    [InlineData(2997, 10_000, "2 997 из 10 000 (29,97 %)")]
    [InlineData(29_999, 100_000, "29 999 из 100 000 (29,999 %)")]
    [InlineData(2_999_999, 10_000_000, "2 999 999 из 10 000 000 (29,99999 %)")]
    [InlineData(299_999_999, 1_000_000_000, "299 999 999 из 1 000 000 000 (29,999999 %)")]
    [InlineData(4, 9, "4 из 9 (44,4 %)")]
    public void Share_BesideAThreshold_NeverContradictsIt(int n, int total, string expected) =>
        Assert.Equal(expected, Plain(RussianText.Share(n, total, 30m)));

    [Fact]
    public void Share_Spaces_DoNotTear()
    {
        Assert.Equal("7\u00A0из\u00A020 (35,0\u202F%)", RussianText.Share(7, 20));
        Assert.Equal("7\u00A0из\u00A020 (35,0\u00A0%)", RussianText.Paper(RussianText.Share(7, 20)));
    }

    [Fact]
    public void Dates_BothForms_AreRussian()
    {
        var date = new DateOnly(2025, 9, 15);
        Assert.Equal("15.09.2025", RussianText.ShortDate(date));
        Assert.Equal("15\u00A0сентября 2025\u00A0г.", RussianText.LongDate(date));
    }

    [Theory]
    [InlineData("СОШ № 3 г. Озёрного", "СОШ №_3 г._Озёрного")]
    [InlineData("в списке и за год — нет", "в_списке и_за_год_— нет")]
    [InlineData("4 из 9, порог 30 %", "4_из_9, порог_30~%")]
    [InlineData("Методика «Порог 30 %», порог у школ", "Методика «Порог_30~%», порог у_школ")]
    [InlineData("СОШ № 2 им. 8 Марта", "СОШ №_2 им._8 Марта")]
    [InlineData("15 сентября 2025 г. принято", "15 сентября 2025_г._принято")]
    [InlineData("По приказу", "По_приказу")]
    [InlineData("один из двух", "один из_двух")]
    [InlineData("Список из школ", "Список из_школ")]
    [InlineData("", "")]
    public void Nbsp_Text_IsGlued(string text, string expected)
    {
        var glued = RussianText.Nbsp(text);
        Assert.Equal(expected, glued.Replace('\u00A0', '_').Replace('\u202F', '~'));
        Assert.Equal(glued, RussianText.Nbsp(glued));
    }

    [Fact]
    public void NaturalKey_Names_SortAsPeopleDo()
    {
        string[] sorted =
        [
            "МБОУ «Берёзовская СОШ»", "МАОУ «Гимназия № 2»", "МБОУ «Елецкая СОШ»", "МБОУ «Ёлкинская СОШ»", "МАОУ «Лицей № 1»",
            "МБОУ «СОШ № 2 им. 8 Марта»", "СОШ № 9", "МБОУ СОШ №10", "МБОУ «ЦО «Пригородный»",
        ];
        Assert.Equal(sorted, sorted.Reverse().OrderBy(RussianText.NaturalKey, StringComparer.Ordinal));
        Assert.Equal(RussianText.NaturalKey("МБОУ «Берёзовская СОШ»"),
            RussianText.NaturalKey("Муниципальное бюджетное общеобразовательное учреждение \"БЕРЕЗОВСКАЯ СОШ\""));
    }
}
