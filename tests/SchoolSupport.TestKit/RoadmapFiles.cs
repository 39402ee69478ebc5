namespace SchoolSupport.TestKit;

/// <summary>The sample files with roadmaps of the checkout.</summary>
public static class RoadmapFiles
{
    public static string PathOf(string name)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            if (Path.Combine(directory.FullName, "tests/samples/roadmaps", name) is var path && File.Exists(path))
                return path;
        throw new FileNotFoundException($"The sample {name} is not above {AppContext.BaseDirectory}.");
    }
}
