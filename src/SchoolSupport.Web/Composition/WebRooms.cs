using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Web.Features.Assessments;
using SchoolSupport.Web.Features.Home;
using SchoolSupport.Web.Features.Identification;
using SchoolSupport.Web.Features.Indicators;
using SchoolSupport.Web.Features.Indicators.Contexts;
using SchoolSupport.Web.Features.Indicators.Definitions;
using SchoolSupport.Web.Features.Indicators.Forms;
using SchoolSupport.Web.Features.Indicators.Risks;
using SchoolSupport.Web.Features.Notes;
using SchoolSupport.Web.Features.Programs;
using SchoolSupport.Web.Features.Programs.Roadmaps;
using SchoolSupport.Web.Features.Reports;
using SchoolSupport.Web.Features.Schools;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Features.Tenants;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Composition;

/// <summary>What pages read with; one line each.</summary>
public static class WebRooms
{
    public static IServiceCollection AddWebRooms(this IServiceCollection services)
    {
        services.AddScoped<SignInService>();
        services.AddScoped<DemoAccountList>();
        services.AddScoped<AccountPages>();
        services.AddScoped<UserQueries>();
        services.AddScoped<TenantQueries>();
        services.AddScoped<RegionQueries>();
        services.AddScoped<TenantFrame>();
        services.Configure<MvcOptions>(options => options.Filters.AddService<TenantFrame>());
        services.AddSingleton<KeptPages>();
        services.AddOptions<KeptPagesOptions>().BindConfiguration(KeptPagesOptions.Section)
            .Validate(o => o.Megabytes is >= 0 and <= 4096, $"{KeptPagesOptions.Section}:Megabytes must be 0…4096.").ValidateOnStart();
        services.AddScoped<AttentionQueries>();
        services.AddScoped<HomeQueries>();
        services.AddScoped<SearchQueries>();
        services.AddScoped<ReferenceQueries>();
        services.AddScoped<MunicipalityQueries>();
        services.AddScoped<HistoryQueries>();
        services.AddScoped<SchoolListQueries>();
        services.AddScoped<SchoolCardQueries>();
        services.AddScoped<SchoolFormPages>();
        services.AddScoped<SchoolConflictPages>();
        services.AddScoped<SchoolExport>();
        services.AddScoped<LowResultsQueries>();
        services.AddScoped<WhatIfQueries>();
        services.AddScoped<RunQueries>();
        services.AddScoped<VerdictCards>();
        services.AddScoped<SchoolVerdictQueries>();
        services.AddScoped<AbsenceQueries>();
        services.AddScoped<ReportQueries>();
        services.AddScoped<NoteQueries>();
        services.AddScoped<ProgramPaperQueries>();
        services.AddScoped<UploadListQueries>();
        services.AddScoped<UploadPageQueries>();
        services.AddScoped<UploadAnswersQueries>();
        services.AddScoped<UploadFiles>();
        services.AddScoped<ResultsQueries>();
        services.AddScoped<ResultsExport>();
        services.AddScoped<ResultEntryPages>();
        services.AddScoped<DeliveriesQueries>();
        services.AddScoped<FederalListQueries>();
        services.AddScoped<RulesQueries>();
        services.AddScoped<ProgramFrames>();
        services.AddScoped<ProgramListQueries>();
        services.AddScoped<ProgramCardQueries>();
        services.AddScoped<SchoolPrograms>();
        services.AddScoped<ProgramStartPages>();
        services.AddScoped<ProgramContentPages>();
        services.AddScoped<ProgramParticipantPages>();
        services.AddScoped<ProgramOrderPages>();
        services.AddScoped<ProgramVersionPages>();
        services.AddScoped<SchoolProgramPages>();
        services.AddScoped<OwnTemplatePages>();
        services.AddScoped<RoadmapQueries>();
        services.AddScoped<RoadmapAnswers>();
        services.AddScoped<MeasurePages>();
        services.AddScoped<SelectedPages>();
        services.AddScoped<SetupPages>();
        services.AddScoped<ExecutionQueries>();
        services.AddScoped<MeasureQueries>();
        services.AddScoped<LineQueries>();
        services.AddScoped<ReportPosting>();
        services.AddScoped<ReviewQueries>();
        services.AddScoped<TasksQueries>();
        services.AddScoped<CalendarQueries>();
        services.AddScoped<RoadmapImportPages>();
        services.AddScoped<ProgramReportQueries>();
        services.AddScoped<CampaignQueries>();
        services.AddScoped<FillPages>();
        services.AddScoped<RiskQueries>();
        services.AddScoped<IndicatorQueries>();
        services.AddScoped<IndicatorEditQueries>();
        services.AddScoped<FormPages>();
        services.AddScoped<FormDraftPages>();
        services.AddScoped<ContextQueries>();
        return services;
    }
}
