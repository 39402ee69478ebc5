using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Domain.Tests.Indicators;

public class CalendarTests
{
    private static readonly IReadOnlyList<PlannedCampaign> Year = CampaignPreset.CalendarOf(new AcademicYear(2025));

    private static (string Period, string Opens, string Deadline)[] Of(string code) =>
        [.. Year.Where(planned => planned.Preset.Code == code).Select(planned =>
            (planned.Period.Key, RussianText.ShortDate(planned.Opens), RussianText.ShortDate(planned.Deadline)))];

    [Fact]
    public void Calendar_TheFiveRhythmsOfSection8_AreThere()
    {
        Assert.Equal([("2025-09", "01.09.2025", "15.09.2025")], Of("shnor-september"));
        Assert.Equal([("2025-10", "01.10.2025", "20.10.2025")], Of("risk-october"));
        Assert.Equal([("2026-01", "09.01.2026", "25.01.2026"), ("2026-06", "01.06.2026", "20.06.2026")], Of("prevention"));
        Assert.Equal([("2026-06", "01.06.2026", "10.06.2026")], Of("effectiveness-june"));
        Assert.Equal(["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"], Of("context-quarter").Select(round => round.Period));
        Assert.Equal([("2025/2026", "15.06.2026", "25.08.2026")], Of("year-results"));
    }

    [Fact]
    public void Calendar_EveryPreset_IsSound()
    {
        Assert.All(CampaignPreset.All, preset =>
        {
            Assert.NotEmpty(preset.Forms);
            Assert.All(preset.Forms, form => Assert.NotNull(FormPresets.Find(form)));
            Assert.Equal(preset.Audience == CampaignAudience.Groups, preset.Groups is { Count: > 0 });
            Assert.All(preset.Groups ?? [], group => Assert.True(group == SchoolTraits.LowResults || SchoolGroupKind.Find(group) is not null));
            Assert.All(preset.Forms.SelectMany(form => FormPresets.Find(form)!.Questions),
                question => Assert.Equal(preset.Audience == CampaignAudience.Department, question.Scope == QuestionScope.Municipality));
        });
        Assert.All(Year, planned => Assert.True(planned.Opens < planned.Deadline && planned.Deadline <= new AcademicYear(2025).LastDay));
        Assert.Equal(Year.Count, Year.Select(planned => (planned.Preset.Code, planned.Period)).Distinct().Count());
        Assert.All(FormPresets.All, form => Assert.Contains(CampaignPreset.All, preset => preset.Forms.Contains(form.Code)));
    }

    [Fact]
    public void Title_NamesThePeriod() => Assert.Equal("Выявление рисковых школ, октябрь 2025 года", Year.Single(planned => planned.Preset.Code == "risk-october").Title);

    [Theory]
    [InlineData("2025-09", "сентябрь 2025 года", "01.09.2025", "30.09.2025", "2025/2026", "2024-09")]
    [InlineData("2025-Q3", "III квартал 2025 года", "01.07.2025", "30.09.2025", "2025/2026", "2024-Q3")]
    [InlineData("2026-H1", "первое полугодие 2026 года", "01.01.2026", "30.06.2026", "2025/2026", "2025-H1")]
    [InlineData("2026", "2026 год", "01.01.2026", "31.12.2026", "2026/2027", "2025")]
    [InlineData("2024/2025", "2024/2025 учебный год", "01.09.2024", "31.08.2025", "2024/2025", "2023/2024")]
    public void Period_ByItsKey_KnowsItsDaysAndTheYearBefore(string key, string title, string first, string last, string academic, string before)
    {
        Assert.True(MonitoringPeriod.TryParse(key, out var period));
        Assert.Equal((key, title, first, last, academic, before), (period.Key, period.Title, RussianText.ShortDate(period.FirstDay),
            RussianText.ShortDate(period.LastDay), period.Academic.ToString(), period.YearBefore.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2025-13")]
    [InlineData("2025-Q5")]
    [InlineData("2024-2025")]
    [InlineData("1999")]
    [InlineData("2024/2026")]
    public void Period_NotAKey_IsRefused(string? key) => Assert.False(MonitoringPeriod.TryParse(key, out _));
}
