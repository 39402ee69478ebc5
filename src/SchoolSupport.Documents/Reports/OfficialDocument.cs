using System.Text.Json.Serialization;

namespace SchoolSupport.Documents.Reports;

/// <summary>
/// The content of an official paper, free of any format: DOCX, PDF and XLSX are written from one value and so say the same.
/// All texts are Russian and come ready, with their no-break spaces (domain reference, section 9.3).
/// </summary>
public sealed record OfficialDocument
{
    /// <summary>One line for the file's properties and the window's title.</summary>
    public required string Title { get; init; }

    /// <summary>The kind of the paper in capitals: «СПИСОК», «АНАЛИТИЧЕСКАЯ СПРАВКА».</summary>
    public required string Kind { get; init; }

    /// <summary>The lines of the title under the kind.</summary>
    public IReadOnlyList<string> TitleLines { get; init; } = [];

    /// <summary>Who issues the paper, from the highest body to the lowest; the last line is set in bold.</summary>
    public IReadOnlyList<string> Authority { get; init; } = [];

    /// <summary>Date and number of the paper, with blanks «____» where they are written by hand; null leaves the row out.</summary>
    public RegistrationLine? Registration { get; init; }

    /// <summary>The block at the top right: «УТВЕРЖДЁН», «приказом …».</summary>
    public IReadOnlyList<string> Approval { get; init; } = [];

    /// <summary>A restriction such as «Для служебного пользования», only when the municipality wants it.</summary>
    public string? Stamp { get; init; }

    /// <summary>Says which edition this is: «Издание для публикации».</summary>
    public string? EditionMark { get; init; }

    /// <summary>The approval and the title stand alone on the first page, with these lines at its foot: the place and the year. Empty: no title page.</summary>
    public IReadOnlyList<string> TitlePageFoot { get; init; } = [];

    public bool HasTitlePage => TitlePageFoot.Count > 0;

    public IReadOnlyList<DocumentSection> Sections { get; init; } = [];

    /// <summary>Stands after the last section and before the appendices.</summary>
    public Signature? Signature { get; init; }

    /// <summary>Small lines under the signature: who prepared the paper, the telephone.</summary>
    public IReadOnlyList<string> Executor { get; init; } = [];

    /// <summary>Each begins on a page of its own.</summary>
    public IReadOnlyList<DocumentSection> Appendices { get; init; } = [];

    /// <summary>What stands at the top right before everything else.</summary>
    public IReadOnlyList<string> Marks => [.. new[] { Stamp, EditionMark }.OfType<string>().Where(mark => mark.Length > 0)];

    public IEnumerable<DocumentSection> AllSections => Sections.Concat(Appendices);
}

public sealed record RegistrationLine(string Date, string Number);

/// <param name="Position">«Начальник управления образования».</param>
/// <param name="Name">«И. О. Фамилия» or the name from the department's card.</param>
public sealed record Signature(string Position, string Name);

/// <param name="Heading">With its number: «3. Организации, включённые в Список»; empty for a section without a heading.</param>
public sealed record DocumentSection(string Heading, IReadOnlyList<DocumentBlock> Blocks)
{
    /// <summary>A landscape section begins on a new page, and so does what follows it.</summary>
    public bool Landscape { get; init; }

    /// <summary>«Приложение к Списку», at the right above the heading.</summary>
    public string? Mark { get; init; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = DocumentJson.Discriminator)]
[JsonDerivedType(typeof(Paragraph), "paragraph"), JsonDerivedType(typeof(NumberedList), "list"), JsonDerivedType(typeof(Note), "note")]
[JsonDerivedType(typeof(DocumentTable), "table"), JsonDerivedType(typeof(BarChart), "bars"), JsonDerivedType(typeof(ScatterChart), "points")]
public abstract record DocumentBlock;

/// <summary>A justified paragraph with an indent of 1.25 cm.</summary>
[method: JsonConstructor]
public sealed record Paragraph(IReadOnlyList<TextRun> Runs) : DocumentBlock
{
    public Paragraph(string text) : this([new TextRun(text)]) { }

    public string Text => string.Concat(Runs.Select(r => r.Text));
}

/// <summary>Numbered lines «1. …», each a paragraph of its own.</summary>
public sealed record NumberedList(IReadOnlyList<string> Items) : DocumentBlock;

public sealed record TextRun(string Text, bool Bold = false);

/// <summary>A small line under a table: «* Малая выборка: менее 10 участников.»</summary>
public sealed record Note(string Text) : DocumentBlock;
