using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Tests.Reports;

namespace SchoolSupport.Documents.Tests.Pdf;

public sealed class OfficialDocumentHtmlTests
{
    private const string Evil = "<script>alert(\"1\")</script>'&";

    [Fact]
    public void Render_MarkUpInEveryText_IsEscaped()
    {
        var document = new OfficialDocument
        {
            Title = Evil,
            Kind = Evil,
            TitleLines = [Evil],
            Authority = [Evil],
            Registration = new RegistrationLine(Evil, Evil),
            Approval = [Evil],
            Stamp = Evil,
            EditionMark = Evil,
            Sections =
            [
                new DocumentSection(Evil,
                [
                    new Paragraph(Evil), new Note(Evil), new BarChart(Evil, Evil, [Evil], [new ChartSeries(Evil, [1])]),
                    new ScatterChart(Evil, Evil, Evil, Evil, 1, 1, [Evil, Evil, Evil, Evil], [new ScatterPoint(1, Evil, 1, 1, ScatterMark.Ring, false)]),
                    new DocumentTable([new ColumnGroup(Evil, [new TableColumn(Evil)])], [RowGroup.Of(TableRow.Of(new TextValue(Evil)), TableRow.Of(new IntegerValue(1, Evil)))]) { Caption = Evil },
                ]) { Mark = Evil },
            ],
            Signature = new Signature(Evil, Evil),
            Executor = [Evil],
        };

        var html = OfficialDocumentHtml.Render(document);

        Assert.DoesNotContain("<script", html);
        Assert.Equal(33, html.Split("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;").Length - 1);
    }

    [Fact]
    public void Render_SampleList_NamesLanguageTitleAndHeads()
    {
        var html = OfficialDocumentHtml.Render(SampleList.Document());

        Assert.Contains("<html lang=\"ru\">", html);
        Assert.Contains("<title>Список общеобразовательных организаций", html);
        Assert.Contains("<th scope=\"col\">Критерий</th>", html);
        Assert.Contains("<span class=\"nw\">273-ФЗ</span>", html);
    }

    [Fact]
    public void Render_MergedCellThatMayGoOnOverThePage_IsPrintedAgainOnTheNextOne()
    {
        string Html(bool mayDivide) => OfficialDocumentHtml.Render(new OfficialDocument
        {
            Title = "С", Kind = "СПРАВКА",
            Sections = [new DocumentSection("", [new DocumentTable([new TableColumn("Школа"), new TableColumn("Меры")],
                [new RowGroup([TableRow.Of(new TableCell(new TextValue("Школа № 1")) { RowSpan = 2 }, "а"), TableRow.Of("б")]) { MayDivide = mayDivide }])])],
        });

        // A browser repeats the head of a table on every page.
        Assert.Contains("<td class=\"again\" rowspan=\"2\"><table role=\"presentation\"><thead><tr><td>Школа № 1</td></tr></thead>", Html(mayDivide: true), StringComparison.Ordinal);
        Assert.Contains("<td rowspan=\"2\">Школа № 1</td>", Html(mayDivide: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_LandscapeAppendix_HasItsOwnSheet()
    {
        var html = OfficialDocumentHtml.Render(SampleList.Document(appendixSchools: 20));

        Assert.Contains("<div class=\"sheet wide appendix\">", html);
        Assert.Contains("<th scope=\"colgroup\" colspan=\"4\">ВПР</th>", html);
    }
}
