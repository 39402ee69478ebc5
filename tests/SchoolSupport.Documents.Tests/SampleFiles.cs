namespace SchoolSupport.Documents.Tests;

/// <summary>Finds the sample files by walking up from the test's own folder.</summary>
public static class SampleFiles
{
    public static string Ozersky { get; } = Find("tests", "samples", "results", "ozersky");

    public static string Roadmaps { get; } = Find("tests", "samples", "roadmaps");

    public static string Path(params string[] parts) => System.IO.Path.Combine([Ozersky, .. parts]);

    public static byte[] Bytes(params string[] parts) => File.ReadAllBytes(Path(parts));

    private static string Find(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.Path.Combine([folder.FullName, .. parts]) is var path && Directory.Exists(path))
                return path;
        throw new DirectoryNotFoundException($"Нет папки {string.Join('/', parts)} над {AppContext.BaseDirectory}");
    }
}
