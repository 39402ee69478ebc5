using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>Computes indicators from facts: total, without a clock, the same for the same facts.</summary>
public static class IndicatorRules
{
    /// <summary>One value for each line of the definition.</summary>
    public static IReadOnlyList<IndicatorValue> Compute(IndicatorDefinition definition, MonitoringFacts facts) =>
        [.. definition.Lines.Select(line => Compute(line, facts))];

    /// <param name="withFactors">False: nothing is listed beside the value.</param>
    public static IndicatorValue Compute(IndicatorLine line, MonitoringFacts facts, bool withFactors = true)
    {
        var now = Tally.Of(line, facts);
        var factors = withFactors && line.Factors is { } list ? FactorCatalogue.Of(list, facts.Members(line.Group).Known, facts.Department) : [];
        var source = line.Refs.Any(reference => reference.IsCollected) ? IndicatorSource.Collected : IndicatorSource.Computed;
        var value = now.Value;
        Fraction? taken = null;
        var missing = now.Missing;
        if (line.Minus is not null)
        {
            (taken, var lacking) = Base(line, facts);
            missing = [.. missing.Union(lacking)];
            value = value - taken;
        }
        return new IndicatorValue(line.Part, value, now.Numerator, now.Denominator, taken, now.Rows, missing, factors, source);
    }

    // Without the thing compared with there is no difference.
    private static (Fraction? Value, IReadOnlyList<string> Missing) Base(IndicatorLine line, MonitoringFacts facts)
    {
        if (line.Minus == IndicatorLine.YearBefore)
        {
            if (facts.YearBefore is null)
                return (null, []);
            var before = Tally.Of(line, facts.YearBefore);
            return (before.Value, before.Missing);
        }
        var cell = Cell(QuantityRef.Parse(line.Minus!), null, facts);
        return cell.State == CellState.Known ? (cell.Value, []) : (null, [""]);
    }

    /// <summary>The quantity of a school, or of the department (<paramref name="school"/> is null).</summary>
    public static QuantityCell Cell(QuantityRef reference, SchoolMonitoring? school, MonitoringFacts facts) => reference.Measure switch
    {
        QuantityMeasure.Value => QuantityCell.Of(facts.Department[reference.Code]),
        _ when school is null => QuantityCell.Outside,
        QuantityMeasure.Catalogue => QuantityCatalogue.Find(reference.Code)!.Of(school, facts),
        QuantityMeasure.HandedIn => QuantityCell.Of(school.HandedIn.Contains(reference.Code) ? Ternary.Yes : school.Collected?.Contains(reference.Code) == false ? Ternary.Unknown : Ternary.No),
        QuantityMeasure.Positive => QuantityCell.Of(school[reference.Code]) is { State: CellState.Known } cell
            ? QuantityCell.Of(cell.Value > Fraction.Zero ? Ternary.Yes : Ternary.No)
            : QuantityCell.Of(school[reference.Code]),
        _ => QuantityCell.Of(school[reference.Code]),
    };

    /// <summary>Sums of a line over the schools of its group, paired school by school.</summary>
    private sealed record Tally(Fraction? Value, Fraction? Numerator, Fraction? Denominator, IReadOnlyList<IndicatorRow> Rows, IReadOnlyList<string> Missing)
    {
        public static Tally Of(IndicatorLine line, MonitoringFacts facts)
        {
            var numerator = QuantityRef.Parse(line.Numerator);
            QuantityRef? denominator = line.Denominator is { } text ? QuantityRef.Parse(text) : null;
            var rows = new List<IndicatorRow>();
            var missing = new List<string>();
            if (numerator.IsOfDepartment)
                Add(line, "", Cell(numerator, null, facts),
                    denominator is { } whole ? Cell(whole, null, facts with { Department = facts.Department.Beside(numerator.Fields) }) : null, rows, missing);
            else
            {
                var (schools, unknown) = facts.Members(line.Group);
                missing.AddRange(unknown);
                foreach (var school in schools)
                    Add(line, school.Key, Cell(numerator, school, facts), denominator is { } of ? Cell(of, Beside(school, numerator, of), facts) : null, rows, missing);
            }
            return Total(line, rows, missing);
        }

        // What is divided by was asked together with what is divided, where it was.
        private static SchoolMonitoring Beside(SchoolMonitoring school, QuantityRef numerator, QuantityRef denominator)
        {
            if (numerator.Fields.Count == 0 || denominator.Fields.Count == 0)
                return school;
            var answers = school.Answers.Beside(numerator.Fields);
            return ReferenceEquals(answers, school.Answers) ? school : school with { Answers = answers };
        }

        private static void Add(IndicatorLine line, string key, QuantityCell numerator, QuantityCell? denominator, List<IndicatorRow> rows, List<string> missing)
        {
            if (numerator.State == CellState.Outside || denominator?.State == CellState.Outside)
                return;
            var known = numerator.State == CellState.Known && denominator is not { State: CellState.Missing };
            if (!known)
                missing.Add(key);
            if (known)
                rows.Add(new IndicatorRow(key, numerator.Value, denominator?.Value, Ratio(line, numerator.Value, denominator?.Value)));
            else if (line.MissingStays && denominator is { State: CellState.Known } stays)
                rows.Add(new IndicatorRow(key, null, stays.Value, null));
        }

        private static Tally Total(IndicatorLine line, List<IndicatorRow> rows, List<string> missing)
        {
            // Nothing known at all is no data, even where schools without data stay in the denominator.
            if (rows.All(row => row.Numerator is null) && missing.Count > 0)
                return new Tally(null, null, line.Denominator is null ? null : Sum(rows, row => row.Denominator), rows, missing);
            var numerator = Sum(rows, row => row.Numerator);
            Fraction? denominator = line.Denominator is null ? null : Sum(rows, row => row.Denominator);
            return new Tally(Ratio(line, numerator, denominator), numerator, denominator, rows, missing);
        }

        private static Fraction Sum(List<IndicatorRow> rows, Func<IndicatorRow, Fraction?> of)
        {
            var sum = Fraction.Zero;
            foreach (var row in rows)
                if (of(row) is { } added)
                    sum += added;
            return sum;
        }

        private static Fraction? Ratio(IndicatorLine line, Fraction numerator, Fraction? denominator) => denominator switch
        {
            null => numerator,
            { } whole when whole == Fraction.Zero => null,
            { } whole => line.Kind == IndicatorKind.Share ? 100 * numerator / whole : numerator / whole,
        };
    }
}
