using System.Globalization;
using SchoolSupport.Application.Programs;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>
/// A list of the draft's words as one form: every button saves what is typed, some of them then move, remove or add a row. So nothing is lost
/// without a script.
/// </summary>
public abstract class ContentForm
{
    public const string Save = "save";
    public const string Add = "add";

    /// <summary>Of the draft's row.</summary>
    public uint? Version { get; set; }

    /// <summary><see cref="Save"/>, <see cref="Add"/>, or «up:2», «down:2», «remove:2».</summary>
    public string? Action { get; set; }

    /// <summary>Fills the rows from what is stored.</summary>
    public abstract void ReadFrom(ProgramContent content);

    /// <summary>The content with the rows as the action leaves them.</summary>
    public abstract ProgramContent ApplyTo(ProgramContent content);

    /// <summary>Adds the empty row that <see cref="Add"/> asked for; nothing of it is stored before it is filled.</summary>
    public abstract void AddRow(string? kind);

    /// <summary>Rows in words, for comparing what two people wrote.</summary>
    public abstract IReadOnlyList<string> InWords();

    /// <summary>Where the page opens again: «#row-3»; empty for the top.</summary>
    public abstract string Fragment { get; }
}

public abstract class RowsForm<TRow> : ContentForm where TRow : class, new()
{
    public List<TRow> Rows { get; set; } = [];

    public override string Fragment => Moved is { } move ? $"#row-{Math.Clamp(move.Name switch { "up" => move.Index - 1, "down" => move.Index + 1, _ => move.Index }, 0, Math.Max(0, Rows.Count - 1))}" : "";

    public override void AddRow(string? kind) => Rows.Add(NewRow(kind));

    public override IReadOnlyList<string> InWords() => [.. Rows.Where(r => !IsBlank(r)).Select(Words)];

    /// <summary>The rows after the action, without the ones that nobody filled.</summary>
    protected IEnumerable<TRow> Arranged()
    {
        var rows = Rows.ToList();
        if (Moved is { } move && move.Index < rows.Count)
        {
            var row = rows[move.Index];
            rows.RemoveAt(move.Index);
            if (move.Name != "remove")
                rows.Insert(Math.Clamp(move.Name == "up" ? move.Index - 1 : move.Index + 1, 0, rows.Count), row);
        }
        return rows.Where(r => !IsBlank(r));
    }

    protected virtual TRow NewRow(string? kind) => new();

    public abstract bool IsBlank(TRow row);

    protected abstract string Words(TRow row);

    private (string Name, int Index)? Moved =>
        Action?.Split(':') is [("up" or "down" or "remove") and var name, var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (name, index) : null;

    protected static IReadOnlyList<string> Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    protected static string Joined(params IEnumerable<string?> parts) => string.Join("; ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
}

public sealed record ContentPage<TForm>(ProgramFrame Frame, TForm Form) where TForm : ContentForm;

/// <summary>Buttons beside a row of a <see cref="ContentForm"/>.</summary>
public sealed record RowButtons(int Index, int Count, string Name);

/// <summary>Heading of a page that writes a draft's words; says so when the version is no draft.</summary>
public sealed record ContentHead(ProgramFrame Frame, string Title, string Lead);
