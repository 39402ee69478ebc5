using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>An indicator of a programme template, ready to be computed.</summary>
/// <param name="Template">Code of the programme template.</param>
public sealed record IndicatorPreset(string Template, IndicatorDefinition Definition);

/// <summary>All indicators of the five documents (domain reference, sections 7.1–7.7). Each is computed, or collected by a campaign of the calendar.</summary>
public static class IndicatorPresets
{
    private sealed record TemplateData(string Template, IReadOnlyList<IndicatorDefinition> Indicators);

    public static readonly IReadOnlyList<IndicatorPreset> All =
        [.. PresetData.Read<IReadOnlyList<TemplateData>>("indicators").SelectMany(data => data.Indicators.Select(one => new IndicatorPreset(data.Template, one)))];

    /// <summary>The indicators of a programme template, in the order of the document.</summary>
    public static IReadOnlyList<IndicatorDefinition> Of(string template) =>
        [.. All.Where(preset => preset.Template == template).Select(preset => preset.Definition)];

    /// <summary>The campaigns of the calendar that collect what an indicator needs; empty when it is computed without them.</summary>
    public static IReadOnlyList<CampaignPreset> CampaignsFor(string template, IndicatorDefinition definition)
    {
        var refs = definition.Lines.SelectMany(line => line.Refs).ToArray();
        var fields = refs.SelectMany(reference => reference.Fields).ToHashSet();
        var forms = FormPresets.All.Where(form => form.Questions.Any(question => fields.Contains(question.Code))).Select(form => form.Code)
            .Concat(refs.Where(reference => reference.Measure == QuantityMeasure.HandedIn).Select(reference => reference.Code)).ToHashSet();
        return [.. CampaignPreset.All.Where(campaign => campaign.Templates.Contains(template) && campaign.Forms.Any(forms.Contains))];
    }
}
