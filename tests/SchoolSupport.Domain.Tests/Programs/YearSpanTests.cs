using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Tests.Programs;

/// <summary>A programme of another length says its term anew, and nothing else.</summary>
public sealed class YearSpanTests
{
    [Theory]
    [InlineData("Программа на 2024–2026 годы", 2027, "Программа на 2024–2027 годы")]
    [InlineData("2024 - 2026 годы", 2025, "2024 - 2025 годы")]
    [InlineData("2024, 2025, 2026 годы", 2027, "2024, 2025, 2026, 2027 годы")]
    [InlineData("апрель 2024-2026 годы", 2028, "апрель 2024-2028 годы")]
    [InlineData("2024–2025 годы", 2027, "2024–2025 годы")]
    [InlineData("январь 2024 года", 2027, "январь 2024 года")]
    [InlineData("12024–20261", 2027, "12024–20261")]
    [InlineData("2024–2026 годы", 2026, "2024–2026 годы")]
    public void Span_GivesTheTermAnotherEnd(string text, int newTo, string expected) => Assert.Equal(expected, YearShift.Span(text, 2024, 2026, newTo));

    [Theory]
    [InlineData("Иванов И.И., методический центр", "", "методический центр")]
    [InlineData("методический центр; Петрова Анна Ивановна", "", "методический центр")]
    [InlineData("Иванов И.И.\nУправление образования, руководители ОО", "", "Управление образования, руководители ОО")]
    [InlineData("Управление образования; МБОУ «СОШ им. А.С. Пушкина»", "", "Управление образования; МБОУ «СОШ им. А.С. Пушкина»")]
    [InlineData("Назначить координатором Иванову А.А.", "___", "Назначить координатором ___")]
    [InlineData("Управление образования,\nметодическая служба", "", "Управление образования,\nметодическая служба")]
    public void WithoutPersons_LeavesNamesOutAndTheRestAsItIs(string text, string instead, string expected) => Assert.Equal(expected, ResponsibleText.WithoutPersons(text, instead));
}
