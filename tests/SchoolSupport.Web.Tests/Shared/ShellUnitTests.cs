using Microsoft.AspNetCore.Http;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Tests.Shared;

public sealed class RussianModelBindingTests
{
    [Theory]
    [InlineData("1 204", 1204)]
    [InlineData("1\u00A0204", 1204)]
    [InlineData("1\u202F204", 1204)]
    [InlineData("−5", -5)]
    [InlineData("0", 0)]
    public void WholeNumber_WithSpaces_IsRead(string text, long expected)
    {
        Assert.True(RussianModelBinding.TryReadWhole(text, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("12,5")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("99999999999999999999")]
    public void WholeNumber_Otherwise_IsRefused(string text) => Assert.False(RussianModelBinding.TryReadWhole(text, out _));

    [Theory]
    [InlineData("16,75", "16.75")]
    [InlineData("16.75", "16.75")]
    [InlineData("1 016,5", "1016.5")]
    public void Number_CommaOrPoint_IsRead(string text, string expected)
    {
        Assert.True(RussianModelBinding.TryReadNumber(text, out var value));
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("5 %")]
    [InlineData("1e5")]
    public void Number_Otherwise_IsRefused(string text) => Assert.False(RussianModelBinding.TryReadNumber(text, out _));

    [Theory]
    [InlineData("01.09.2025")]
    [InlineData("1.9.2025")]
    [InlineData("2025-09-01")]
    public void Date_AnyOfThreeForms_IsRead(string text)
    {
        Assert.True(RussianModelBinding.TryReadDate(text, out var date));
        Assert.Equal(new DateOnly(2025, 9, 1), date);
    }

    [Theory]
    [InlineData("31.02.2025")]
    [InlineData("09/01/2025")]
    public void Date_Otherwise_IsRefused(string text) => Assert.False(RussianModelBinding.TryReadDate(text, out _));
}

public sealed class ListStateTests
{
    private static ListState From(string query)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = "/schools";
        request.QueryString = new QueryString(query);
        return ListState.From(request, ["name", "share"]);
    }

    [Fact]
    public void From_Nonsense_FallsBackToDefaults()
    {
        var state = From("?sort=drop&dir=up&page=-4&size=7&q=");

        Assert.Equal(("name", false, 1, ListState.DefaultSize, null), (state.Sort, state.Descending, state.Page, state.Size, state.Search));
        Assert.Equal(0, state.Skip);
    }

    [Fact]
    public void With_ChangedFilter_KeepsTheRestAndGoesToFirstPage()
    {
        var url = From("?q=лицей&verdict=yes&page=3&size=25").With("verdict", "no");

        Assert.StartsWith("/schools?", url);
        Assert.Contains("verdict=no", url);
        Assert.DoesNotContain("verdict=yes", url);
        Assert.Contains("size=25", url);
        Assert.Contains("q=", url);
        Assert.DoesNotContain("page=", url);
    }

    [Fact]
    public void SortUrl_SameColumnAgain_TurnsRound()
    {
        Assert.Contains("dir=desc", From("?sort=name&dir=asc").SortUrl("name"));
        Assert.Contains("dir=asc", From("?sort=name&dir=desc").SortUrl("name"));
        Assert.Contains("sort=share", From("").SortUrl("share"));
    }

    [Fact]
    public void PageUrl_First_NamesNoPage() => Assert.Equal("/schools?q=a", From("?q=a&page=2").PageUrl(1));
}

public sealed class HeatScaleTests
{
    [Theory]
    [InlineData(3, 10, "h3", true)]
    [InlineData(29, 97, "h2", false)]
    [InlineData(5, 10, "h4", true)]
    [InlineData(1, 10, "h1", false)]
    [InlineData(0, 10, "h0", false)]
    [InlineData(3, 9, "h3 few", true)]
    [InlineData(0, 0, "h-na", false)]
    public void CellClass_AtBorders_ComesFromIntegers(int n, int of, string expected, bool low)
    {
        Assert.Equal(expected, HeatScale.CellClass(n, of));
        Assert.Equal(low, HeatScale.IsLow(n, of));
    }
}

public sealed class MenuItemTests
{
    private static readonly MenuItem Results = new("Результаты", "/results", new MenuItem("Загрузки", "/results/uploads"), new MenuItem("Новая", "/results/uploads/new"));

    [Theory]
    [InlineData("/results", true, null)]
    [InlineData("/results/uploads/5", true, "Загрузки")]
    [InlineData("/results/uploads/new", true, "Новая")]
    [InlineData("/resultset", false, null)]
    public void Holds_Path_OpensLongestEntry(string path, bool held, string? child)
    {
        Assert.Equal(held, Results.Holds(path));
        Assert.Equal(child, Results.OpenChild(path)?.Title);
    }

    [Fact]
    public void Holds_Home_IsOnlyTheHomePage()
    {
        var home = new MenuItem("Главная", "/");

        Assert.True(home.Holds("/"));
        Assert.False(home.Holds("/schools"));
    }
}

public sealed class ErrorPageTests
{
    [Fact]
    public void StatusOf_BrokenPrecondition_IsConflictWithItsReason()
    {
        Assert.Equal(409, ErrorController.StatusOf(new PreconditionException("Список уже утверждён")));
        Assert.Equal("Список уже утверждён", ErrorPage.For(409, "id", "Список уже утверждён").Happened);
        Assert.Equal(413, ErrorController.StatusOf(new BadHttpRequestException("too large", 413)));
        Assert.Equal(500, ErrorController.StatusOf(new InvalidOperationException()));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(418)]
    [InlineData(429)]
    [InlineData(500)]
    public void For_AnyStatus_SaysWhatHappenedAndWhatToDo(int status)
    {
        var page = ErrorPage.For(status, "id");

        Assert.Equal(status, page.Status);
        Assert.Matches("[а-я]{3}", page.Happened);
        Assert.Matches("[а-я]{3}", page.WhatToDo);
    }
}
