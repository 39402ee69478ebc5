using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The six states of tasks as shapes, words and parts of addresses, the same on every page.</summary>
public static class StateWords
{
    /// <summary>In the order of filters: what needs someone comes first.</summary>
    public static readonly IReadOnlyList<(string Code, MeasureState State, string Words)> All =
    [
        ("late", MeasureState.Overdue, "просрочено"),
        ("none", MeasureState.NotStarted, "не начато"),
        ("work", MeasureState.InProgress, "в работе"),
        ("done", MeasureState.Done, "выполнено"),
        ("cancelled", MeasureState.Cancelled, "отменено"),
        ("na", MeasureState.NotApplicable, "не применимо"),
    ];

    public static MarkKind Mark(this MeasureState state) => state switch
    {
        MeasureState.NotStarted => MarkKind.NotStarted,
        MeasureState.InProgress => MarkKind.InWork,
        MeasureState.Done => MarkKind.Done,
        MeasureState.Overdue => MarkKind.Late,
        MeasureState.Cancelled => MarkKind.Cancelled,
        _ => MarkKind.NotApplicable,
    };

    /// <summary>Null for a word that is none.</summary>
    public static MeasureState? Find(string? code)
    {
        foreach (var (known, state, _) in All)
            if (known == code)
                return state;
        return null;
    }

    /// <summary>«просрочено на 3 дня», «в работе, ждёт подтверждения», «в работе, возвращено».</summary>
    public static string Of(ExecutionLine line) => line switch
    {
        { Waits: true } => "в работе, ждёт подтверждения",
        { State: MeasureState.Overdue, IsReturned: true } => $"возвращено, просрочено на {Days(line.DaysOverdue)}",
        { State: MeasureState.Overdue } => $"просрочено на {Days(line.DaysOverdue)}",
        { State: MeasureState.InProgress, IsReturned: true } => "в работе, возвращено",
        { State: var state } => Of(state),
    };

    public static string Of(MeasureState state) => All.First(known => known.State == state).Words;

    public static string Days(int days) => RussianText.Count(days, "день", "дня", "дней");

    /// <summary>«сегодня», «завтра», «через 7 дней».</summary>
    public static string In(int days) => days switch { 0 => "сегодня", 1 => "завтра", _ => $"через {Days(days)}" };

    public static string School(SchoolRef school) => RussianText.Nbsp(NaturalKey.Title(school.ShortName));
}
