using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>Fills the form of any action with values that can be read, so that the guards reach behind the form's own check.</summary>
internal static class FormFiller
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["Role"] = "methodist", ["Levels"] = "usual", ["Area"] = "urban", ["Inn"] = "", ["Login"] = "", ["Code"] = "", ["PastResults"] = "skip",
        ["GroupCode"] = Domain.Schools.SchoolGroupKind.All[0].Code, ["Procedure"] = Domain.Assessments.ProcedureCodes.VprMath5,
        ["UserName"] = "somebody", ["Year"] = "2024", ["Participants"] = "10", ["Failed"] = "1",
        ["DocumentKind"] = "programme", ["SchoolTerm"] = "ОО", ["Key"] = "",
        ["Decision"] = "include", ["Comment"] = "Исправьте число участников", ["DocumentNumber"] = "215",
    };

    /// <param name="ids">Whose ids stand in the form.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Fill(AppRoute route, PopulatedTenant ids)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var parameter in route.Action?.Parameters ?? [])
        {
            var source = parameter.BindingInfo?.BindingSource;
            if (source == BindingSource.Services || source == BindingSource.Special || source == BindingSource.Path
                || parameter.ParameterType == typeof(CancellationToken) || route.Parameters.Any(p => p.Name == parameter.Name))
                continue;
            if (Value(parameter.Name, parameter.ParameterType, ids) is { } value)
                fields.Add(new(parameter.Name, value));
            else
                fields.AddRange(from property in parameter.ParameterType.GetProperties()
                                where property.CanWrite && Value(property.Name, property.PropertyType, ids) is not null
                                select new KeyValuePair<string, string>($"{parameter.BindingInfo?.BinderModelName ?? parameter.Name}.{property.Name}", Value(property.Name, property.PropertyType, ids)!));
        }
        return fields;
    }

    private static string? Value(string name, Type declared, PopulatedTenant ids)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var key = char.ToUpperInvariant(name[0]) + name[1..];
        if (type == typeof(Guid))
            return (ids.FieldId(key) ?? throw new InvalidOperationException($"The guards know no id for the field «{name}». Add one in {nameof(PopulatedTenant)}.{nameof(PopulatedTenant.FieldId)}.")).ToString();
        if (typeof(IFormFile).IsAssignableFrom(type))
            return null;
        if (type == typeof(string) && key == "Year")
            return "2024/2025";
        if (type == typeof(string))
            return Words.GetValueOrDefault(key, "Проверка");
        if (type == typeof(bool))
            return "true";
        if (type == typeof(DateOnly))
            return "01.09.2024";
        if (type.IsEnum)
            return Enum.GetNames(type)[0];
        return type.IsPrimitive || type == typeof(decimal) ? Words.GetValueOrDefault(key, "1") : null;
    }
}
