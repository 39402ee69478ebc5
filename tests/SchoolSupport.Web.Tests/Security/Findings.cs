namespace SchoolSupport.Web.Tests.Security;

internal static class Findings
{
    /// <summary>Fails with all that was found, each on its line.</summary>
    public static void None(IEnumerable<string> found) => Assert.True(!found.Any(), string.Join("\n", found));
}
