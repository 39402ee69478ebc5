using System.Globalization;
using System.Text;

namespace SchoolSupport.Documents.Programs;

/// <summary>One deadline as a whole day of a calendar.</summary>
/// <param name="Uid">The same at every reading, so that a calendar changes the entry and does not double it.</param>
/// <param name="ChangedAt">When something about it last changed.</param>
/// <param name="IsCancelled">Shown crossed out, or not at all.</param>
/// <param name="ReminderDays">Days before, for entries that still have to be done.</param>
public sealed record CalendarEntry(
    string Uid, DateOnly Day, DateTimeOffset ChangedAt, string Title, string Description, string Url, bool IsCancelled, IReadOnlyList<int> ReminderDays);

/// <summary>Writes a calendar as RFC 5545 asks: CRLF, lines folded at 75 octets, texts escaped.</summary>
public static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8";
    private const int LineOctets = 75;

    /// <param name="name">Shown by the calendar programme.</param>
    public static byte[] Write(string name, IEnumerable<CalendarEntry> entries)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN", "VCALENDAR");
        Line(text, "VERSION", "2.0");
        Line(text, "PRODID", "-//SchoolSupport//Programmes//RU");
        Line(text, "CALSCALE", "GREGORIAN");
        Line(text, "METHOD", "PUBLISH");
        Line(text, "X-WR-CALNAME", Escape(name));
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
        foreach (var entry in entries)
            Event(text, entry);
        Line(text, "END", "VCALENDAR");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Backslash, semicolon, comma and line breaks of a TEXT value (RFC 5545, 3.3.11).</summary>
    internal static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\n", StringComparison.Ordinal);

    private static void Event(StringBuilder text, CalendarEntry entry)
    {
        Line(text, "BEGIN", "VEVENT");
        Line(text, "UID", entry.Uid);
        Line(text, "DTSTAMP", Utc(entry.ChangedAt));
        Line(text, "LAST-MODIFIED", Utc(entry.ChangedAt));
        Line(text, "DTSTART;VALUE=DATE", Day(entry.Day));
        // The end of a whole day is the next one, which no longer belongs to it.
        Line(text, "DTEND;VALUE=DATE", Day(entry.Day.AddDays(1)));
        Line(text, "SUMMARY", Escape(entry.Title));
        Line(text, "DESCRIPTION", Escape(entry.Description));
        Line(text, "URL", entry.Url);
        Line(text, "STATUS", entry.IsCancelled ? "CANCELLED" : "CONFIRMED");
        Line(text, "TRANSP", "TRANSPARENT");
        foreach (var days in entry.ReminderDays)
        {
            Line(text, "BEGIN", "VALARM");
            Line(text, "ACTION", "DISPLAY");
            Line(text, "TRIGGER", string.Create(CultureInfo.InvariantCulture, $"-P{days}D"));
            Line(text, "DESCRIPTION", Escape(entry.Title));
            Line(text, "END", "VALARM");
        }
        Line(text, "END", "VEVENT");
    }

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>A content line; what is longer goes on in lines that begin with a space, and no letter is cut in two.</summary>
    private static void Line(StringBuilder text, string name, string value)
    {
        var (line, octets) = ($"{name}:{value}", 0);
        foreach (var rune in line.EnumerateRunes())
        {
            // Control characters may stand in no value; escaped line breaks are letters by now.
            if (Rune.IsControl(rune))
                continue;
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
