using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs.Execution;

/// <summary>Documents that prove work: what is taken, who sees it, and what cannot be done without it.</summary>
[Collection(AppCollection.Name)]
public sealed class EvidenceTests(TestHost host)
{
    private static readonly DateOnly Today = ExecutionSetting.Today;
    private static readonly byte[] Pdf = "%PDF-1.7\n1 0 obj\n"u8.ToArray();

    [Fact]
    public async Task Report_WithoutTheDocumentsThatTheMeasureYields_IsRefusedUntilEachIsThere()
    {
        var (at, line) = await OneLineAsync(["order", "protocol"]);

        var refusal = await Assert.ThrowsAsync<PreconditionException>(() => at.ReportAsync(line, asSchool: at.First));
        Assert.Equal("Чтобы отчитаться о выполнении, приложите: приказ или распоряжение; протокол.", refusal.Message);
        var version = await AddAsync(at, line, new NewEvidence("order", "Приказ № 4/1", null, "приказ.pdf", Pdf));
        await Assert.ThrowsAsync<PreconditionException>(() => at.ReportAsync(line, version: version, asSchool: at.First));
        version = await AddAsync(at, line, new NewEvidence("protocol", "", "https://school.example/protocol", null, null), version);

        Assert.NotNull(await at.ReportAsync(line, version: version, asSchool: at.First));
        var found = await at.LineAsync(line.ProgramId, "Дело", at.First);
        Assert.Equal(["Приказ № 4/1", "school.example"], found.Evidence.Select(e => e.Title));
    }

    [Fact]
    public async Task Report_InProgressOrNotApplicable_NeedsNoDocuments()
    {
        var (at, line) = await OneLineAsync(["order"]);

        await at.ReportAsync(line, ReportedStatus.InProgress, asSchool: at.First);
        var version = (await at.LineAsync(line.ProgramId, "Дело", at.First)).Report!.Version;

        Assert.NotNull(await at.ReportAsync(line, ReportedStatus.NotApplicable, comment: "Нет 9 класса", version: version, asSchool: at.First));
    }

