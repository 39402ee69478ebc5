using FsCheck;
using FsCheck.Fluent;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Tests.Identification;

public class SmallNumbersTests
{
    private const PublishedValue Shown = PublishedValue.Shown;
    private const PublishedValue Hidden = PublishedValue.Hidden;
    private const PublishedValue Few = PublishedValue.FewerThanFive;

    /// <summary>More than any number in the cases, so that the reader's guesses are not cut short.</summary>
    private const int MostGuessed = 26;

    [Fact]
    public void Suppress_LargeNumbers_ShowsEverything()
    {
        var column = SmallNumbers.Suppress([new(20, 7), new(30, 10), new(0, 0)]);
        Assert.All(column.Rows.Append(column.Total), line => Assert.True(line.ShareShown));
    }

    [Fact]
    public void Suppress_OneSmallSchool_HidesASecondOneToo()
    {
        var column = SmallNumbers.Suppress([new(3, 1), new(30, 10), new(12, 6), new(40, 10)]);
        Assert.Equal(new PublishedCounts(Few, Few), column.Rows[0]);
        Assert.Equal(new PublishedCounts(Hidden, Hidden), column.Rows[2]);
        Assert.True(column.Rows[1].ShareShown && column.Rows[3].ShareShown && column.Total.ShareShown);
    }

    [Fact]
    public void Suppress_FewFailedOrFewPassed_HidesTheFailed()
    {
        var column = SmallNumbers.Suppress([new(20, 4), new(20, 16), new(20, 8)]);
        Assert.Equal([Hidden, Hidden, Shown], column.Rows.Select(line => line.Failed));
        Assert.All(column.Rows, line => Assert.Equal(Shown, line.Participants));
    }

    [Fact]
    public void Suppress_OnlySmallSchools_HidesWhatTheTotalWouldTell()
    {
        // Two schools of four at most with eight together have four each.
        var column = SmallNumbers.Suppress([new(4, 1), new(4, 2)]);
        Assert.Equal(new PublishedCounts(Hidden, Hidden), column.Total);
        Assert.Equal(new PublishedCounts(Few, Few), SmallNumbers.Suppress([new(2, 1)]).Total);
    }

    [Fact]
    public void Print_EachWay_SaysNoSmallNumber()
    {
        Assert.Equal("12 из 40 (30,0 %)", Facts.Plain(new PublishedCounts(Shown, Shown).Print(new(40, 12), 30)));
        Assert.Equal("скрыто из 40", Facts.Plain(new PublishedCounts(Shown, Hidden).Print(new(40, 1), 30)));
        Assert.Equal("менее 5 участников", Facts.Plain(new PublishedCounts(Few, Few).Print(new(3, 1), 30)));
        Assert.Equal("скрыто", new PublishedCounts(Hidden, Hidden).Print(new(12, 6), 30));
    }

    /// <summary>A reader who tries every table that fits what is printed never finds one hidden number for sure.</summary>
    [Fact]
    public void Suppress_AgainstAReaderWhoTriesEverything_GivesNothingAway()
    {
        var row = Gen.Choose(0, 9).SelectMany(n => Gen.Choose(0, n).Select(failed => new ResultCounts(n, failed)));
        Prop.ForAll(row.ArrayOf(3).ToArbitrary(), rows => GivenAway(rows, SmallNumbers.Suppress(rows)) is null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    /// <summary>The same reader does find the number when only the small one is hidden: the check above can fail.</summary>
    [Fact]
    public void Canary_HidingOnlyTheSmallNumber_GivesItAway()
    {
        ResultCounts[] rows = [new(9, 2), new(20, 8)];
        var naive = new PublishedColumn([new(Shown, Hidden), new(Shown, Shown)], new PublishedCounts(Shown, Shown));
        Assert.Equal("failed of line 0", GivenAway(rows, naive));
        Assert.Null(GivenAway(rows, SmallNumbers.Suppress(rows)));
    }

    private static string? GivenAway(ResultCounts[] rows, PublishedColumn column)
    {
        var participants = rows.Sum(row => row.Participants);
        var failed = rows.Sum(row => row.Failed);
        var seen = rows.Select(_ => new HashSet<int>[] { [], [], [] }).ToArray();
        var guess = new ResultCounts[rows.Length];
        Try(0, participants, failed);
        for (var i = 0; i < rows.Length; i++)
        {
            if (column.Rows[i].Participants != Shown && seen[i][0].Count < 2)
                return $"participants of line {i}";
            if (column.Rows[i].Failed != Shown && seen[i][1].Count < 2)
                return $"failed of line {i}";
            if (column.Rows[i].Failed != Shown && seen[i][2].Count < 2)
                return $"passed of line {i}";
        }
        return null;

        void Try(int i, int participantsLeft, int failedLeft)
        {
            if (i == rows.Length)
            {
                if ((column.Total.Participants == Shown && participantsLeft != 0) || (column.Total.Failed == Shown && failedLeft != 0))
                    return;
                for (var j = 0; j < rows.Length; j++)
                {
                    seen[j][0].Add(guess[j].Participants);
                    seen[j][1].Add(guess[j].Failed);
                    seen[j][2].Add(guess[j].Participants - guess[j].Failed);
                }
                return;
            }
            var (least, most) = column.Rows[i].Participants switch
            {
                Shown => (rows[i].Participants, rows[i].Participants),
                Few => (1, 4),
                _ => (5, column.Total.Participants == Shown ? Math.Min(MostGuessed, participantsLeft) : 10),
            };
            for (var n = least; n <= most; n++)
            {
                var (leastFailed, mostFailed) = column.Rows[i].Failed == Shown ? (rows[i].Failed, rows[i].Failed) : (0, n);
                for (var f = leastFailed; f <= mostFailed; f++)
                {
                    guess[i] = new ResultCounts(n, f);
                    Try(i + 1, participantsLeft - n, failedLeft - f);
                }
            }
        }
    }
}
