using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Tests.Common;

public class FractionTests
{
    [Fact]
    public void Arithmetic_OfThirds_IsExact()
    {
        Fraction third = Fraction.Percent(1, 3) / 100;
        Assert.Equal((Fraction)1, third + third + third);
        Assert.Equal(new Fraction(1, 9), third * third);
        Assert.Equal(new Fraction(-1, 3), third - new Fraction(2, 3));
        Assert.Equal(new Fraction(1, 2), new Fraction(-2, -4));
    }

    [Theory]
    [InlineData("12.5")]
    [InlineData("-0.0001")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("7.9228162514264337593543950335")]
    [InlineData("0")]
    public void Decimal_TakenInAndRounded_IsItself(string text)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var scale = text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;
        Assert.Equal(value, ((Fraction)value).Round(Math.Min(scale, 20)), 18);
        Assert.Equal((Fraction)value, (Fraction)value + Fraction.Zero);
    }

    [Theory]
    [InlineData(5, 1000, 2, "0.01")]
    [InlineData(-5, 1000, 2, "-0.01")]
    [InlineData(4, 1000, 2, "0.00")]
    [InlineData(2, 3, 1, "0.7")]
    public void Round_Half_GoesAwayFromZero(int numerator, int denominator, int decimals, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), new Fraction(numerator, denominator).Round(decimals));

    [Fact]
    public void Ceiling_AndOrder_AreExact()
    {
        Assert.Equal(4, (int)new Fraction(10, 3).Ceiling());
        Assert.Equal(3, (int)new Fraction(9, 3).Ceiling());
        Assert.Equal(-3, (int)new Fraction(-10, 3).Ceiling());
        Assert.True(new Fraction(1, 3) < new Fraction(3334, 10000));
        Assert.True(default(Fraction) == Fraction.Zero);
        Assert.Throws<DivideByZeroException>(() => new Fraction(1, 0));
    }
}
