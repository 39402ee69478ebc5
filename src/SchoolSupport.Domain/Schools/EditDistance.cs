namespace SchoolSupport.Domain.Schools;

/// <summary>Insertions, deletions, replacements and swaps of neighbours between two words.</summary>
internal static class EditDistance
{
    private const int Longest = 96;

    public static bool Within(string a, string b, int limit) =>
        Math.Abs(a.Length - b.Length) <= limit && Of(a, b) <= limit;

    /// <summary>The distance; of very long texts only the beginnings are compared.</summary>
    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a[..Math.Min(a.Length, Longest)];
        b = b[..Math.Min(b.Length, Longest)];
        Span<int> older = stackalloc int[b.Length + 1];
        Span<int> above = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], older[j - 2] + 1);
            }
            var free = older;
            older = above;
            above = row;
            row = free;
        }
        return above[b.Length];
    }
}
