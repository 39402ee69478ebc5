using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Application.Persistence;

/// <summary>
/// Tables, keys and column types. Relations are kept by the database's composite foreign keys (the migrations), not by
/// navigation properties: queries join what a page prints and load nothing else.
/// </summary>
internal static class AppModel
{
    public static void Build(ModelBuilder model)
    {
        Rows<School>(model, "schools");
        Rows<SchoolAlias>(model, "school_aliases");
        Rows<SchoolGroup>(model, "school_groups");
        Rows<SchoolImportFile>(model, "school_import_files");
        Rows<Procedure>(model, "procedures");
        Rows<ProcedureYear>(model, "procedure_years");
        Rows<Upload>(model, "uploads", "Answers", "Facts", "Findings");
        Rows<UploadRow>(model, "upload_rows", "Suggestions");
        Rows<SchoolResult>(model, "results");
        Rows<StoredJournalComparison>(model, "journal_comparisons");
        Rows<PupilRow>(model, "pupil_rows");
        Rows<AbsenceConfirmation>(model, "absence_confirmations");
        Rows<StoredRuleSet>(model, "rule_sets", "Parameters");
        Rows<IdentificationRun>(model, "identification_runs");
        Rows<ManualDecision>(model, "manual_decisions");
        Rows<FederalList>(model, "federal_lists");
        Rows<FederalListEntry>(model, "federal_list_entries");
        Rows<Job>(model, "jobs", "Payload");
        Rows<SupportProgram>(model, "support_programs");
        Rows<ProgramVersion>(model, "program_versions", "Content");
        Rows<ProgramOrder>(model, "program_orders", "Details");
        Rows<ProgramOrderLink>(model, "program_order_links");
        Rows<ProgramParticipant>(model, "program_participants");
        Rows<Roadmap>(model, "roadmaps", "Columns");
        Rows<RoadmapSection>(model, "roadmap_sections");
        Rows<Measure>(model, "measures", "Deadline", "Inherited", "SubItems", "Other");
        Rows<MeasureSchool>(model, "measure_schools");
        Rows<RoadmapEdit>(model, "roadmap_edits", "Before", "After");
        Rows<ProgramImport>(model, "program_imports", "Reading");
        Rows<TenantTemplate>(model, "program_templates", "Content");
        Rows<ExecutionReport>(model, "execution_reports");
        Rows<ExecutionEvidence>(model, "execution_evidence");
        Rows<CalendarFeed>(model, "calendar_feeds");
        Rows<DigestSubscription>(model, "digest_subscriptions");
        Rows<Letter>(model, "mail_outbox");
        Rows<FormVersion>(model, "form_versions", "Content");
        Rows<FormDraft>(model, "form_drafts", "Content");
        Rows<CampaignRow>(model, "campaigns", "Snapshot");
        Rows<CampaignForm>(model, "campaign_forms");
        Rows<SubmissionRow>(model, "submissions", "Remarks", "Classes");
        Rows<FormAnswer>(model, "form_answers");
        Rows<IndicatorOverride>(model, "indicator_overrides");
        Rows<StoredContextRules>(model, "context_rule_sets", "Parameters");
        Rows<StoredRiskRules>(model, "risk_rule_sets", "Parameters");
        Rows<RiskRun>(model, "risk_runs", "Rules");
        Rows<StoredIndicator>(model, "indicator_definitions", "Content");
        Rows<IndicatorRun>(model, "indicator_runs");
        model.Entity<StoredIndicatorValue>(e => { e.ToTable("indicator_values"); e.HasKey(v => new { v.ProgramId, v.Code, v.Line, v.Period }); });
        Rows<AnalyticalNote>(model, "analytical_notes", "Head", "Sources");
        Rows<NoteSectionRow>(model, "note_sections", "Generated");
        Rows<NoteEdit>(model, "note_edits");
        model.Entity<IndicatorOverride>().Property(o => o.Value).HasColumnType("numeric(20,6)");
        // What is read of the columns is no row of its own.
        model.Entity<FormVersion>().Ignore(f => f.Definition);
        model.Entity<FormDraft>().Ignore(f => f.Definition);
        model.Entity<StoredContextRules>().Ignore(r => r.Rules);
        model.Entity<StoredRiskRules>().Ignore(r => r.Rules);
        model.Entity<RiskRun>().Ignore(r => r.RuleSet);
        model.Entity<StoredIndicator>().Ignore(i => i.Definition);
        model.Entity<CampaignRow>(e => { e.Ignore(c => c.Rules); e.Ignore(c => c.Frozen); });
        model.Entity<SubmissionRow>(e => { e.Ignore(s => s.Rules); e.Ignore(s => s.RemarkList); e.Ignore(s => s.ClassNames); });
        model.Entity<FormAnswer>(e => { e.Ignore(a => a.Key); e.Ignore(a => a.Answer); });
        model.Entity<FormAnswer>().Property(a => a.Number).HasColumnType("numeric(20,6)");
        model.Entity<EvidenceContent>(e => { e.ToTable("evidence_contents"); e.HasKey(c => c.EvidenceId); });
        model.Entity<UploadContent>(e => { e.ToTable("upload_contents"); e.HasKey(c => c.UploadId); });
        model.Entity<RiskRunSchool>(e => { e.ToTable("risk_run_schools"); e.HasKey(s => new { s.RunId, s.SchoolId }); e.Property(s => s.Facts).HasColumnType("jsonb"); e.Property(s => s.Sources).HasColumnType("jsonb"); });
        model.Entity<StoredVerdict>(e => { e.ToTable("verdicts"); e.HasKey(v => new { v.RunId, v.SchoolId }); });
        foreach (var name in (string[])["FailedPercent", "MeanMark", "MeanScore"])
        {
            model.Entity<SchoolResult>().Property(name).HasColumnType("numeric(9,4)");
            model.Entity<UploadRow>().Property(name).HasColumnType("numeric(9,4)");
        }
        model.Entity<UploadRow>(e => { e.Ignore(r => r.Label); e.Ignore(r => r.IsUnmatched); e.Ignore(r => r.HasCounts); e.Ignore(r => r.HasJournal); });
        model.Entity<School>().Property(s => s.SortName).UseCollation("ru_natural");
        model.Entity<Person>(e => { e.ToTable("users"); e.HasKey(p => p.Id); e.Property(p => p.UserName).HasMaxLength(256); });
        BuildShared(model);
    }

    /// <summary>What the platform's context maps too.</summary>
    public static void BuildShared(ModelBuilder model)
    {
        model.Entity<Tenant>(e =>
        {
            e.ToTable("tenants");
            e.HasKey(t => t.Id);
            e.Property(t => t.Version).HasColumnType("xid").IsRowVersion();
        });
        model.Entity<AuditEntry>(e =>
        {
            e.ToTable("audit_entries");
            e.HasKey(a => a.Id);
            e.Property(a => a.Changes).HasColumnType("jsonb");
            // Written by the database and never read through EF.
            e.Property<ulong?>("WrittenIn").HasColumnType("xid8").Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        });
    }

    private static void Rows<TRow>(ModelBuilder model, string table, params string[] json) where TRow : TenantRow =>
        model.Entity<TRow>(e =>
        {
            e.ToTable(table);
            e.HasKey(r => r.Id);
            e.Property(r => r.Id).ValueGeneratedNever();
            e.Property(r => r.Version).HasColumnType("xid").IsRowVersion();
            foreach (var name in json)
                e.Property(name).HasColumnType("jsonb");
        });
}
