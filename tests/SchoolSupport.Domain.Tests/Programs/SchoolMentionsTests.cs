using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Tests.Programs;

public sealed class SchoolMentionsTests
{
    [Theory]
    [InlineData("собеседования с директорами МОУ Зверосовхозской СОШ, МБОУ «Пушновской СОШ», МОУ КОСОШ по вопросу", "МОУ Зверосовхозской СОШ|МБОУ «Пушновской СОШ»|МОУ КОСОШ")]
    [InlineData("урока» (МБОУ Кольская СОШ № 2;", "МБОУ Кольская СОШ № 2")]
    [InlineData("на базе МОУ Мурмашинской СОШ №1", "МОУ Мурмашинской СОШ №1")]
    [InlineData("Реконструкция МКОУ «Заборьевская СОШ»; ремонт в Подборовской ООШ", "МКОУ «Заборьевская СОШ»|Подборовской ООШ")]
    [InlineData("«Точка роста» в МБОУ «СОШ №1» г. Пикалёво", "МБОУ «СОШ №1» г. Пикалёво")]
    [InlineData("СОШ № 1 г. Пикалёво, СОШ № 3", "СОШ № 1 г. Пикалёво|СОШ № 3")]
    [InlineData("опыт гимназии № 2 и лицея №7", "гимназии № 2|лицея №7")]
    [InlineData("МБОУ \"СОШ п. Молодёжный\", МБОУ «СОШ с. Целинный»", "МБОУ \"СОШ п. Молодёжный\"|МБОУ «СОШ с. Целинный»")]
    [InlineData("Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 5»", "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 5»")]
    [InlineData("выпускники школы № 12 и школ № 3", "школы № 12")]
    public void In_TextThatNamesSchools_GivesThemAsWritten(string text, string expected) =>
        Assert.Equal(expected.Split('|'), SchoolMentions.In(text));

    [Theory]
    [InlineData("руководители ОО, ОУ, школы с низкими результатами")]
    [InlineData("МБУО «Районный методический кабинет», МБУ «МЦ»")]
    [InlineData("в каждой школе, в СОШ и ООШ района, МОУ")]
    [InlineData("проект «Школа молодого педагога», летняя школа, 9 и 11 классов")]
    [InlineData("")]
    [InlineData(null)]
    public void In_TextThatNamesNone_GivesNothing(string? text) => Assert.Empty(SchoolMentions.In(text));

    [Fact]
    public void In_SchoolInSeveralCases_IsMentionedOnce() =>
        Assert.Equal(["МОУ Молочненской СОШ", "МБОУ Кольская СОШ № 2", "МОУ Кольская СОШ № 1"],
            SchoolMentions.In("на базе МОУ Молочненской СОШ", "МБОУ Кольская СОШ № 2, МОУ Молочненская СОШ", "в Кольской СОШ №2, МОУ Кольская СОШ № 1"));
}
