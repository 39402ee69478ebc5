using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Reports;

/// <summary>Counts as cells of papers: shares that never contradict the verdict, hidden numbers of the edition for publication.</summary>
internal static class ReportCells
{
    public const string Hidden = "скрыто";
    public const string NoData = "н/д";
    public const string NotHeld = "—";

    /// <summary>A percentage given without counts, kept exactly.</summary>
    private const int PercentScale = 10_000;

    public static PercentValue Percent(ResultCounts counts, decimal threshold) => PercentValue.Beside(counts.Failed, counts.Participants, threshold);

    public static PercentValue Percent(decimal percent) => new((int)(percent * PercentScale), 100 * PercentScale);

    /// <summary>«3 из 10 (30,0 %)».</summary>
    public static ShareValue Share(ResultCounts counts, decimal threshold) => counts.Participants == 0
        ? new ShareValue(0, 0)
        : ShareValue.Beside(counts.Failed, counts.Participants, threshold);

    /// <summary>The same for publication: «менее 5», «скрыто из 12», «скрыто».</summary>
    public static CellValue Share(ResultCounts counts, PublishedCounts published, decimal threshold) => published switch
    {
        { ShareShown: true } => Share(counts, threshold),
        { Participants: PublishedValue.FewerThanFive } => new HiddenValue(),
        { Participants: PublishedValue.Shown } => new HiddenValue(PaperWords.Text($"{Hidden} из {RussianText.Number(counts.Participants)}")),
        _ => new HiddenValue(Hidden),
    };

    public static CellValue Participants(ResultCounts counts, PublishedCounts published, string mark = "") => published.Participants switch
    {
        PublishedValue.Shown => new IntegerValue(counts.Participants, mark),
        PublishedValue.FewerThanFive => new HiddenValue(),
        _ => new HiddenValue(Hidden),
    };

    public static CellValue Failed(ResultCounts counts, PublishedCounts published) =>
        published.Failed == PublishedValue.Shown ? new IntegerValue(counts.Failed) : new HiddenValue(Hidden);
}
