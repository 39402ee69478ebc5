using System.Numerics;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Contexts;

/// <summary>
/// Between which shares the true one lies with a confidence of 95 % (Wilson's score interval, z = 1,96), so that six pupils are not read as sixty.
/// Computed in whole numbers, rounded outwards: the same on every machine.
/// </summary>
/// <param name="Sample">How many pupils the share rests on; fewer than the whole where the same pupils took part several times.</param>
/// <param name="LowerTenths">In tenths of a percent, 0…1000.</param>
/// <param name="UpperTenths">In tenths of a percent, 0…1000.</param>
public readonly record struct WilsonInterval(int Part, int Whole, int Sample, int LowerTenths, int UpperTenths)
{
    // z² = 1,96² = 38416 / 10000
    private const int Z2 = 38416;
    private const int Scale = 10000;
    private const int Tenths = 1000;

    /// <summary>Null when there is nothing to take a share of, or only a percentage is known.</summary>
    /// <param name="pupils">How many pupils stand behind the share; null: as many as the whole.</param>
    public static WilsonInterval? Of(ShareFact share, int? pupils = null) =>
        share is { State: ShareState.Known, OnlyPercent: null } ? Of(share.Part, share.Whole, pupils) : null;

    /// <exception cref="ArgumentOutOfRangeException">The whole is not positive, the part not within it, or the sample not from 1 to the whole.</exception>
    public static WilsonInterval Of(int part, int whole, int? pupils = null)
    {
        var sample = pupils ?? whole;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(whole);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sample, nameof(pupils));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sample, whole, nameof(pupils));
        var lower = (int)((long)Tenths * part / whole);
        while (lower > 0 && !IsOutside(part, whole, sample, lower, Tenths))
            lower--;
        var upper = (int)((((long)Tenths * part) + whole - 1) / whole);
        while (upper < Tenths && !IsOutside(part, whole, sample, upper, Tenths))
            upper++;
        return new WilsonInterval(part, whole, sample, lower, upper);
    }

    /// <summary>Whether the true share may well be this one. Exact.</summary>
    public bool MayBe(Fraction percent)
    {
        var (p, q) = (percent.Numerator, percent.Denominator * 100);
        var distance = (Part * q) - (Whole * p);
        return distance * distance * Scale * Sample < (BigInteger)Z2 * Whole * Whole * p * (q - p) || distance.IsZero;
    }

    /// <summary>«от 2,0 до 43,6 %».</summary>
    public string Words => RussianText.Nbsp(
        $"от {(LowerTenths / 10m).ToString("0.0", RussianText.Culture)} до {(UpperTenths / 10m).ToString("0.0", RussianText.Culture)} %");

    // The score test: the distance of the share from k/of, squared, against its variance at k/of in a sample of so many.
    private static bool IsOutside(int part, int whole, int sample, int k, int of)
    {
        Int128 distance = ((long)part * of) - ((long)whole * k);
        // At 0 and 1 there is no variance, and the share itself is never outside.
        return distance != 0 && distance * distance * Scale * sample >= (Int128)Z2 * whole * whole * k * (of - k);
    }
}
