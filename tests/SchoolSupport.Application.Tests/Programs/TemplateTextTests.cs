using SchoolSupport.Application.Programs.Templates;

namespace SchoolSupport.Application.Tests.Programs;

public sealed class TemplateTextTests
{
    // What the department's settings answer; everything else has to be asked.
    private static readonly string[] Settings = ["municipality", "municipality-genitive", "administration", "department", "department-genitive", "department-short"];

    public static TheoryData<string> Codes => TemplateSamples.Codes;

    [Theory]
    [InlineData("{Department-short}, {method-service}", "Управление образования, методический центр")]
    [InlineData("{Method-service}", "Методический центр")]
    [InlineData("{School-heads}", "Руководители ОО")]
    [InlineData("январь {y0} года", "январь 2026 года")]
    [InlineData("Декабрь {y-1}", "Декабрь 2025")]
    [InlineData("{y0/y1} и {y-1/y0}", "2026/2027 и 2025/2026")]
    [InlineData("май – июнь {years}", "май – июнь 2026–2028 годы")]
    [InlineData("{year-list}", "2026, 2027, 2028 годы")]
    [InlineData("{last} год", "2028 год")]
    public void Fill_KnownPlaceholders_ArePutIn(string text, string expected) =>
        Assert.Equal(expected, TemplateText.Fill(text, TemplateSamples.Answers(3)));

    [Theory]
    [InlineData("{years}", "2026 год")]
    [InlineData("{year-list}", "2026 год")]
    [InlineData("{last}", "2026")]
    public void Fill_OneYear_IsSaidInTheSingular(string text, string expected) =>
        Assert.Equal(expected, TemplateText.Fill(text, TemplateSamples.Answers(1)));

    [Theory]
    [InlineData("{departmnt}"), InlineData("{}"), InlineData("{y}"), InlineData("{y0/y1/y2}"), InlineData("{years"), InlineData("years}")]
    public void Fill_AnUnknownPlaceholder_IsAnError(string text) =>
        Assert.Throws<FormatException>(() => TemplateText.Fill(text, TemplateSamples.Answers(3)));

    [Fact]
    public void Fill_ABlankName_IsAnError() =>
        Assert.Throws<ArgumentException>(() => TemplateText.Fill("{method-service}", TemplateSamples.Answers(3) with { MethodService = " " }));

    [Theory, MemberData(nameof(Codes))]
    public void Fill_EveryLength_LeavesNothingToFill(string code)
    {
        var years = TemplateSamples.Template(code).Years;
        for (var length = years.Min; length <= years.Max; length++)
        {
            var filled = TemplateSamples.Filled(code, length);
            Assert.Equal(2026 + length - 1, filled.LastYear);
            Assert.DoesNotContain(TemplateSamples.Texts(filled.Program), found => found.Text.AsSpan().ContainsAny('{', '}'));
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void Fill_ATemplate_ChangesNothingButPlaceholders(string code)
    {
        var before = TemplateSamples.Texts(TemplateSamples.Template(code)).ToList();
        var after = TemplateSamples.Texts(TemplateSamples.Filled(code).Program).ToList();
        Assert.Equal(before.Select(found => found.Place), after.Select(found => found.Place));
        Assert.All(before.Zip(after).Where(pair => !pair.First.Text.Contains('{')), pair => Assert.Equal(pair.First.Text, pair.Second.Text));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Fill_ALengthThatIsNotOffered_IsAnError(string code)
    {
        var template = TemplateSamples.Template(code);
        Assert.Throws<ArgumentOutOfRangeException>(() => TemplateText.Fill(template, TemplateSamples.Answers(template.Years.Min - 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TemplateText.Fill(template, TemplateSamples.Answers(template.Years.Max + 1)));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Questions_OfATemplate_AreThoseThatItsTextsNeed(string code)
    {
        var template = TemplateSamples.Template(code);
        var names = TemplateSamples.Answers(1).Names.Keys;
        var used = TemplateSamples.Texts(template).SelectMany(found => TemplateText.Placeholders(found.Text)).Where(names.Contains)
            .Select(name => name == "school-heads" ? "schools-term" : name).Except(Settings);
        var expected = used.Append("start-year").ToHashSet();
        if (template.Years.Min < template.Years.Max)
            expected.Add("years");
        Assert.Equal(expected.Order(StringComparer.Ordinal), template.Questions.Select(question => question.Key).Order(StringComparer.Ordinal));
    }
}
