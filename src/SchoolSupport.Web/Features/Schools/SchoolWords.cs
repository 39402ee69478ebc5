using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>Words about schools that several pages say.</summary>
public static class SchoolWords
{
    public const string UrbanCode = "urban";
    public const string RuralCode = "rural";

    public static string Title(string shortName) => RussianText.Nbsp(NaturalKey.Title(shortName));

    public static string Kind(SchoolKind kind) => SchoolKindFacts.Of(kind).Name;

    public static string Area(bool isUrban) => isUrban ? "городская" : "сельская";

    /// <summary>«1–11 классы», «1–9 классы», «10–11 классы».</summary>
    public static string Grades(bool basic, bool secondary) => $"{RegisterWords.Grades(basic, secondary)} классы";

    public static IReadOnlyList<SelectListItem> Kinds() =>
        [.. SchoolKindFacts.All.Select(facts => new SelectListItem(facts.Name, facts.Kind.ToString()))];

    public static IReadOnlyList<SelectListItem> Areas() => [new("городская", UrbanCode), new("сельская", RuralCode)];

    public static IReadOnlyList<SelectListItem> Groups() =>
        [.. SchoolGroupKind.All.Select(group => new SelectListItem(group.Name, group.Code))];

    public static string Group(string code) => SchoolGroupKind.Find(code)?.Name ?? code;
}
