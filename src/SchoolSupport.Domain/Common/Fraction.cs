using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchoolSupport.Domain.Common;

/// <summary>An exact rational number, so that sums and means of shares meet their thresholds without rounding. In JSON «275/4».</summary>
[JsonConverter(typeof(FractionJsonConverter))]
public readonly struct Fraction : IComparable<Fraction>, IEquatable<Fraction>
{
    public static readonly Fraction Zero = new(0, 1);
    public static readonly Fraction Hundred = new(100, 1);

    private readonly BigInteger _denominator;

    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / common;
        _denominator = denominator / common;
    }

    // Whole numbers are in their lowest terms already; looking for a common divisor is most of the work of adding them.
    private Fraction(BigInteger whole) => (Numerator, _denominator) = (whole, BigInteger.One);

    public BigInteger Numerator { get; }

    /// <summary>Always positive.</summary>
    // A default value has never seen the constructor and must still be a number.
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    /// <summary>The percentage that a part is of a whole.</summary>
    /// <exception cref="DivideByZeroException">The whole is 0.</exception>
    public static Fraction Percent(BigInteger part, BigInteger whole) => new(100 * part, whole);

    public static implicit operator Fraction(int value) => new(value);

    public static implicit operator Fraction(decimal value)
    {
        if (value is >= int.MinValue and <= int.MaxValue && decimal.IsInteger(value))
            return (int)value;
        var bits = decimal.GetBits(value);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return new Fraction(value < 0 ? -mantissa : mantissa, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    public static Fraction operator +(Fraction a, Fraction b) => a.Denominator.IsOne && b.Denominator.IsOne
        ? new(a.Numerator + b.Numerator)
        : new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) => a + new Fraction(-b.Numerator, b.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    public static Fraction operator /(Fraction a, Fraction b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;
    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;
    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;
    public static bool operator ==(Fraction a, Fraction b) => a.Equals(b);
    public static bool operator !=(Fraction a, Fraction b) => !a.Equals(b);

    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;
    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>The nearest number with so many decimals, half away from zero; for printing, never for comparing.</summary>
    public decimal Round(int decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        var (twice, divisor) = (2 * BigInteger.Abs(Numerator) * scale, 2 * Denominator);
        var rounded = (twice + Denominator) / divisor;
        return (decimal)(rounded * Numerator.Sign) / (decimal)scale;
    }

    /// <summary>The least whole number that is not below this one.</summary>
    public BigInteger Ceiling()
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var rest);
        return rest.Sign > 0 ? quotient + 1 : quotient;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <exception cref="FormatException">Not «275/4».</exception>
    public static Fraction Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && BigInteger.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
            && BigInteger.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var denominator) && !denominator.IsZero
            ? new Fraction(numerator, denominator) : throw new FormatException($"Not a fraction: {text}");
    }
}

/// <summary>Writes a fraction as text, because JSON's numbers would round it.</summary>
internal sealed class FractionJsonConverter : JsonConverter<Fraction>
{
    public override Fraction Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Fraction.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Fraction value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
