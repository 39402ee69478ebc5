using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Programs;

internal enum UnitKind { Day, DayOfMonth, Month, Quarter, HalfYear }

/// <summary>A named piece of a year: 10 June, June, quarter III, half-year I.</summary>
/// <param name="Number">Month 1…12, quarter 1…4 or half-year 1…2; 0 of a day of every month.</param>
internal readonly record struct Unit(UnitKind Kind, int Number, int Day = 0)
{
    public int FirstMonth => Kind switch { UnitKind.Quarter => (Number * 3) - 2, UnitKind.HalfYear => (Number * 6) - 5, _ => Number };
    public int LastMonth => Kind switch { UnitKind.Quarter => Number * 3, UnitKind.HalfYear => Number * 6, _ => Number };
    public DateOnly First(int year) => new(year, FirstMonth, Kind == UnitKind.Day ? DayIn(year) : 1);
    public DateOnly Last(int year) => new(year, LastMonth, Kind == UnitKind.Day ? DayIn(year) : DateTime.DaysInMonth(year, LastMonth));
    public bool Exists(int year) => Kind != UnitKind.Day || Day <= DateTime.DaysInMonth(year, Number);
    private int DayIn(int year) => Math.Min(Day, DateTime.DaysInMonth(year, Number));
}

/// <summary>Years as written: one, several, a range; or academic years.</summary>
/// <param name="School">«2022/2023 учебный год»: the values are the years of the Septembers.</param>
/// <param name="Doubtful">«2022-2023» without a word: two years or an academic one.</param>
internal sealed record Years(IReadOnlyList<int> Values, bool Range = false, bool School = false, bool Doubtful = false)
{
    public int First => Values[0];
    public int Last => Values[^1];
    public bool IsOne => Values.Count == 1;
    public DateOnly FirstDay => School ? new AcademicYear(First).FirstDay : new DateOnly(First, 1, 1);
    public DateOnly LastDay => School ? new AcademicYear(Last).LastDay : new DateOnly(Last, 12, 31);
    public bool Ascending => Values.Zip(Values.Skip(1)).All(pair => pair.First < pair.Second);
}

/// <summary>From one unit to another, each with the years that stand behind it.</summary>
/// <param name="From">Null: «до 15 марта».</param>
/// <param name="To">Null: «с 1 сентября».</param>
/// <param name="Torn">Nothing stands between this span and the one before.</param>
/// <param name="Exclusive">«До мая»: perhaps without May itself.</param>
internal sealed record DateSpan(Unit? From, Unit? To, Years? FromYears, Years? ToYears, bool Torn = false, bool Exclusive = false)
{
    public Unit Any => (To ?? From)!.Value;
    public bool IsSingle => From == To && !IsRange;
    /// <summary>«Март 2021 – март 2022» is one too.</summary>
    public bool IsRange => From is not null && To is not null && (From != To || FromYears is not null);
    public bool HasYears => FromYears is not null || ToYears is not null;
}

/// <param name="AtLeast">«Не менее», «не реже».</param>
/// <param name="Spans">Of how many years, months …: «в 3 года».</param>
internal sealed record Rhythm(Recurrence Every, int Times = 1, int Spans = 1, bool AtLeast = false);

internal enum WithinKind { Year, SchoolYear, Period }

/// <summary>Everything found in one line.</summary>
internal sealed class DeadlineParts
{
    public List<DateSpan> Spans { get; } = [];
    public List<Years> Years { get; } = [];
    public List<Rhythm> Rhythms { get; } = [];
    public WithinKind? Within { get; set; }
    public bool Continuous { get; set; }
    public bool EachSchoolYear { get; set; }
    public bool HasExternal { get; set; }
    public string? Owner { get; set; }
    public string? Event { get; set; }
    /// <summary>«По итогам полугодия, года»: a schedule of its own.</summary>
    public Schedule? Outcomes { get; set; }
    public List<DeadlineQuestion> Questions { get; } = [];
    /// <summary>Words that no reader knows.</summary>
    public List<string> Unread { get; } = [];

    public bool HasDates => Spans.Count + Years.Count > 0;
    /// <summary>Something says when, be it understood together or not.</summary>
    public bool HasTimes => HasDates || Rhythms.Count > 0 || Within is not null || EachSchoolYear;
    public bool IsEmpty => !HasTimes && !Continuous && !HasExternal && Event is null && Outcomes is null;
}
