using SchoolSupport.Domain.Indicators.Forms;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Indicators;

public class TypedNumberTests
{
    [Theory]
    [InlineData("12,5", 12.5)]
    [InlineData("12.5", 12.5)]
    [InlineData(" 12,5 ", 12.5)]
    [InlineData("1 204", 1204)]
    [InlineData("1\u00A0204", 1204)]
    [InlineData("1\u202F204", 1204)]
    [InlineData("1\u2009204,5", 1204.5)]
    [InlineData("1'204", 1204)]
    [InlineData("12 345 678", 12345678)]
    [InlineData("1204", 1204)]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("ноль", 0)]
    [InlineData("+5", 5)]
    [InlineData("-3", -3)]
    [InlineData("−3", -3)]
    [InlineData("– 3", -3)]
    [InlineData(",5", 0.5)]
    [InlineData("12,", 12)]
    [InlineData("25 чел.", 25)]
    [InlineData("25чел", 25)]
    [InlineData("25 человек", 25)]
    [InlineData("25\u200B", 25)]
    public void Read_Number_IsTheNumber(string typed, double expected)
    {
        var read = TypedNumber.Read(typed, "человек");
        Assert.Equal((TypedKind.Number, (decimal)expected), (read.Kind, read.Value));
    }

    [Theory]
    [InlineData("ставки", "1,5 ставок")]
    [InlineData("км", "1,5 км")]
    [InlineData("км", "1,5 км.")]
    public void Read_UnitBehind_IsAccepted(string unit, string typed) => Assert.Equal(1.5m, TypedNumber.Read(typed, unit).Value);

    [Theory]
    [InlineData(null, TypedKind.Empty)]
    [InlineData("", TypedKind.Empty)]
    [InlineData(" \u00A0 ", TypedKind.Empty)]
    [InlineData("н/п", TypedKind.NotApplicable)]
    [InlineData("Не применимо", TypedKind.NotApplicable)]
    [InlineData("н/д", TypedKind.NoData)]
    [InlineData("нет данных", TypedKind.NoData)]
    [InlineData("-", TypedKind.ZeroOrNothing)]
    [InlineData("—", TypedKind.ZeroOrNothing)]
    [InlineData("нет", TypedKind.ZeroOrNothing)]
    [InlineData("Нет.", TypedKind.ZeroOrNothing)]
    [InlineData("5%", TypedKind.Percent)]
    [InlineData("5,5 %", TypedKind.Percent)]
    [InlineData("5\u202F%", TypedKind.Percent)]
    public void Read_OtherThanANumber_HasItsKind(string? typed, TypedKind expected) => Assert.Equal(expected, TypedNumber.Read(typed).Kind);

    [Theory]
    [InlineData("12 04", "Не удалось прочитать число. Уберите лишние знаки и пробелы")]
    [InlineData("1 2", "Не удалось прочитать число. Уберите лишние знаки и пробелы")]
    [InlineData("1,204.5", "Не удалось прочитать число. Уберите лишние знаки и пробелы")]
    [InlineData("1О", "Лишнее после числа: «о»")]
    [InlineData("5 из 40", "Нужно одно число, а здесь два")]
    [InlineData("10-12", "Нужно одно число, а здесь два")]
    [InlineData("5/40", "Нужно одно число, а здесь два")]
    [InlineData("около 10", "Нужно точное число")]
    [InlineData("~10", "Нужно точное число")]
    [InlineData("=A1+B1", "Это формула. Введите число")]
    [InlineData("десять", "Нужно число")]
    [InlineData("25 км", "Лишнее после числа: «км»")]
    [InlineData("1234567890123456", "Число слишком длинное")]
    [InlineData("٣", "Нужно число")]
    [InlineData("+", "Нужно число")]
    [InlineData(",", "Нужно число")]
    public void Read_Unreadable_SaysWhy(string typed, string problem)
    {
        var read = TypedNumber.Read(typed, "человек");
        Assert.Equal((TypedKind.Unreadable, problem), (read.Kind, Plain(read.Problem)));
    }

    private static FormQuestion Count(bool na = false) => new() { Code = "n", Text = "Сколько", Kind = QuestionKind.Count, Unit = "человек", AllowsNotApplicable = na };

    [Fact]
    public void Answer_NoInACountField_IsAskedAboutAndNeverZero()
    {
        Assert.Equal((null, "Если таких нет, введите 0. Если данных нет, оставьте поле пустым"), Parts(AnswerReader.Read(Count(), "нет")));
        Assert.EndsWith("отметьте «не применимо»", AnswerReader.Read(Count(na: true), "-").Problem, StringComparison.Ordinal);
        Assert.Equal(Answer.Of(0), AnswerReader.Read(Count(), "0").Answer);
    }

    [Fact]
    public void Answer_PercentOrDecimalsInACountField_SaysWhatIsWanted()
    {
        Assert.Equal((null, "Нужно число, а не процент (человек)"), Parts(AnswerReader.Read(Count(), "5%")));
        Assert.Equal((null, "Нужно целое число"), Parts(AnswerReader.Read(Count(), "12,5")));
        Assert.Equal((null, "Нужно целое число. Если это 1 204, введите его без запятой и точки"), Parts(AnswerReader.Read(Count(), "1.204")));
        Assert.Equal(Answer.Of(12.5m), AnswerReader.Read(Count() with { Kind = QuestionKind.Number }, "12,5").Answer);
        Assert.Equal(Answer.Of(5), AnswerReader.Read(Count() with { Kind = QuestionKind.Percent }, "5%").Answer);
        Assert.Equal(Answer.Of(5), AnswerReader.Read(Count() with { Kind = QuestionKind.Percent }, "5").Answer);
    }

    [Theory]
    [InlineData("да", 1)]
    [InlineData("Да.", 1)]
    [InlineData("+", 1)]
    [InlineData("НЕТ", 0)]
    [InlineData("-", 0)]
    public void Answer_YesNo_IsRead(string typed, int expected) =>
        Assert.Equal(Answer.Of(expected), AnswerReader.Read(Count() with { Kind = QuestionKind.YesNo }, typed).Answer);

    [Fact]
    public void Answer_OtherKinds_AreReadOrAskedAbout()
    {
        var yesNo = Count() with { Kind = QuestionKind.YesNo };
        Assert.Equal(Answer.NotApplicable, AnswerReader.Read(yesNo, "н/п").Answer);
        Assert.Equal(default(Answer), AnswerReader.Read(yesNo, " ").Answer);
        Assert.Equal((null, "Ответьте «да» или «нет»"), Parts(AnswerReader.Read(yesNo, "наверное")));
        var choice = Count() with { Kind = QuestionKind.Choice, Options = [new("a", "ещё нет"), new("b", "действует")] };
        Assert.Equal(Answer.Of("a"), AnswerReader.Read(choice, "Еще нет").Answer);
        Assert.Equal((null, "Выберите один из вариантов: ещё нет; действует"), Parts(AnswerReader.Read(choice, "вчера")));
        Assert.Equal(Answer.Of("слова"), AnswerReader.Read(Count() with { Kind = QuestionKind.Text }, " слова ").Answer);
        Assert.NotNull(AnswerReader.Read(Count() with { Kind = QuestionKind.Text }, new string('а', 4001)).Problem);
    }

    private static (Answer?, string?) Parts(AnswerReading reading) => (reading.Answer, reading.Problem is null ? null : Plain(reading.Problem));
}