    [Fact]
    public async Task Report_OfACompositeMeasure_IsAskedForDocumentsAtItsLastPart()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
        [
            ProgramSamples.Measure("Дело", ProgramSamples.Until(Today)) with
            {
                Artefacts = ["order"], SubItems = [new NewSubItem("первая", null, null, null), new NewSubItem("вторая", null, null, null)],
            },
        ]));
        var lineId = await at.Tenant.LineAsync(program, "Дело");
        var keys = (await at.ReadAsync(program))!.Measures.Single().Lines.Select(l => l.Occurrence.Key).ToList();
        var (first, second) = (new LineAddress(program, lineId, keys[0], null), new LineAddress(program, lineId, keys[1], null));

        await at.ReportAsync(first);
        await Assert.ThrowsAsync<PreconditionException>(() => at.ReportAsync(second));
        var version = (await at.AsAsync<EvidenceService, uint?>(null, s => s.AddAsync(second, [new NewEvidence("order", "", null, "приказ.pdf", Pdf)], null, default)))!;

        Assert.NotNull(await at.ReportAsync(second, version: version));
    }

    [Theory]
    [InlineData("приказ.docx", "order")]
    [InlineData("приказ.exe", "order")]
    [InlineData("приказ.pdf", "no-such-kind")]
    public async Task Add_WhatIsNotWhatItSays_IsRefused(string fileName, string kind)
    {
        var (at, line) = await OneLineAsync([]);

        await Assert.ThrowsAsync<PreconditionException>(() => AddAsync(at, line, new NewEvidence(kind, "", null, fileName, Pdf)));
        await Assert.ThrowsAsync<PreconditionException>(() => AddAsync(at, line, new NewEvidence("order", "", null, "приказ.pdf", "MZ\u0090"u8.ToArray())));
        Assert.Equal(0, await at.Tenant.WithDbAsync(db => db.ExecutionEvidence.CountAsync()));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://school.example/file")]
    [InlineData("school.example")]
    [InlineData("https://")]
    public async Task Add_ALinkThatIsNone_IsRefused(string url)
    {
        var (at, line) = await OneLineAsync([]);

        await Assert.ThrowsAsync<PreconditionException>(() => AddAsync(at, line, new NewEvidence("order", "", url, null, null)));
    }

    [Fact]
    public async Task Open_ByAnotherSchoolOrTenantOrAfterRemoval_IsNotThere()
    {
        var (at, line) = await OneLineAsync([]);
        await AddAsync(at, line, new NewEvidence("order", "", null, "../папка/приказ.pdf", Pdf));
        var id = (await at.LineAsync(line.ProgramId, "Дело", at.First)).Evidence.Single().Id;
        var other = await ExecutionSetting.CreateAsync(host);

        var file = await at.AsAsync<EvidenceService, EvidenceFile?>(at.First, s => s.OpenAsync(id, default));
        Assert.Equal("приказ.pdf", file!.FileName);
        Assert.Equal(Pdf, file.Content);
        Assert.NotNull(await at.AsAsync<EvidenceService, EvidenceFile?>(null, s => s.OpenAsync(id, default)));
        Assert.Null(await at.AsAsync<EvidenceService, EvidenceFile?>(at.Second, s => s.OpenAsync(id, default)));
        Assert.Null(await other.AsAsync<EvidenceService, EvidenceFile?>(null, s => s.OpenAsync(id, default)));
        Assert.Null(await at.AsAsync<EvidenceService, LineAddress?>(at.Second, s => s.RemoveAsync(id, default)));

        Assert.Equal(line, await at.AsAsync<EvidenceService, LineAddress?>(at.First, s => s.RemoveAsync(id, default)));
        Assert.Null(await at.AsAsync<EvidenceService, EvidenceFile?>(at.First, s => s.OpenAsync(id, default)));
        Assert.Equal(0, await at.Tenant.WithDbAsync(db => db.EvidenceContents.CountAsync()));
    }

    [Fact]
    public async Task EvidenceOfASubmittedReport_DoesNotChange()
    {
        var (at, line) = await OneLineAsync([]);
        var version = await AddAsync(at, line, new NewEvidence("order", "", null, "приказ.pdf", Pdf));
        await at.ReportAsync(line, version: version, asSchool: at.First);
        var sent = await at.LineAsync(line.ProgramId, "Дело", at.First);

        await Assert.ThrowsAsync<PreconditionException>(() => at.AsAsync<EvidenceService, LineAddress?>(at.First, s => s.RemoveAsync(sent.Evidence.Single().Id, default)));
        await Assert.ThrowsAsync<PreconditionException>(() => AddAsync(at, line, new NewEvidence("order", "", null, "приказ.pdf", Pdf), sent.Report!.Version));
    }

    [Fact]
    public async Task Add_MakesAnOlderLookAtTheReportStale()
    {
        var (at, line) = await OneLineAsync([]);
        var version = await AddAsync(at, line, new NewEvidence("order", "", null, "приказ.pdf", Pdf));
        await AddAsync(at, line, new NewEvidence("note", "", null, "справка.pdf", Pdf), version);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => at.ReportAsync(line, version: version, asSchool: at.First));
    }

    [Fact]
    public async Task Add_OverTheQuotaOrTheCountOfAReport_IsRefused()
    {
        await using var small = host.Beside(web => web.UseSetting("Uploads:TenantQuotaBytes", "40").UseSetting("Evidence:MostOfReport", "3"));
        var (at, line) = await OneLineAsync([], small);
        var file = new NewEvidence("order", "", null, "приказ.pdf", Pdf);

        var version = await AddAsync(at, line, file);
        version = await AddAsync(at, line, file, version);
        var full = await Assert.ThrowsAsync<PreconditionException>(() => AddAsync(at, line, file, version));
        Assert.StartsWith("Место для файлов закончилось", full.Message);
        var link = new NewEvidence("other", "", "https://school.example/", null, null);
        version = await AddAsync(at, line, link, version);
        var many = await Assert.ThrowsAsync<PreconditionException>(() => AddAsync(at, line, link, version));
        Assert.StartsWith("К одному отчёту", many.Message);
    }

    private async Task<(ExecutionSetting At, LineAddress Line)> OneLineAsync(IReadOnlyList<string> artefacts, TestHost? other = null)
    {
        var at = await ExecutionSetting.CreateAsync(other ?? host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
            [ProgramSamples.Measure("Дело", ProgramSamples.Until(Today)) with { SchoolScope = SchoolScope.Participants, Artefacts = artefacts }], at.First));
        return (at, await at.AddressAsync(program, "Дело", at.First));
    }

    private static Task<uint?> AddAsync(ExecutionSetting at, LineAddress line, NewEvidence item, uint? version = null) =>
        at.AsAsync<EvidenceService, uint?>(at.First, s => s.AddAsync(line, [item], version, default));
}
