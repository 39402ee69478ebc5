namespace SchoolSupport.Domain.Programs;

public sealed record ResponsibleParty(string Text);

/// <summary>Who is responsible, one by one.</summary>
public static class ResponsibleText
{
    public static IReadOnlyList<ResponsibleParty> Split(string? text) =>
        [.. (text ?? "").Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => new ResponsibleParty(part))];
}
