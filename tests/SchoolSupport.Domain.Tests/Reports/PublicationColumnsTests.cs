using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Domain.Tests.Reports;

public sealed class PublicationColumnsTests
{
    private static readonly LowResultsRuleSet Rules = LowResultsRuleSet.Standard;

    /// <summary>Two lines of ten, neither low: four failed in all can only be two and two.</summary>
    [Fact]
    public void Of_VerdictsGiveTheCountsAway_TheTotalGoes()
    {
        ResultCounts[] rows = [new(10, 2), new(10, 2), new(60, 20)];
        Assert.Equal(PublishedValue.Shown, SmallNumbers.Suppress(rows).Total.Failed);

        var column = PublicationColumns.Of(rows, Rules);

        Assert.Equal(PublishedValue.Hidden, column.Total.Failed);
        Assert.Equal(PublishedValue.Shown, column.Total.Participants);
        Assert.Equal(PublishedValue.Shown, column.Rows[2].Failed);
    }

    [Fact]
    public void Of_NothingFollows_StaysAsSuppressed()
    {
        ResultCounts[] rows = [new(20, 1), new(30, 4), new(60, 20)];
        var (expected, actual) = (SmallNumbers.Suppress(rows), PublicationColumns.Of(rows, Rules));
        Assert.Equal(expected.Total, actual.Total);
        Assert.Equal(expected.Rows, actual.Rows);
    }

    /// <summary>At 20 % a line of five that is not low has nobody failed: then not even the five may print.</summary>
    [Fact]
    public void Of_ALineGivesItselfAway_ItsParticipantsGoToo()
    {
        var column = PublicationColumns.Of([new(5, 0), new(40, 12), new(50, 20)], Rules with { ThresholdPercent = 20 });
        Assert.Equal(PublishedValue.Hidden, column.Rows[0].Participants);
        Assert.Equal(PublishedValue.Hidden, column.Total.Participants);
    }

    [Fact]
    public void Of_EverySmallColumn_HidesEveryCountUnderFive()
    {
        var random = new Random(20250915);
        for (var round = 0; round < 500; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(0, 30)).Select(n => new ResultCounts(n, random.Next(0, n + 1))).ToArray();
            var column = PublicationColumns.Of(rows, Rules);
            for (var i = 0; i < rows.Length; i++)
            {
                if (rows[i].Participants is > 0 and < 5)
                    Assert.NotEqual(PublishedValue.Shown, column.Rows[i].Participants);
                if (rows[i].Participants > 0 && (rows[i].Failed < 5 || rows[i].Participants - rows[i].Failed < 5))
                    Assert.NotEqual(PublishedValue.Shown, column.Rows[i].Failed);
            }
        }
    }
}
