namespace SchoolSupport.Web.Features.Programs;

/// <summary>A choice in a row of filters.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Empty">The line that chooses nothing.</param>
public sealed record SelectField(string Name, string Label, string Empty, IReadOnlyList<Option> Options, string? Value);

/// <summary>A choice of a filter.</summary>
public sealed record Option(string Value, string Words);
