namespace SchoolSupport.Domain.Common;

/// <summary>The eleven time zones of Russia by one IANA name each.</summary>
public static class RussianTimeZones
{
    public static readonly IReadOnlyList<(string Id, string Name)> All =
    [
        ("Europe/Kaliningrad", "калининградское время (МСК−1)"),
        ("Europe/Moscow", "московское время (МСК)"),
        ("Europe/Samara", "самарское время (МСК+1)"),
        ("Asia/Yekaterinburg", "екатеринбургское время (МСК+2)"),
        ("Asia/Omsk", "омское время (МСК+3)"),
        ("Asia/Krasnoyarsk", "красноярское время (МСК+4)"),
        ("Asia/Irkutsk", "иркутское время (МСК+5)"),
        ("Asia/Yakutsk", "якутское время (МСК+6)"),
        ("Asia/Vladivostok", "владивостокское время (МСК+7)"),
        ("Asia/Magadan", "магаданское время (МСК+8)"),
        ("Asia/Kamchatka", "камчатское время (МСК+9)"),
    ];
}
