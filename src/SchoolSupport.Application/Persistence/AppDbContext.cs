using Microsoft.EntityFrameworkCore;
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
/// The tenant's rows and nothing else: the tenant id is stamped on save, filtered on read, and enforced once more by
/// the database's row-level security. Every save writes the history of what it changed.
/// </summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options, CurrentActor actor, TimeProvider clock) : DbContext(options)
{
    public const string TenantIdProperty = "TenantId";

    private string? operation;

    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<School> Schools => Set<School>();
    public DbSet<SchoolAlias> SchoolAliases => Set<SchoolAlias>();
    public DbSet<SchoolGroup> SchoolGroups => Set<SchoolGroup>();
    public DbSet<SchoolImportFile> SchoolImportFiles => Set<SchoolImportFile>();
    public DbSet<Procedure> Procedures => Set<Procedure>();
    public DbSet<ProcedureYear> ProcedureYears => Set<ProcedureYear>();
    public DbSet<Upload> Uploads => Set<Upload>();
    public DbSet<UploadContent> UploadContents => Set<UploadContent>();
    public DbSet<UploadRow> UploadRows => Set<UploadRow>();
    public DbSet<SchoolResult> Results => Set<SchoolResult>();
    public DbSet<StoredJournalComparison> JournalComparisons => Set<StoredJournalComparison>();
    public DbSet<PupilRow> PupilRows => Set<PupilRow>();
    public DbSet<AbsenceConfirmation> AbsenceConfirmations => Set<AbsenceConfirmation>();
    public DbSet<StoredRuleSet> RuleSets => Set<StoredRuleSet>();
    public DbSet<IdentificationRun> IdentificationRuns => Set<IdentificationRun>();
    public DbSet<StoredVerdict> Verdicts => Set<StoredVerdict>();
    public DbSet<ManualDecision> ManualDecisions => Set<ManualDecision>();
    public DbSet<FederalList> FederalLists => Set<FederalList>();
    public DbSet<FederalListEntry> FederalListEntries => Set<FederalListEntry>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<SupportProgram> SupportPrograms => Set<SupportProgram>();
    public DbSet<ProgramVersion> ProgramVersions => Set<ProgramVersion>();
    public DbSet<ProgramOrder> ProgramOrders => Set<ProgramOrder>();
    public DbSet<ProgramOrderLink> ProgramOrderLinks => Set<ProgramOrderLink>();
    public DbSet<ProgramParticipant> ProgramParticipants => Set<ProgramParticipant>();
    public DbSet<Roadmap> Roadmaps => Set<Roadmap>();
    public DbSet<RoadmapSection> RoadmapSections => Set<RoadmapSection>();
    public DbSet<Measure> Measures => Set<Measure>();
    public DbSet<MeasureSchool> MeasureSchools => Set<MeasureSchool>();
    public DbSet<RoadmapEdit> RoadmapEdits => Set<RoadmapEdit>();
    public DbSet<ProgramImport> ProgramImports => Set<ProgramImport>();
    public DbSet<TenantTemplate> TenantTemplates => Set<TenantTemplate>();
    public DbSet<ExecutionReport> ExecutionReports => Set<ExecutionReport>();
    public DbSet<ExecutionEvidence> ExecutionEvidence => Set<ExecutionEvidence>();
    public DbSet<EvidenceContent> EvidenceContents => Set<EvidenceContent>();
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
    public DbSet<DigestSubscription> DigestSubscriptions => Set<DigestSubscription>();
    public DbSet<Letter> Letters => Set<Letter>();
    public DbSet<FormVersion> FormVersions => Set<FormVersion>();
    public DbSet<FormDraft> FormDrafts => Set<FormDraft>();
    public DbSet<CampaignRow> Campaigns => Set<CampaignRow>();
    public DbSet<CampaignForm> CampaignForms => Set<CampaignForm>();
    public DbSet<SubmissionRow> Submissions => Set<SubmissionRow>();
    public DbSet<FormAnswer> FormAnswers => Set<FormAnswer>();
    public DbSet<IndicatorOverride> IndicatorOverrides => Set<IndicatorOverride>();
    public DbSet<StoredContextRules> ContextRuleSets => Set<StoredContextRules>();
    public DbSet<StoredRiskRules> RiskRuleSets => Set<StoredRiskRules>();
    public DbSet<RiskRun> RiskRuns => Set<RiskRun>();
    public DbSet<RiskRunSchool> RiskRunSchools => Set<RiskRunSchool>();
    public DbSet<StoredIndicator> IndicatorDefinitions => Set<StoredIndicator>();
    public DbSet<IndicatorRun> IndicatorRuns => Set<IndicatorRun>();
    public DbSet<StoredIndicatorValue> IndicatorValues => Set<StoredIndicatorValue>();
    public DbSet<AnalyticalNote> AnalyticalNotes => Set<AnalyticalNote>();
    public DbSet<NoteSectionRow> NoteSections => Set<NoteSectionRow>();
    public DbSet<NoteEdit> NoteEdits => Set<NoteEdit>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Guid.Empty when no tenant is set, which no row has.</summary>
    public Guid TenantId => actor.TenantId ?? Guid.Empty;

    public CurrentActor Actor => actor;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Saves all changes and their history in one transaction.</summary>
    /// <param name="operationCode">Such as <c>schools.school-added</c>.</param>
    /// <exception cref="DbUpdateConcurrencyException">Someone changed a row since it was shown.</exception>
    public async Task<int> SaveAsync(string operationCode, CancellationToken ct)
    {
        operation = operationCode;
        try
        {
            return await SaveChangesAsync(ct);
        }
        finally
        {
            operation = null;
        }
    }

    /// <summary>The row must still be the one that the form was made from.</summary>
    public void ExpectVersion(TenantRow row, uint version) => Entry(row).Property(r => r.Version).OriginalValue = version;

    /// <summary>Adds an event to the history that is no change of a row (a download, a run).</summary>
    public void Record(string operationCode, string entity, string entityId, string changesJson = "{}") =>
        AuditEntries.Add(AuditTrail.Entry(actor, Now, operationCode, entity, entityId, ChangeKind.Event, changesJson));

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Looked for once: every step below would compare all tracked rows with what they were again. Who switched it off has looked already.
        var isAutomatic = ChangeTracker.AutoDetectChangesEnabled;
        if (isAutomatic)
            ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            StampTenant();
            AuditEntries.AddRange(AuditTrail.Of(ChangeTracker, actor, Now, operation));
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = isAutomatic;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveAsync: history needs the operation.");

    private void StampTenant()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State != EntityState.Added || entry.Metadata.FindProperty(TenantIdProperty) is not { } property || !property.IsShadowProperty())
                continue;
            if (actor.TenantId is not { } tenantId)
                throw new InvalidOperationException("A tenant's row cannot be added without a tenant.");
            entry.Property(TenantIdProperty).CurrentValue = tenantId;
        }
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        AppModel.Build(model);
        // Row-level security decides; the filter repeats it, so that a lost policy alone does not open a tenant.
        Filter<School>(model); Filter<SchoolAlias>(model); Filter<SchoolGroup>(model); Filter<SchoolImportFile>(model);
        Filter<Procedure>(model); Filter<ProcedureYear>(model);
        Filter<Upload>(model); Filter<UploadContent>(model); Filter<UploadRow>(model);
        Filter<SchoolResult>(model); Filter<StoredJournalComparison>(model); Filter<PupilRow>(model); Filter<AbsenceConfirmation>(model);
        Filter<StoredRuleSet>(model); Filter<IdentificationRun>(model); Filter<StoredVerdict>(model);
        Filter<ManualDecision>(model); Filter<FederalList>(model); Filter<FederalListEntry>(model); Filter<Job>(model);
        Filter<SupportProgram>(model); Filter<ProgramVersion>(model); Filter<ProgramOrder>(model); Filter<ProgramOrderLink>(model); Filter<ProgramParticipant>(model);
        Filter<Roadmap>(model); Filter<RoadmapSection>(model); Filter<Measure>(model); Filter<MeasureSchool>(model); Filter<RoadmapEdit>(model);
        Filter<ProgramImport>(model); Filter<TenantTemplate>(model); Filter<ExecutionReport>(model); Filter<ExecutionEvidence>(model); Filter<EvidenceContent>(model);
        Filter<CalendarFeed>(model); Filter<DigestSubscription>(model); Filter<Letter>(model);
        Filter<FormVersion>(model); Filter<FormDraft>(model); Filter<CampaignRow>(model); Filter<CampaignForm>(model); Filter<SubmissionRow>(model); Filter<FormAnswer>(model);
        Filter<IndicatorOverride>(model); Filter<StoredContextRules>(model); Filter<StoredIndicator>(model); Filter<IndicatorRun>(model); Filter<StoredIndicatorValue>(model);
        Filter<StoredRiskRules>(model); Filter<RiskRun>(model); Filter<RiskRunSchool>(model);
        Filter<AnalyticalNote>(model); Filter<NoteSectionRow>(model); Filter<NoteEdit>(model);
        Filter<Person>(model);
        model.Entity<Tenant>().HasQueryFilter(t => t.Id == TenantId);
        model.Entity<AuditEntry>().HasQueryFilter(e => e.TenantId == TenantId);
        Naming.Apply(model);
    }

    private void Filter<TEntity>(ModelBuilder model) where TEntity : class
    {
        model.Entity<TEntity>().Property<Guid>(TenantIdProperty);
        model.Entity<TEntity>().HasQueryFilter(e => EF.Property<Guid>(e, TenantIdProperty) == TenantId);
    }
}
