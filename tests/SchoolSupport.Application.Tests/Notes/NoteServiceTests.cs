using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Reports;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Notes;

/// <summary>A note's life: made once, a person's words kept when the data are refreshed, approved with its figures for ever, corrected by the next edition.</summary>
[Collection(AppCollection.Name)]
public sealed class NoteServiceTests(TestHost host)
{
    private const string Words = "Сведения уточнены на совещании заместителей.";

    [Fact]
    public async Task Create_TwiceFromOneForm_MakesOneNote_AndASecondDraftIsRefused()
    {
        var (tenant, _) = await StartAsync();
        var form = new NewNote(Guid.CreateVersion7(), NoteKind.Prevention, NoteSamples.Period("2026-01"), null);
        var made = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => NoteSamples.DoAsync(tenant, s => s.CreateAsync(form, CancellationToken.None)))));
        Assert.All(made, id => Assert.Equal(form.Id, id));
        Assert.Equal(1, await tenant.WithDbAsync(db => db.AnalyticalNotes.CountAsync()));
        await Assert.ThrowsAsync<PreconditionException>(() => NoteSamples.CreateAsync(tenant, NoteKind.Prevention, "2026-01"));
        await Assert.ThrowsAsync<PreconditionException>(() => NoteSamples.CreateAsync(tenant, NoteKind.LowResults, "2025-09"));
    }

    [Fact]
    public async Task Refresh_KeepsAPersonsWords_AndSaysWhereTheDataUnderThemChanged()
    {
        var (tenant, world) = await StartAsync();
        var id = await NoteSamples.CreateAsync(tenant, NoteKind.Prevention, "2026-06");
        await EditAsync(tenant, id, "intro", ("sources", Words), ("goal", "Цель прежняя."), (NoteSection.Added, "Первое.\nВторое."));
        Assert.Contains(Words, Print(await NoteSamples.FindAsync(tenant, id)), StringComparison.Ordinal);

        await world.CollectAsync("prevention", "2026-06", (world.A, SubmissionState.Accepted, [("prevention-system", 1), ("struggling", 20), ("struggling-route", 20), ("failing", 6), ("failing-extra", 6)]));
        Assert.True(await RefreshAsync(tenant, id));

        var note = await NoteSamples.FindAsync(tenant, id);
        var html = Print(note);
        Assert.Contains(Words, html, StringComparison.Ordinal);
        Assert.Contains("<p>Первое.</p>\n<p>Второе.</p>", html, StringComparison.Ordinal);
        var stale = Assert.Single(note.Stale);
        Assert.Equal("sources", stale.Key);
        Assert.Contains("1 школы из 3", stale.Edit!.Calculated.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("2 школ из 3", stale.Generated!.Text!.Replace('\u00A0', ' '), StringComparison.Ordinal);
        // Whoever does not decide does not approve.
        var refused = await Assert.ThrowsAsync<PreconditionException>(() => ApproveAsync(tenant, id));
        Assert.Contains("изменился 1 абзац, исправленный вручную", refused.Message.Replace('\u00A0', ' '), StringComparison.Ordinal);

        Assert.True(await NoteSamples.DoAsync(tenant, s => s.DecideAsync(id, stale.Edit.Id, keeps: true, CancellationToken.None)));
        note = await NoteSamples.FindAsync(tenant, id);
        Assert.Empty(note.Stale);
        Assert.Contains(Words, Print(note), StringComparison.Ordinal);
        Assert.True(await NoteSamples.DoAsync(tenant, s => s.DecideAsync(id, stale.Edit.Id, keeps: false, CancellationToken.None)));
        Assert.DoesNotContain(Words, Print(await NoteSamples.FindAsync(tenant, id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_SayingWhatIsGenerated_TakesTheEditBack_AndEmptyLeavesTheParagraphOut()
    {
        var (tenant, _) = await StartAsync();
        var id = await NoteSamples.CreateAsync(tenant, NoteKind.Prevention, "2026-06");
        var generated = Section(await NoteSamples.FindAsync(tenant, id), "intro").Blocks.Single(b => b.Key == "goal").Text!;
        await EditAsync(tenant, id, "intro", ("goal", ""));
        Assert.DoesNotContain(generated, Print(await NoteSamples.FindAsync(tenant, id)), StringComparison.Ordinal);
        await EditAsync(tenant, id, "intro", ("goal", $"  {generated} \r\n"));
        Assert.Equal(0, await tenant.WithDbAsync(db => db.NoteEdits.CountAsync()));
        Assert.Contains(generated, Print(await NoteSamples.FindAsync(tenant, id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_FromAnOldWindow_IsRefused_AndAnotherSectionIsNot()
    {
        var (tenant, _) = await StartAsync();
        var id = await NoteSamples.CreateAsync(tenant, NoteKind.Prevention, "2026-06");
        var shown = await NoteSamples.FindAsync(tenant, id);
        var (intro, conclusions) = (Section(shown, "intro").Row.Version, Section(shown, "conclusions").Row.Version);
        await EditAsync(tenant, id, "intro", intro, ("goal", "Первый."));
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => EditAsync(tenant, id, "intro", intro, ("goal", "Из старого окна.")));
        Assert.True(await EditAsync(tenant, id, "conclusions", conclusions, ("conclusions", "Один.\nДва.")));
        Assert.Contains("<p>1. Один.</p>\n<p>2. Два.</p>", Print(await NoteSamples.FindAsync(tenant, id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approved_StaysAsItWas_WhateverBecomesOfTheData()
    {
        var (tenant, world) = await StartAsync();
        var id = await NoteSamples.CreateAsync(tenant, NoteKind.Prevention, "2026-06");
        await EditAsync(tenant, id, "intro", ("goal", "Цель словами управления."));
        Assert.True(await ApproveAsync(tenant, id));
        var (before, published) = (Print(await NoteSamples.FindAsync(tenant, id)), Print(await NoteSamples.FindAsync(tenant, id, ReportEdition.Publication)));
        Assert.Contains("15\u00A0июня 2026\u00A0г.", before, StringComparison.Ordinal);
        Assert.Contains("№\u00A014-с", before, StringComparison.Ordinal);
        Assert.Contains("Заместитель начальника", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Проект", before, StringComparison.Ordinal);

        await world.CollectAsync("prevention", "2026-06", (world.A, SubmissionState.Accepted, [("prevention-system", 0), ("struggling", 20), ("struggling-route", 0), ("failing", 6), ("failing-extra", 0)]));
        await tenant.WithDbAsync(async db =>
        {
            (await db.Tenants.SingleAsync()).HeadPosition = "Иная должность";
            (await db.Schools.FirstAsync(s => s.Id == world.B)).ShortName = "МБОУ «Переименованная школа»";
            return await db.SaveAsync("test.changed", CancellationToken.None);
        });
        await Assert.ThrowsAsync<PreconditionException>(() => RefreshAsync(tenant, id));
        await Assert.ThrowsAsync<PreconditionException>(() => EditAsync(tenant, id, "intro", ("goal", "Поздно.")));
        await Assert.ThrowsAsync<PreconditionException>(() => ApproveAsync(tenant, id));
        await Assert.ThrowsAsync<PreconditionException>(async () => await NoteSamples.DoAsync(tenant, async s => await s.DeleteAsync(id, (await NoteSamples.FindAsync(tenant, id)).Row.Version, CancellationToken.None)));
        Assert.Equal(before, Print(await NoteSamples.FindAsync(tenant, id)));
        Assert.Equal(published, Print(await NoteSamples.FindAsync(tenant, id, ReportEdition.Publication)));

        var next = (await NoteSamples.DoAsync(tenant, s => s.ReviseAsync(id, CancellationToken.None)))!.Value;
        var revised = await NoteSamples.FindAsync(tenant, next);
        Assert.Equal((2, NoteState.Draft), (revised.Row.EditionNumber, revised.Row.State));
        Assert.Contains("Цель словами управления.", Print(revised), StringComparison.Ordinal);
        Assert.Contains("Переименованная школа", Print(revised), StringComparison.Ordinal);
        Assert.Equal(before, Print(await NoteSamples.FindAsync(tenant, id)));
        await Assert.ThrowsAsync<PreconditionException>(() => NoteSamples.DoAsync(tenant, s => s.ReviseAsync(id, CancellationToken.None)));
    }

    [Theory]
    [InlineData("update analytical_notes set head = '{}' where id = $1")]
    [InlineData("update analytical_notes set state = 1, approved_at = null where id = $1")]
    [InlineData("delete from analytical_notes where id = $1")]
    [InlineData("update note_sections set generated = '{}' where note_id = $1")]
    [InlineData("delete from note_sections where note_id = $1")]
    [InlineData("update note_edits set wording = 'иначе' where note_id = $1")]
    [InlineData("delete from note_edits where note_id = $1")]
    [InlineData("insert into note_sections (tenant_id, id, note_id, edition, key, place, generated) values (app_tenant(), gen_random_uuid(), $1, 0, 'new', 99, '{}')")]
    public async Task Approved_IsFrozenByTheDatabaseToo_AndADraftIsNot(string sql)
    {
        var (tenant, _) = await StartAsync();
        var (id, draft) = (await NoteSamples.CreateAsync(tenant, NoteKind.Prevention, "2026-06"), await NoteSamples.CreateAsync(tenant, NoteKind.Prevention, "2026-01"));
        await EditAsync(tenant, id, "intro", ("goal", "Цель словами управления."));
        await EditAsync(tenant, draft, "intro", ("goal", "Цель словами управления."));
        Assert.True(await ApproveAsync(tenant, id));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(id));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        // Parts of a draft are still referred to: the note itself cannot go before them.
        if (!sql.StartsWith("delete from analytical_notes", StringComparison.Ordinal) && !sql.StartsWith("delete from note_sections", StringComparison.Ordinal))
            Assert.True(await RunAsync(draft) > 0);

        Task<int> RunAsync(Guid note) => tenant.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(
            sql.Replace("'{}'", "'{{}}'", StringComparison.Ordinal).Replace("$1", "{0}", StringComparison.Ordinal), note));
    }

    [Fact]
    public async Task ASchoolAndAStranger_FindNothing()
    {
        var (tenant, world) = await StartAsync();
        var id = await NoteSamples.CreateAsync(tenant, NoteKind.Prevention, "2026-06");
        await using var school = tenant.Scope(Roles.SchoolDirector, schoolId: world.A);
        Assert.Null(await school.ServiceProvider.GetRequiredService<NotePaperService>().FindAsync(id, ReportEdition.Internal, CancellationToken.None));
        Assert.False(await school.ServiceProvider.GetRequiredService<NoteService>().RefreshAsync(id, 0, CancellationToken.None));
        await using var stranger = (await host.NewTenantAsync()).Scope();
        Assert.Null(await stranger.ServiceProvider.GetRequiredService<NotePaperService>().FindAsync(id, ReportEdition.Internal, CancellationToken.None));
        Assert.Null(await stranger.ServiceProvider.GetRequiredService<NoteService>().ReviseAsync(id, CancellationToken.None));
    }

    [Fact]
    public async Task History_TellsWhatWasWritten_AndDeletingADraftLeavesNothingBehind()
    {
        var (tenant, _) = await StartAsync();
        var id = await NoteSamples.CreateAsync(tenant, NoteKind.Prevention, "2026-06");
        await EditAsync(tenant, id, "intro", ("goal", Words));
        var written = await tenant.WithDbAsync(db => db.AuditEntries.SingleAsync(e => e.Operation == "monitoring.note-edited"));
        Assert.Equal("note_edits", written.Entity);
        Assert.Contains(Words, written.Changes, StringComparison.Ordinal);
        Assert.True(await NoteSamples.DoAsync(tenant, async s => await s.DeleteAsync(id, (await NoteSamples.FindAsync(tenant, id)).Row.Version, CancellationToken.None)));
        Assert.Equal((0, 0, 0), await tenant.WithDbAsync(async db => (await db.AnalyticalNotes.CountAsync(), await db.NoteSections.CountAsync(), await db.NoteEdits.CountAsync())));
    }

    private async Task<(TestTenant Tenant, MonitoringWorld World)> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        return (tenant, await MonitoringWorld.CreateAsync(tenant));
    }

    private static StoredSection Section(StoredNote note, string key) => note.Sections.Single(s => s.Generated.Key == key);

    private static string Print(StoredNote note) => OfficialDocumentHtml.Render(NotePaper.Of(note));

    private static async Task<bool> EditAsync(TestTenant tenant, Guid id, string section, params (string Key, string Text)[] texts) =>
        await EditAsync(tenant, id, section, Section(await NoteSamples.FindAsync(tenant, id), section).Row.Version, texts);

    private static Task<bool> EditAsync(TestTenant tenant, Guid id, string section, uint version, params (string Key, string Text)[] texts) =>
        NoteSamples.DoAsync(tenant, s => s.EditAsync(id, ReportEdition.Internal, section, version, texts.ToDictionary(t => t.Key, t => t.Text), CancellationToken.None));

    private static async Task<bool> RefreshAsync(TestTenant tenant, Guid id)
    {
        var version = (await NoteSamples.FindAsync(tenant, id)).Row.Version;
        return await NoteSamples.DoAsync(tenant, s => s.RefreshAsync(id, version, CancellationToken.None));
    }

    private static async Task<bool> ApproveAsync(TestTenant tenant, Guid id)
    {
        var version = (await NoteSamples.FindAsync(tenant, id)).Row.Version;
        return await NoteSamples.DoAsync(tenant, s => s.ApproveAsync(id, version, new ApproveNote("14-с", new DateOnly(2026, 6, 15), "Заместитель начальника управления", "И. О. Фамилия"), CancellationToken.None), Roles.Head);
    }
}
