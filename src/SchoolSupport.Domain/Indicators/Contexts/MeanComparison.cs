using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Contexts;

/// <summary>Marks of one procedure: how many of each.</summary>
public readonly record struct MarkCounts(int Mark2, int Mark3, int Mark4, int Mark5)
{
    public int Participants => Mark2 + Mark3 + Mark4 + Mark5;
    public int Sum => (2 * Mark2) + (3 * Mark3) + (4 * Mark4) + (5 * Mark5);

    public static MarkCounts operator +(MarkCounts a, MarkCounts b) => new(a.Mark2 + b.Mark2, a.Mark3 + b.Mark3, a.Mark4 + b.Mark4, a.Mark5 + b.Mark5);
}

/// <summary>
/// A school's mean mark beside the mean of the municipality over the same procedures in the same proportion, so that a school without grade 11
/// is not held against schools that have one.
/// </summary>
/// <param name="School">The mean mark of the school.</param>
/// <param name="Expected">The mean that its participants would have with the municipality's means.</param>
/// <param name="Participants">Participations of the school.</param>
/// <param name="Pupils">How many pupils stand behind them; a handful of pupils is not ranked, however many works they wrote.</param>
public sealed record MeanComparison(Fraction School, Fraction Expected, int Participants, int Pupils)
{
    public bool IsNotBelow => School >= Expected;

    public Fraction Difference => School - Expected;

    /// <summary>Null when nobody of the school took part in anything.</summary>
    /// <param name="procedures">The school's marks and the municipality's, the school's among them.</param>
    /// <param name="pupils">Null: each participation is another pupil's.</param>
    public static MeanComparison? Of(IEnumerable<(MarkCounts School, MarkCounts Municipality)> procedures, int? pupils = null)
    {
        var (sum, expected, participants) = (0, Fraction.Zero, 0);
        foreach (var (school, municipality) in procedures)
        {
            if (school.Participants == 0)
                continue;
            sum += school.Sum;
            participants += school.Participants;
            expected += school.Participants * new Fraction(municipality.Sum, municipality.Participants);
        }
        return participants == 0 ? null : new MeanComparison(new Fraction(sum, participants), expected / participants, participants, pupils ?? participants);
    }
}
