using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using SchoolSupport.Application.Files;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Programs.Import;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Reports.Fulfilment;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Pdf;

namespace SchoolSupport.Application;

/// <summary>Registers what pages, jobs and the command line share.</summary>
public static class ApplicationServices
{
    private const int MostKeptPlans = 200;

    public static IServiceCollection AddSchoolSupportApplication(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new DataSources(Source(configuration, "Application"), Source(configuration, "Platform")));
        services.AddSingleton<HistoryWatch>();
        services.AddScoped<CurrentActor>();
        services.AddSingleton<IndicatorChanges>();
        // Options are the same for every request; made for each anew they cost a page as much as several of its queries.
        services.AddDbContext<AppDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<DataSources>().Application)
            .AddInterceptors(new TenantConnectionInterceptor(), provider.GetRequiredService<IndicatorChanges>()), optionsLifetime: ServiceLifetime.Singleton);
        services.AddDbContext<PlatformDbContext>((provider, options) => options.UseNpgsql(provider.GetRequiredService<DataSources>().Platform),
            optionsLifetime: ServiceLifetime.Singleton);
        AddAccounts(services);
        services.AddScoped<TenantClock>();
        services.AddScoped<JobQueue>();
        services.AddSingleton<JobSignal>();
        AddRooms(services);
        AddUploads(services, configuration);
        AddExecution(services, configuration);
        return services;
    }

    /// <summary>The background workers: in the server only, never in a command.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services) => services.AddHostedService<JobWorker>().AddHostedService<MailWorker>();

    private static void AddRooms(IServiceCollection services)
    {
        services.AddScoped<TenantProvisioning>();
        services.AddScoped<SchoolService>();
        services.AddScoped<SchoolAliasService>();
        services.AddScoped<SchoolGroupService>();
        services.AddScoped<SchoolImportService>();
        services.AddScoped<ReferenceService>();
        services.AddScoped<TenantSettingsService>();
        services.AddSingleton<IdentificationEngine>();
        services.AddScoped<FactsLoader>();
        services.AddSingleton<ListFreshnessMemory>();
        services.AddScoped<ListFreshness>();
        services.AddScoped<RunReader>();
        services.AddScoped<IdentificationService>();
        services.AddSingleton(provider => new ChromiumPdfPrinter(
            provider.GetRequiredService<IConfiguration>().GetSection("Pdf").Get<ChromiumPdfOptions>() ?? new ChromiumPdfOptions(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<LowResultsReader>();
        services.AddScoped<ResultsSummaryReader>();
        services.AddScoped<ReportService>();
        services.AddScoped<AbsenceService>();
        services.AddScoped<ManualDecisionService>();
        services.AddScoped<RuleSetService>();
        services.AddScoped<FederalListService>();
        AddPrograms(services);
        AddIndicators(services);
    }

    private static void AddIndicators(IServiceCollection services)
    {
        services.AddScoped<LatestList>();
        services.AddScoped<IOtherExpectations, MatrixExpectations>();
        services.AddScoped<FormCatalogue>();
        services.AddScoped<FormDraftService>();
        services.AddScoped<CampaignService>();
        services.AddScoped<SubmissionReader>();
        services.AddScoped<SubmissionService>();
        services.AddScoped<FormFileService>();
        services.AddScoped<CampaignReminderService>();
        services.AddSingleton<ILetterSource, CampaignLetters>();
        services.AddScoped<AnswersReader>();
        services.AddScoped<RiskRulesService>();
        services.AddScoped<RiskReader>();
        services.AddScoped<RiskListService>();
        services.AddScoped<MonitoringReader>();
        services.AddScoped<IndicatorDefinitions>();
        services.AddScoped<IProgramIndicators, IndicatorCarrier>();
        services.AddScoped<IndicatorReader>();
        services.AddScoped<IndicatorTables>();
        services.AddScoped<CollectionStates>();
        services.AddSingleton<IndicatorEngine>();
        services.AddScoped<IJobHandler, IndicatorJob>();
        services.AddScoped<IJobHandler, CampaignOpeningJob>();
        services.AddScoped<ContextRulesService>();
        services.AddScoped<ContextReader>();
        services.AddScoped<IndicatorService>();
        services.AddScoped<NoteValuesReader>();
        services.AddScoped<NoteReader>();
        services.AddScoped<NoteService>();
        services.AddScoped<NotePaperService>();
    }

    private static void AddPrograms(IServiceCollection services)
    {
        services.AddScoped<RoadmapWriter>();
        services.AddScoped<ProgramTreeReader>();
        services.AddSingleton<KeptTables>();
        services.AddScoped<ProgramService>();
        services.AddScoped<VersionReadiness>();
        services.AddScoped<ParticipantSuggestions>();
        services.AddScoped<ProgramContentService>();
        services.AddScoped<ParticipantService>();
        services.AddScoped<OrderService>();
        services.AddScoped<VersionService>();
        services.AddScoped<NextYearService>();
        services.AddScoped<SchoolProgramService>();
        services.AddScoped<RoadmapService>();
        services.AddScoped<RoadmapChanges>();
        services.AddScoped<OwnTemplateService>();
    }

    private static void AddExecution(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EvidenceOptions>().Bind(configuration.GetSection(EvidenceOptions.Section))
            .Validate(options => options.MostOfReport > 0, $"The limits of section {EvidenceOptions.Section} must be positive.").ValidateOnStart();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section))
            .Validate(options => options.Problems().Count == 0, $"Section {MailOptions.Section} needs Host, Port, From and SiteAddress.").ValidateOnStart();
        services.AddSingleton<ExecutionPlanCache>();
        services.AddScoped<ExecutionPlans>();
        services.AddScoped<ExecutionReader>();
        services.AddScoped<ExecutionService>();
        services.AddScoped<EvidenceService>();
        services.AddScoped<CalendarFeeds>();
        services.AddScoped<CalendarFeedWriter>();
        services.AddScoped<Digests>();
        services.AddScoped<DigestText>();
        services.AddSingleton<IMailTransport, SmtpTransport>();
        services.AddSingleton<LetterSender>();
        services.AddSingleton<ILetterSource, DigestLetters>();
        services.AddScoped<ProgramPaperService>();
        services.AddScoped<RoadmapImportService>();
        services.AddScoped<FulfilmentReader>();
        services.AddScoped<FulfilmentService>();
    }

    private static void AddUploads(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UploadOptions>().Bind(configuration.GetSection(UploadOptions.Section))
            .Validate(options => options.Problems().Count == 0, $"The limits of section {UploadOptions.Section} must be positive.").ValidateOnStart();
        services.AddScoped<ReadingReferenceLoader>();
        services.AddScoped<FileQuota>();
        services.AddScoped<UploadService>();
        services.AddScoped<UploadReading>();
        services.AddScoped<UploadMatching>();
        services.AddScoped<UploadCommit>();
        services.AddScoped<UploadReturn>();
        services.AddScoped<UploadImport>();
        services.AddScoped<UploadVerdicts>();
        services.AddScoped<ResultVersions>();
        services.AddScoped<ResultEntry>();
        services.AddScoped<IJobHandler, ReadUploadJob>();
        services.AddScoped<IJobHandler, CommitUploadJob>();
        services.AddScoped<PlatformService>();
        services.AddScoped<UserService>();
        services.AddScoped<SignInJournal>();
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentityCore<UserAccount>(options =>
            {
                options.User.RequireUniqueEmail = false;
                options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@+";
                options.Password.RequiredLength = 12;
                options.Password.RequiredUniqueChars = 5;
                options.Password.RequireDigit = true;
                options.Password.RequireLowercase = true;
                options.Password.RequireUppercase = true;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddErrorDescriber<RussianIdentityErrors>()
            .AddEntityFrameworkStores<PlatformDbContext>()
            .AddDefaultTokenProviders();
        services.AddDataProtection().SetApplicationName("SchoolSupport");
        services.AddSingleton<DataProtectionKeyStore>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = provider.GetRequiredService<DataProtectionKeyStore>()));
    }

    private static NpgsqlDataSource Source(IConfiguration configuration, string name)
    {
        var builder = new NpgsqlDataSourceBuilder(configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"ConnectionStrings:{name} is not set."));
        // Under row-level security planning a page's query costs more than running it: plans are kept on the connection.
        if (builder.ConnectionStringBuilder.MaxAutoPrepare == 0)
            (builder.ConnectionStringBuilder.MaxAutoPrepare, builder.ConnectionStringBuilder.AutoPrepareMinUsages) = (MostKeptPlans, 2);
        return builder.Build();
    }
}
