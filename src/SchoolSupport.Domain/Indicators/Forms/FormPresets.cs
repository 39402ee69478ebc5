namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>
/// The forms that a department starts with (domain reference, sections 4.1, 6.3 and 7), and every question they are made of. A question stands
/// once, so that pupils and teachers are the same number wherever they are the whole of a share.
/// </summary>
public static class FormPresets
{
    private sealed record SectionData(string Title, IReadOnlyList<string> Questions);

    private sealed record FormData(string Code, string Title, string Instruction, IReadOnlyList<SectionData> Sections, IReadOnlyList<FormTotal>? Totals = null);

    public static readonly IReadOnlyList<FormQuestion> Questions = PresetData.Read<IReadOnlyList<FormQuestion>>("questions");

    private static readonly Dictionary<string, FormQuestion> ByCode = Questions.ToDictionary(question => question.Code);

    public static readonly IReadOnlyList<FormDefinition> All = [.. PresetData.Read<IReadOnlyList<FormData>>("forms").Select(Assemble)];

    /// <summary>The form with a code, or null.</summary>
    public static FormDefinition? Find(string code) => All.FirstOrDefault(form => form.Code == code);

    /// <summary>The question with a code, or null.</summary>
    public static FormQuestion? Question(string code) => ByCode.GetValueOrDefault(code);

    private static FormDefinition Assemble(FormData data) => new()
    {
        Code = data.Code,
        Title = data.Title,
        Instruction = data.Instruction,
        Sections = [.. data.Sections.Select(section => new FormSection(section.Title, [.. section.Questions.Select(code => ByCode[code])]))],
        Totals = data.Totals ?? [],
    };
}
