using System.Text;

namespace SchoolSupport.Documents.Assessments;

/// <summary>Brings texts of files to one spelling before they are compared.</summary>
internal static class Words
{
    /// <summary>Lower case, ё as е, one kind of quotes, single plain spaces.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var raw in text)
        {
            var c = char.ToLowerInvariant(raw);
            c = c switch
            {
                'ё' => 'е',
                '«' or '»' or '“' or '”' or '„' or '‟' or '″' or '\'' or '’' or '‘' => '"',
                '–' or '—' or '−' or '‑' => '-',
                _ => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '_' ? ' ' : c,
            };
            if (c == ' ' && (plain.Length == 0 || plain[^1] == ' '))
                continue;
            plain.Append(c);
        }
        return plain.ToString().TrimEnd();
    }

    /// <summary>Only letters and digits: for telling whether two spellings are the same text.</summary>
    public static string Key(string text) =>
        string.Concat(Plain(text).Where(char.IsLetterOrDigit));

    public static string Short(string text, int length = 80) =>
        text.Length <= length ? text : text[..length] + "…";
}
