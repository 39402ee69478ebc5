using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Indicators.Contexts;

/// <summary>The words and shapes of context verdicts.</summary>
public static class ContextWords
{
    public const string SmallSample = "малая выборка";

    public static string Quadrant(ContextQuadrant quadrant) => ContextFigure.Words(quadrant);

    public static string Peers(PeerStanding standing) => standing switch
    {
        PeerStanding.Better => "лучше",
        PeerStanding.Worse => "хуже",
        PeerStanding.Alike => "без различия",
        _ => "сравнить нельзя",
    };

    public static MarkKind PeersMark(PeerStanding standing) => standing switch
    {
        PeerStanding.Better => MarkKind.Reached,
        PeerStanding.Worse => MarkKind.Missed,
        PeerStanding.Alike => MarkKind.VerdictNo,
        _ => MarkKind.NoData,
    };

    /// <summary>«7 из 20 (35,0 %)», «участников не было», «нет данных».</summary>
    public static string Share(ShareFact share) => share.State switch
    {
        ShareState.Known when share.OnlyPercent is { } percent => RussianText.Percent(percent, 1),
        ShareState.Known => RussianText.Share(share.Part, share.Whole),
        ShareState.NotApplicable => "не применимо",
        ShareState.NobodyTookPart => "участников не было",
        ShareState.NoWhole => RussianText.OutOf(share.Part, 0),
        _ => "нет данных",
    };

    /// <summary>«35,0 %», without the counts; else why there is none.</summary>
    public static string Percent(ShareFact share) => share.Percent is { } percent ? RussianText.Percent(percent.Round(1), 1) : Share(share);

    /// <summary>«ШНСУ» as the department decided, and what the assisted rule says beside it.</summary>
    public static string Adverse(SchoolContext school) => (school.IsAdverse, school.Adverse.State, school.Adverse.IsCandidate) switch
    {
        (true, _, _) => "да, решением управления",
        (_, AdverseState.RuleOff, _) => "нет",
        (_, AdverseState.NotComputable, _) => "не рассчитывается",
        (_, _, Ternary.Yes) => "возможный кандидат",
        (_, _, Ternary.No) => "нет",
        _ => "недостаточно данных",
    };

    public static string Resilient(ResilientState state) => state switch
    {
        ResilientState.Candidate => "возможный кандидат",
        ResilientState.NotCandidate => "нет",
        ResilientState.Unknown => "недостаточно данных",
        _ => "не относится",
    };

    /// <summary>Why the school may or may not be called resilient, one sentence.</summary>
    public static string ResilientReason(SchoolContext school) => RussianText.Nbsp(school.Resilient == ResilientState.NotApplicable
        ? "Резильентной может быть школа, работающая в неблагоприятных социальных условиях; эта школа в такую группу не включена."
        : $"Список низких результатов: {On(school.Now.Is, "за этот год")}, {On(school.Before.Is, "за прошлый")}; средняя отметка {(school.Mean is not { } mean ? "неизвестна" : mean.IsNotBelow ? "не ниже ожидаемой" : "ниже ожидаемой")}.");

    public static string High(HighResultVerdict verdict, SchoolContext school, ContextRuleSet rules) => verdict switch
    {
        { Place: { } place } => $"{(verdict.IsCandidate == Ternary.Yes ? "возможный кандидат" : verdict.IsCandidate == Ternary.Unknown ? "недостаточно данных" : "нет")}, {place}\u2011е место из {verdict.Ranked}",
        _ when school.Mean is { } mean && mean.Pupils < rules.SmallSampleBelow => $"{SmallSample}, не сравнивается",
        { IsCandidate: Ternary.No } => "нет",
        _ => "нет отметок",
    };

    public static string Dynamics(Dynamics dynamics) => dynamics switch
    {
        Domain.Indicators.Contexts.Dynamics.Improved => "лучше",
        Domain.Indicators.Contexts.Dynamics.Worsened => "хуже",
        Domain.Indicators.Contexts.Dynamics.Same => "без изменений",
        _ => "сравнить не с чем",
    };

    /// <summary>«доля не справившихся снизилась по 3 процедурам, выросла по 1».</summary>
    public static string Moves(SchoolContext school)
    {
        var better = school.Moves.Count(move => move.Dynamics == Domain.Indicators.Contexts.Dynamics.Improved);
        var worse = school.Moves.Count(move => move.Dynamics == Domain.Indicators.Contexts.Dynamics.Worsened);
        string[] moves = [.. new[] { ("снизилась", better), ("выросла", worse) }.Where(move => move.Item2 > 0)
            .Select(move => $"{move.Item1} по {RussianText.Count(move.Item2, "процедуре", "процедурам", "процедурам")}")];
        return moves.Length == 0 ? "" : RussianText.Nbsp($"доля не справившихся {string.Join(", ", moves)}");
    }

    public static string Mean(Fraction mean) => mean.Round(2).ToString("0.00", RussianText.Culture);

    private static string On(Ternary on, string when) => on switch
    {
        Ternary.Yes => $"{when} школа в списке",
        Ternary.No => $"{when} школы в списке нет",
        _ => $"{when} данных недостаточно",
    };
}
