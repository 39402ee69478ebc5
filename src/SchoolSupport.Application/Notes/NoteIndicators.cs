using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>An indicator in a note: the very values of the indicators' page.</summary>
/// <param name="Now">Of the note's period.</param>
/// <param name="Before">Of the same period a year earlier; null when it has none.</param>
public sealed record NoteIndicator(IndicatorDefinition Definition, IndicatorLine Line, IndicatorValue Now, IndicatorValue? Before)
{
    public string Name => Line.Part.Length == 0 ? Definition.Name : $"{Definition.Name}: {Line.Part}";

    /// <summary>It counts children or teachers, so that small numbers of it are not published.</summary>
    public bool IsOfPersons => Line.Refs.Any(reference => reference.Measure == QuantityMeasure.Sum);

    /// <summary>Change of the printed shares; null where there is nothing to compare or no share.</summary>
    public ShareChange? Change => Counts(Now) is { Participants: > 0 } now && Before is { } before && Counts(before) is { Participants: > 0 } then ? ShareChange.Of(then, now) : null;

    /// <summary>Numerator as «failed» and denominator as «participants»; null for a value that is no share of whole numbers.</summary>
    public static ResultCounts? Counts(IndicatorValue value) =>
        value is { Source: not IndicatorSource.Entered, Numerator: { } part, Denominator: { } whole } && Whole(part) is { } n && Whole(whole) is { } of && n <= of ? new ResultCounts(of, n) : null;

    private static int? Whole(Fraction value) => value.Denominator.IsOne && value.Numerator >= 0 && value.Numerator <= int.MaxValue ? (int)value.Numerator : null;

    /// <summary>Schools that it looks at, in its numerator or not, and those that gave no data.</summary>
    public IEnumerable<string> Looked => Now.Rows.Select(row => row.School).Concat(Now.Missing).Where(key => key.Length > 0);

    /// <summary>Schools that a share of schools counts.</summary>
    public IEnumerable<string> Counted(bool yes = true) => Now.Rows.Where(row => row.School.Length > 0 && row.Numerator is { } n && n == (yes ? 1 : 0)).Select(row => row.School);
}

/// <summary>The indicators of a note in the order of the document.</summary>
/// <param name="Names">Names of schools by the keys of values.</param>
public sealed record NoteIndicators(MonitoringPeriod Period, IReadOnlyList<NoteIndicator> All, IReadOnlyDictionary<string, string> Names)
{
    public NoteIndicator? Find(string code) => All.FirstOrDefault(one => one.Definition.Code == code);

    public IEnumerable<NoteIndicator> With(string prefix) => All.Where(one => one.Definition.Code.StartsWith(prefix, StringComparison.Ordinal));

    public NoteIndicators Only(string prefix) => this with { All = [.. With(prefix)] };

    /// <summary>Names of schools in the order of the register.</summary>
    public IReadOnlyList<string> NamesOf(IEnumerable<string> keys)
    {
        var wanted = keys.ToHashSet();
        return [.. Names.Where(pair => wanted.Contains(pair.Key)).Select(pair => pair.Value)];
    }

    public static NoteIndicators Of(IReadOnlyList<IndicatorSeries> series, MonitoringPeriod period, string prefix, IEnumerable<School> schools) => new(period,
    [
        .. from one in series
           where one.Definition.Code.StartsWith(prefix, StringComparison.Ordinal)
           let now = one.Points.FirstOrDefault(point => point.Period == period)
           where now is not null
           select new NoteIndicator(one.Definition, one.Line, now.Value, one.Points.FirstOrDefault(point => point.Period == period.YearBefore)?.Value),
    ], schools.ToDictionary(school => MonitoringArchive.Key(school.Id), school => Identification.SchoolTitle.Of(school.ShortName)));
}
