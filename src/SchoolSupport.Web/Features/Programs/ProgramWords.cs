using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Programmes, their versions and groups in words and marks.</summary>
public static class ProgramWords
{
    public const int LongestTitle = 70;

    public static string Kind(string code) => DocumentKind.Find(code)?.Name ?? code;

    public static string Status(VersionStatus status) => status switch
    {
        VersionStatus.Draft => "черновик",
        VersionStatus.OnApproval => "на утверждении",
        VersionStatus.Approved => "утверждена",
        _ => "заменена",
    };

    public static MarkKind Mark(VersionStatus status) => status switch
    {
        VersionStatus.Draft => MarkKind.NotStarted,
        VersionStatus.OnApproval => MarkKind.InWork,
        VersionStatus.Approved => MarkKind.Done,
        _ => MarkKind.Cancelled,
    };

    public static string Place(FieldPlace place) => place switch
    {
        FieldPlace.Passport => "паспорт",
        FieldPlace.Text => "текст программы",
        FieldPlace.Order => "приказ",
        FieldPlace.Model => "модель поддержки",
        _ => "дорожная карта",
    };

    /// <summary>Heading over the fields of one place.</summary>
    public static string PlaceTitle(FieldPlace place) => place switch
    {
        FieldPlace.Passport => "Паспорт программы",
        FieldPlace.Text => "Текст документа",
        FieldPlace.Order => "Из приказа",
        FieldPlace.Model => "Модель поддержки",
        _ => "К дорожной карте",
    };

    /// <summary>The line under the heading of a programme's pages.</summary>
    public static string Lead(ProgramFrame frame) =>
        $"{Capital(Kind(frame.Program.DocumentKind))}{(frame.School is { } school ? $", {school}" : "")}. {(frame.Term is { } term ? $"Срок: {term}" : "Срок не указан")}. {frame.Version.Line}.";

    /// <summary>«2026: не менее 5; 2027: не менее 5», or the one target that all years have.</summary>
    public static string Targets(ProgramIndicator indicator) => indicator.Targets.Values.Distinct().ToList() switch
    {
        [] => "не задана",
        [var only] => only,
        _ => string.Join("; ", indicator.Targets.Select(t => $"{t.Key}: {t.Value}")),
    };

    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpper(words[0], RussianText.Culture) + words[1..];

    public static string Subject(OrderSubject subject) => subject switch
    {
        OrderSubject.Programme => "программу",
        OrderSubject.Roadmap => "дорожную карту",
        OrderSubject.SchoolList => "перечень школ",
        _ => "координатора",
    };

    /// <summary>«приказ от 18.01.2021 № 4/1»; a prepared order says that it has neither.</summary>
    public static string Order(string number, DateOnly? date) =>
        number.Length == 0 ? "приказ без номера" : RussianText.Nbsp(date is { } day ? $"приказ от {RussianText.ShortDate(day)} № {number}" : $"приказ № {number}");

    public static string Group(string code) => SchoolGroupKind.Find(code)?.Name ?? "без группы";

    public static string Scope(SchoolScope scope) => scope switch
    {
        SchoolScope.Participants => "школы-участницы",
        SchoolScope.Group => "группа школ",
        SchoolScope.Listed => "отдельные школы",
        _ => "орган управления образованием",
    };

    public static string Column(RoadmapColumn kind) => kind switch
    {
        RoadmapColumn.Code => "номер", RoadmapColumn.Title => "мероприятие", RoadmapColumn.Form => "форма проведения", RoadmapColumn.Deadline => "срок",
        RoadmapColumn.Responsible => "ответственные", RoadmapColumn.Indicator => "показатель", RoadmapColumn.Result => "результат", RoadmapColumn.Schools => "школы",
        RoadmapColumn.Level => "уровень", _ => "столбец сохраняется под своим названием",
    };

    /// <summary>Titles of programmes are long; crumbs hold their beginning.</summary>
    public static string Short(string title) => title.Length <= LongestTitle ? title : title[..title.LastIndexOf(' ', LongestTitle)] + "…";

    public static IEnumerable<SelectListItem> Kinds() => DocumentKind.All.Select(kind => new SelectListItem(kind.Name, kind.Code));

    /// <summary>What a municipal document may be; a school's own roadmap is started elsewhere.</summary>
    public static IEnumerable<SelectListItem> MunicipalKinds() => Kinds().Where(kind => kind.Value != DocumentKind.OfSchool);

    /// <summary>«1 год», «от 1 до 5 лет».</summary>
    public static string Years(TemplateYears years) => years.Min == years.Max
        ? RussianText.Count(years.Min, "год", "года", "лет") : $"от {years.Min} до {RussianText.Count(years.Max, "года", "лет", "лет")}";

    public static IEnumerable<SelectListItem> Groups() => SchoolGroupKind.All.Select(group => new SelectListItem(group.Name, group.Code));

    public static IEnumerable<SelectListItem> Places() => Enum.GetValues<FieldPlace>().Select(place => new SelectListItem(Place(place), place.ToString()));

    public static IEnumerable<SelectListItem> IndicatorKinds() =>
        [new("доля", "share"), new("количество", "count"), new("да или нет", "yes-no"), new("разность", "difference"), new("перечень", "list"), new("по своей методике", "method")];

    public static IEnumerable<SelectListItem> Wishes() => [new("чем больше, тем лучше", IndicatorRow.Higher), new("чем меньше, тем лучше", IndicatorRow.Lower)];

    public static IEnumerable<SelectListItem> SchoolTerms() => [new("ОО", "ОО"), new("ОУ", "ОУ")];
}
