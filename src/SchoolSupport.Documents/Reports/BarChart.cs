namespace SchoolSupport.Documents.Reports;

/// <summary>
/// Horizontal bars: for every label one bar of each series, dark and hatched, told apart on a black and white print too. Its numbers stand in a table beside it.
/// </summary>
/// <param name="Caption">«Рисунок 1 — Доля не справившихся по процедурам, %».</param>
/// <param name="Description">What the picture says, for those who do not see it.</param>
/// <param name="Series">One or two; every one has a value for each label.</param>
public sealed record BarChart(string Caption, string Description, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series) : DocumentBlock
{
    public const int MostSeries = 2;

    /// <summary>Digits behind the comma of the printed values, and of the numbers on the axis where they are needed.</summary>
    public int Decimals { get; init; }

    /// <summary>Behind the numbers of the axis: «%»; empty for counts.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Where the axis ends: a round number that is not below any value.</summary>
    public decimal Greatest
    {
        get
        {
            var most = Math.Max(Series.SelectMany(s => s.Values).Max() ?? 0, 1);
            return Math.Ceiling(most / Step(most)) * Step(most);
        }
    }

    /// <summary>Numbers under the axis, from 0 on.</summary>
    public IEnumerable<decimal> Ticks
    {
        get
        {
            var (greatest, step) = (Greatest, Step(Greatest));
            for (var tick = 0m; tick <= greatest; tick += step)
                yield return tick;
        }
    }

    private static decimal Step(decimal greatest) => greatest switch
    {
        <= 5 => 1, <= 10 => 2, <= 25 => 5, <= 50 => 10, <= 100 => 20, _ => Math.Ceiling(greatest / 500) * 100,
    };
}

/// <param name="Name">In the key of the picture: «2024/2025 учебный год».</param>
/// <param name="Values">One for each label; null: there is none, and no bar.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values);
