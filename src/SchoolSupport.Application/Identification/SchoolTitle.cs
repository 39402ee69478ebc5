using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Identification;

/// <summary>How lists and sentences call a school: the short official name without the legal form and its quotes.</summary>
public static class SchoolTitle
{
    private const int LongestForm = 8;

    /// <summary>«МБОУ «СОШ № 3 г. Озёрного»» → «СОШ № 3 г. Озёрного», «МБОУ «ЦО «Пригородный»» → «ЦО «Пригородный»».</summary>
    public static string Of(string shortName)
    {
        var name = shortName.Trim();
        var form = name.IndexOf(' ', StringComparison.Ordinal);
        if (form is <= 1 or > LongestForm || !name.AsSpan(0, form).ToString().All(char.IsUpper))
            return RussianText.Nbsp(name);
        var rest = name[(form + 1)..].Trim();
        if (rest is not ['«' or '"', ..] || rest[^1] is not ('»' or '"'))
            return RussianText.Nbsp(name);
        var inner = rest[1..^1];
        // One closing quote often stands for two: «ЦО «Пригородный».
        if (inner.Count(c => c == '«') > inner.Count(c => c == '»'))
            inner += "»";
        return RussianText.Nbsp(inner);
    }
}
