using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Contexts;

/// <summary>How a school's share of low results stands to schools of like context.</summary>
public enum PeerStanding
{
    NoData = 0,
    /// <summary>The difference may well be chance.</summary>
    Alike = 1,
    /// <summary>Fewer failed than could be chance.</summary>
    Better = 2,
    /// <summary>More failed than could be chance.</summary>
    Worse = 3,
}

/// <param name="Peers">The pooled share of the schools of like context: counts added, never percentages averaged.</param>
/// <param name="SmallSample">The school's share is of too few to say much.</param>
public sealed record PeerComparison(ShareFact School, ShareFact Peers, PeerStanding Standing, WilsonInterval? Interval, bool SmallSample)
{
    /// <param name="pupils">How many pupils stand behind the school's share; null: as many as its whole.</param>
    public static PeerComparison Of(ContextRuleSet rules, ShareFact school, IEnumerable<ShareFact> peers, int? pupils = null)
    {
        // A school without its result says nothing about the others: those that have one are pooled.
        var known = peers.Where(peer => peer is { State: ShareState.Known, OnlyPercent: null }).ToArray();
        var pooled = known.Length == 0 ? ShareFact.Missing : ShareFact.Of(known.Sum(peer => peer.Part), known.Sum(peer => peer.Whole));
        var interval = WilsonInterval.Of(school, pupils);
        var standing = interval is not { } range || pooled.Percent is not { } mean ? PeerStanding.NoData
            : range.MayBe(mean) ? PeerStanding.Alike
            : school.Percent < mean ? PeerStanding.Better : PeerStanding.Worse;
        return new PeerComparison(school, pooled, standing, interval, interval is { } size && size.Sample < rules.SmallSampleBelow);
    }

    /// <summary>One sentence with both counts; never a share without them.</summary>
    public string Words => RussianText.Nbsp(Standing == PeerStanding.NoData ? "Сравнить нельзя: нет данных." :
        $"Не справились {RussianText.Share(School.Part, School.Whole)}, в школах схожего контекста — {RussianText.Share(Peers.Part, Peers.Whole)}: "
        + Standing switch
        {
            PeerStanding.Alike => "различие может быть случайным",
            PeerStanding.Better => "доля ниже, чем можно объяснить случайностью",
            _ => "доля выше, чем можно объяснить случайностью",
        } + (SmallSample ? ", малая выборка." : "."));
}
