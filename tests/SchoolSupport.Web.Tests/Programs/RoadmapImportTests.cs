using System.Net;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Programs;

/// <summary>A file becomes a roadmap through its pages: nothing before the confirmation, and once however often it is confirmed.</summary>
[Collection(AppCollection.Name)]
public sealed class RoadmapImportTests(TestHost host)
{
    [Theory]
    [InlineData("kola-2022.docx", 1, 24)]
    [InlineData("kola-2022.xlsx", 1, 24)]
    [InlineData("norilsk-2023.docx", 2, 32)]
    [InlineData("norilsk-2023.xlsx", 2, 32)]
    public async Task Sample_ConfirmedAsANewProgramme_IsStoredOnce(string file, int tables, int measures)
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        using var kept = await browser.PostFileAsync("/programs/new/import", "Form.File", file, await File.ReadAllBytesAsync(RoadmapFiles.PathOf(file)));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        var path = kept.Headers.Location!.ToString();
        var preview = await browser.GetPageAsync(path);
        Assert.Equal(tables, preview.QuerySelectorAll("main input[name$='.Index']").Length);
        Assert.False(await tenant.WithDbAsync(db => db.SupportPrograms.AnyAsync()));
        Assert.Equal(0, await tenant.WithDbAsync(db => db.Measures.CountAsync()));

        var fields = Enumerable.Range(0, tables).SelectMany(i => new KeyValuePair<string, string>[] { new($"Form.Tables[{i}].Index", $"{i + 1}"), new($"Form.Tables[{i}].Action", "add") })
            .Concat([new("Form.Program.Title", "План мероприятий"), new("Form.Program.DocumentKind", "plan"), new("Form.Program.SchoolTerm", "ОУ")]).ToList();
        using var stored = await browser.PostFormAsync(path, fields);
        using var again = await browser.PostFormAsync(path, fields, "/programs/new/import");
        Assert.Equal(HttpStatusCode.Redirect, stored.StatusCode);
        Assert.Equal(stored.Headers.Location, again.Headers.Location);
        Assert.Equal(1, await tenant.WithDbAsync(db => db.SupportPrograms.CountAsync()));
        Assert.Equal(measures, await tenant.WithDbAsync(db => db.Measures.CountAsync()));
        await browser.GetPageAsync(stored.Headers.Location!.ToString());
    }
}
