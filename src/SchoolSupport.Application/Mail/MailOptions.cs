using System.Net.Mail;

namespace SchoolSupport.Application.Mail;

/// <summary>Section <c>Mail</c> of the configuration: the server that letters are handed to. Without a host nothing is sent.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public string Host { get; set; } = "";
    public int Port { get; set; } = 587;

    /// <summary>STARTTLS; off only for a server on the same machine.</summary>
    public bool UseTls { get; set; } = true;
    public string User { get; set; } = "";
    public string Password { get; set; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";
    public string FromName { get; set; } = "";

    /// <summary>Where this installation is reached, «https://school.example»: links in letters begin with it.</summary>
    public string SiteAddress { get; set; } = "";

    /// <summary>For one letter.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    public bool IsOn => Host.Length > 0;

    /// <summary>What forbids starting with this configuration; empty when it is sound or mail is off.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!IsOn)
            return problems;
        if (Port is < 1 or > 65535)
            problems.Add($"{Section}:{nameof(Port)} must be a port");
        if (!IsAddress(From))
            problems.Add($"{Section}:{nameof(From)} must be an e-mail address");
        if (!Uri.TryCreate(SiteAddress, UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https"))
            problems.Add($"{Section}:{nameof(SiteAddress)} must be the address of this site");
        if (TimeoutSeconds is < 1 or > 60)
            problems.Add($"{Section}:{nameof(TimeoutSeconds)} must be 1 to 60");
        return problems;
    }

    /// <summary>One plain address, without a name and without anything that could begin another header.</summary>
    public static bool IsAddress(string? text) =>
        text is { Length: > 0 and <= 254 } && !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.');
}
