namespace SchoolSupport.Application.Files;

/// <summary>Names of uploaded files: shown and given back, never used as a path.</summary>
public static class UploadedFileName
{
    public const int MaxLength = 255;
    private const string Nameless = "файл без названия";

    /// <summary>The last part of the path, without control characters, cut to what is stored; the extension stays.</summary>
    public static string Clean(string? given)
    {
        var name = (given ?? "").Split('/', '\\')[^1];
        name = new string([.. name.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or '|' or ':' or '*' or '?'))]).Trim(' ', '.');
        if (name.Length == 0)
            return Nameless;
        if (name.Length <= MaxLength)
            return name;
        var extension = Path.GetExtension(name);
        return extension.Length is > 0 and <= 10 ? name[..(MaxLength - extension.Length)] + extension : name[..MaxLength];
    }
}
