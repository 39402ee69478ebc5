namespace SchoolSupport.Domain.Identification;

/// <summary>What the federal list (ФИОКО) says of a school.</summary>
public enum FederalListing
{
    /// <summary>No federal list is entered for the year.</summary>
    NoList = 0,
    Listed = 1,
    NotListed = 2,
}

/// <summary>How the calculation and the federal list stand to each other.</summary>
public enum Discrepancy
{
    /// <summary>There is no federal list to compare with.</summary>
    NotCompared = 0,
    Both = 1,
    Neither = 2,
    OnlyFederal = 3,
    OnlyCalculated = 4,
    /// <summary>On the federal list, while the data here do not suffice for a verdict.</summary>
    FederalWithoutData = 5,
    /// <summary>Not on the federal list, and the data here do not suffice for a verdict.</summary>
    UnknownWithoutFederal = 6,
}

/// <summary>What an officer decided for a school, over the list and the calculation.</summary>
public enum OfficerDecision
{
    Include = 1,
    Exclude = 2,
    /// <summary>Neither on the list nor off it: observed by the municipality.</summary>
    Watch = 3,
}

/// <summary>The status that work with a school goes by.</summary>
public enum SupportStatus
{
    NotIncluded = 1,
    Included = 2,
    InsufficientData = 3,
    /// <summary>Included by the calculation only, while a federal list exists (domain reference, section 6.2).</summary>
    WatchList = 4,
}

/// <summary>Where a status comes from, the weakest first.</summary>
public enum StatusBasis
{
    Calculation = 1,
    FederalList = 2,
    OfficerDecision = 3,
}

/// <summary>The status of a school, where it comes from, and the words for it.</summary>
public sealed record EffectiveStatus(SupportStatus Status, StatusBasis Basis, Discrepancy Discrepancy)
{
    /// <summary>The list and the calculation contradict each other; a person should look (cases N-13 and N-14).</summary>
    public bool IsDiscrepancy => Discrepancy is Discrepancy.OnlyFederal or Discrepancy.OnlyCalculated;

    /// <summary>
    /// Whether work with schools of low results (ШНОР) counts the school: a school that only the calculation names is watched while a federal list exists, and
    /// does not count (domain reference, section 6.2).
    /// </summary>
    public Ternary IsLow => Status switch
    {
        SupportStatus.Included => Ternary.Yes,
        SupportStatus.InsufficientData => Ternary.Unknown,
        _ => Ternary.No,
    };

    /// <summary>Officer's decision before the federal list, the federal list before the calculation.</summary>
    public static EffectiveStatus Of(Verdict verdict, FederalListing federal, OfficerDecision? decision = null)
    {
        var discrepancy = Compare(verdict, federal);
        if (decision is { } decided)
        {
            var status = decided switch
            {
                OfficerDecision.Include => SupportStatus.Included,
                OfficerDecision.Exclude => SupportStatus.NotIncluded,
                _ => SupportStatus.WatchList,
            };
            return new EffectiveStatus(status, StatusBasis.OfficerDecision, discrepancy);
        }
        if (federal == FederalListing.Listed)
            return new EffectiveStatus(SupportStatus.Included, StatusBasis.FederalList, discrepancy);
        var calculated = verdict switch
        {
            Verdict.NotIncluded => SupportStatus.NotIncluded,
            Verdict.InsufficientData => SupportStatus.InsufficientData,
            _ => federal == FederalListing.NoList ? SupportStatus.Included : SupportStatus.WatchList,
        };
        return new EffectiveStatus(calculated, StatusBasis.Calculation, discrepancy);
    }

    public static Discrepancy Compare(Verdict verdict, FederalListing federal) => (verdict, federal) switch
    {
        (_, FederalListing.NoList) => Discrepancy.NotCompared,
        (Verdict.Included, FederalListing.Listed) => Discrepancy.Both,
        (Verdict.NotIncluded, FederalListing.Listed) => Discrepancy.OnlyFederal,
        (_, FederalListing.Listed) => Discrepancy.FederalWithoutData,
        (Verdict.Included, _) => Discrepancy.OnlyCalculated,
        (Verdict.NotIncluded, _) => Discrepancy.Neither,
        _ => Discrepancy.UnknownWithoutFederal,
    };

    /// <summary>The status in Russian, with its source: «ШНОР (расчёт)».</summary>
    public string Label => (Status, Basis) switch
    {
        (SupportStatus.Included, StatusBasis.OfficerDecision) => "ШНОР (решение муниципалитета)",
        (SupportStatus.Included, StatusBasis.FederalList) => "ШНОР (федеральный перечень)",
        (SupportStatus.Included, _) => "ШНОР (расчёт)",
        (SupportStatus.WatchList, StatusBasis.OfficerDecision) => "список наблюдения (решение муниципалитета)",
        (SupportStatus.WatchList, _) => "ШНОР (расчёт), список наблюдения",
        (SupportStatus.NotIncluded, StatusBasis.OfficerDecision) => "не включена (решение муниципалитета)",
        (SupportStatus.NotIncluded, _) => "не включена",
        _ => "недостаточно данных",
    };

    /// <summary>How list and calculation differ, in Russian; null when they do not.</summary>
    public string? DiscrepancyLabel => Discrepancy switch
    {
        Discrepancy.OnlyFederal => "есть только в федеральном перечне",
        Discrepancy.OnlyCalculated => "есть только в расчёте",
        Discrepancy.FederalWithoutData => "есть в федеральном перечне, для расчёта недостаточно данных",
        _ => null,
    };
}
