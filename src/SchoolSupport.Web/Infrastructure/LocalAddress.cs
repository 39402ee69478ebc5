using Microsoft.AspNetCore.WebUtilities;

namespace SchoolSupport.Web.Infrastructure;

public static class LocalAddress
{
    /// <summary>Whether an address stays inside the application: «/schools», not «//elsewhere» or «https://elsewhere».</summary>
    public static bool IsLocal(string address) =>
        address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal);

    /// <summary>Adds a query parameter to a local address that does not have it yet; any other address is left alone.</summary>
    public static string WithParameter(string address, string name, string value)
    {
        var hasIt = address.Contains($"?{name}=", StringComparison.Ordinal) || address.Contains($"&{name}=", StringComparison.Ordinal);
        return IsLocal(address) && !hasIt ? QueryHelpers.AddQueryString(address, name, value) : address;
    }
}
