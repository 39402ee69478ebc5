namespace SchoolSupport.Domain.Identification;

/// <summary>Three-valued truth (domain reference, section 6): «unknown» is a value of its own, never «no».</summary>
/// <remarks>Ordered, so that «and» is the least of its parts and «or» the greatest.</remarks>
public enum Ternary
{
    No = 0,
    Unknown = 1,
    Yes = 2,
}

public static class TernaryLogic
{
    public static Ternary And(this Ternary left, Ternary right) => left < right ? left : right;

    public static Ternary Or(this Ternary left, Ternary right) => left > right ? left : right;

    /// <summary>«At least <paramref name="needed"/>» when some of the things counted are not known.</summary>
    /// <param name="counted">How many are known to be so.</param>
    /// <param name="unknown">How many could still turn out to be so.</param>
    public static Ternary AtLeast(int counted, int unknown, int needed) =>
        counted >= needed ? Ternary.Yes
        : counted + unknown < needed ? Ternary.No
        : Ternary.Unknown;
}
