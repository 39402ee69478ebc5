using System.Text;
using SchoolSupport.Documents.Programs;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>The calendar's text by RFC 5545.</summary>
public sealed class CalendarFileTests
{
    private static readonly CalendarEntry Plain = new("1@school-support", new DateOnly(2025, 12, 31), new DateTimeOffset(2025, 9, 3, 12, 30, 5, TimeSpan.FromHours(3)),
        "1.5. Приказ", "Программа", "https://school.example/programs", false, [30, 7]);

    [Fact]
    public void Write_OneEntry_IsAWholeDayWithReminders()
    {
        var text = Write(Plain);

        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:", text);
        Assert.EndsWith("END:VEVENT\r\nEND:VCALENDAR\r\n", text);
        Assert.Contains("DTSTAMP:20250903T093005Z\r\n", text);
        Assert.Contains("DTSTART;VALUE=DATE:20251231\r\nDTEND;VALUE=DATE:20260101\r\n", text);
        Assert.Contains("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P30D\r\nDESCRIPTION:1.5. Приказ\r\nEND:VALARM\r\n", text);
        Assert.Contains("STATUS:CONFIRMED\r\n", text);
        Assert.Contains("STATUS:CANCELLED\r\n", Write(Plain with { IsCancelled = true }));
    }

    [Theory]
    [InlineData("Приказ; план, отчёт", @"Приказ\; план\, отчёт")]
    [InlineData(@"а\б", @"а\\б")]
    [InlineData("первая\r\nвторая\nтретья", @"первая\nвторая\nтретья")]
    public void Escape_KeepsTheTextInOneValue(string text, string expected) => Assert.Equal(expected, CalendarFile.Escape(text));

    [Fact]
    public void Write_TextThatWouldBeginAnotherProperty_StaysText()
    {
        var text = Write(Plain with { Title = "Дело\r\nBEGIN:VEVENT\r\nUID:evil" });

        Assert.Single(text.Split("\r\n"), line => line == "BEGIN:VEVENT");
        Assert.Single(text.Split("\r\n"), line => line.StartsWith("UID:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(500)]
    public void Write_LongTexts_AreFoldedAt75OctetsAndReadAgain(int letters)
    {
        var title = string.Concat(Enumerable.Range(0, letters).Select(i => (i % 7) switch { 0 => "ё", 1 => "a", 2 => "😀", 3 => "—", _ => "я" }));
        var bytes = CalendarFile.Write("Имя", [Plain with { Title = title }]);
        var text = Encoding.UTF8.GetString(bytes);

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\uFFFD', text);
        Assert.Contains($"SUMMARY:{title}\r\n", text.Replace("\r\n ", "", StringComparison.Ordinal));
    }

    private static string Write(CalendarEntry entry) => Encoding.UTF8.GetString(CalendarFile.Write("Мероприятия", [entry]));
}
