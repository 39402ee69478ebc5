using SchoolSupport.Application.Programs.Templates;

namespace SchoolSupport.Application.Tests.Programs;

/// <summary>Answers of a fictional department, and all texts of a template.</summary>
internal static class TemplateSamples
{
    public static TheoryData<string> Codes => [.. ProgramTemplates.All.Select(template => template.Code)];

    public static ProgramTemplate Template(string code) => ProgramTemplates.Find(code)!;

    public static TemplateRoadmap Roadmap(string code, string roadmap) => Template(code).Roadmaps.Single(r => r.Code == roadmap);

    public static TemplateAnswers Answers(int years, int startYear = 2026) => new()
    {
        StartYear = startYear,
        Years = years,
        Municipality = "Озёрский муниципальный округ",
        MunicipalityGenitive = "Озёрского муниципального округа",
        Administration = "Администрация Озёрского муниципального округа",
        Department = "Управление образования",
        DepartmentGenitive = "управления образования",
        DepartmentShort = "Управление образования",
        MethodService = "методический центр",
        MethodServiceGenitive = "методического центра",
        RegionInstitute = "областной институт развития образования",
        RegionInstituteGenitive = "областного института развития образования",
        SchoolsTerm = "ОО",
    };

    public static FilledTemplate Filled(string code, int? years = null)
    {
        var template = Template(code);
        return TemplateText.Fill(template, Answers(years ?? template.Years.Default));
    }

    /// <summary>Every text of a record with its place, keys and codes included.</summary>
    public static IEnumerable<(string Place, string Text)> Texts(object? node, string place = "")
    {
        switch (node)
        {
            case null or int or bool or decimal or Enum or DateOnly:
                yield break;
            case string text:
                yield return (place, text);
                yield break;
            case System.Collections.IEnumerable items:
                var index = 0;
                foreach (var item in items)
                    foreach (var found in Texts(item, $"{place}[{index++}]"))
                        yield return found;
                yield break;
        }
        foreach (var property in node!.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
            foreach (var found in Texts(property.GetValue(node), $"{place}.{property.Name}"))
                yield return found;
    }
}
