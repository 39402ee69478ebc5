using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Reports;

/// <summary>How the share of those who failed changed between two years.</summary>
/// <param name="BeforeTenths">The printed share before, in tenths of a percent.</param>
/// <param name="NowTenths">The printed share now, in tenths of a percent.</param>
public sealed record ShareChange(int BeforeTenths, int NowTenths)
{
    /// <summary>In tenths of a percentage point: the difference of the printed shares, so that a reader can check it.</summary>
    public int Tenths => NowTenths - BeforeTenths;

    /// <summary>Null when one of the years has no participants.</summary>
    public static ShareChange? Of(ResultCounts before, ResultCounts now) =>
        before.Participants == 0 || now.Participants == 0 ? null : new ShareChange(Printed(before), Printed(now));

    // Half up, in whole numbers.
    private static int Printed(ResultCounts counts) => (int)((2000L * counts.Failed + counts.Participants) / (2L * counts.Participants));

    /// <summary>«с 14,5 до 17,9 % (+3,4 п. п.)».</summary>
    public string InText => $"с {Share(BeforeTenths)} до {Share(NowTenths)} % ({(Tenths > 0 ? "+" : "")}{Share(Tenths)}\u00A0п.\u00A0п.)";

    private static string Share(int tenths) => (tenths / 10m).ToString("0.0", RussianText.Culture);

    /// <summary>From this change on, in tenths of a point, a procedure is named in the text.</summary>
    public const int NamedFromTenths = 30;

    /// <summary>One or two sentences on all procedures; empty when nothing can be compared.</summary>
    public static string Summary(IReadOnlyList<(string Procedure, ShareChange Change)> changes)
    {
        var sentences = new List<string>();
        Add("увеличилась", changes.Where(c => c.Change.Tenths > 0));
        Add("уменьшилась", changes.Where(c => c.Change.Tenths < 0));
        if (changes.Count(c => c.Change.Tenths == 0) is var same and > 0)
            sentences.Add($"практически не изменилась по {Procedures(same)}");
        return sentences.Count == 0 ? "" : $"Доля не справившихся {string.Join(". Доля ", sentences)}.";

        void Add(string verb, IEnumerable<(string Procedure, ShareChange Change)> some)
        {
            var list = some.OrderByDescending(c => Math.Abs(c.Change.Tenths)).ToArray();
            if (list.Length == 0)
                return;
            var large = list.Where(c => Math.Abs(c.Change.Tenths) >= NamedFromTenths).Select(c => $"{c.Procedure} — {c.Change.InText}").ToArray();
            sentences.Add($"{verb} по {Procedures(list.Length)}"
                + (large.Length > 0 ? $"; на {NamedFromTenths / 10} п. п. и более: {string.Join("; ", large)}"
                    : list.Length == 1 ? $", менее чем на {NamedFromTenths / 10} п. п." : $", в каждой — менее чем на {NamedFromTenths / 10} п. п."));
        }
    }

    private static string Procedures(int n) => $"{RussianText.DativeFeminine(n)} {RussianText.Plural(n, "процедуре", "процедурам", "процедурам")}";
}
