namespace SchoolSupport.Web.Tests.Shared;

/// <summary>A brace too few swallows every rule behind it, and browsers say nothing.</summary>
public sealed class StylesTests
{
    [Fact]
    public void SiteCss_EveryRule_IsClosedBeforeTheNext()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "../../../../../src/SchoolSupport.Web/wwwroot/css/site.css");
        Assert.Null(Unclosed(File.ReadAllLines(path)));
    }

    [Theory]
    [InlineData(".a {\n  color: red;\n.b {\n}\n}")]
    [InlineData("@media print {\n.a {\n}")]
    [InlineData(".a {\n}\n}")]
    public void Canary_IsFound(string css) => Assert.NotNull(Unclosed(css.Split('\n')));

    /// <summary>The first line that opens a rule inside of a rule, or closes what is not open. Rules at a media query stand inside of it.</summary>
    private static string? Unclosed(string[] lines)
    {
        var open = new Stack<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.EndsWith('{'))
            {
                if (open.TryPeek(out var outer) && !outer.StartsWith('@'))
                    return $"line {i + 1}: «{line}» inside of «{outer}»";
                open.Push(line);
            }
            else if (line == "}" && !open.TryPop(out _))
            {
                return $"line {i + 1} closes nothing";
            }
        }
        return open.TryPeek(out var last) ? $"«{last}» is not closed" : null;
    }
}
