namespace SchoolSupport.Application.Tenants;

/// <summary>The roles of the domain reference, section 1.3, and what each may do. Codes are stored; labels are shown.</summary>
public static class Roles
{
    public const string PlatformAdmin = "platform-admin";
    public const string RegionalObserver = "regional-observer";
    public const string TenantAdmin = "tenant-admin";
    public const string Coordinator = "coordinator";
    public const string Head = "head";
    public const string Methodist = "methodist";
    public const string Official = "official";
    public const string SchoolDirector = "school-director";
    public const string SchoolOperator = "school-operator";
    public const string PartnerOperator = "partner-operator";

    /// <summary>Written by programs, never held by a person: the command line and background work.</summary>
    public const string System = "system";

    private static readonly string[] DepartmentReads =
    [
        Permissions.Home, Permissions.SchoolsView, Permissions.ResultsView, Permissions.UploadsView, Permissions.ReferenceView,
        Permissions.IdentificationView, Permissions.ReportsDownload, Permissions.ProgramsView, Permissions.MonitoringView,
        Permissions.NotesView,
    ];

    private static readonly string[] SchoolWork =
    [
        Permissions.Home, Permissions.SchoolsView, Permissions.ResultsView, Permissions.UploadsView, Permissions.ResultsUpload,
        Permissions.ProgramsView, Permissions.ExecutionReport, Permissions.SchoolProgramsEdit, Permissions.MonitoringView, Permissions.MonitoringFill,
    ];

    private static readonly string[] MethodistWork =
    [
        .. DepartmentReads, Permissions.SchoolsEdit, Permissions.ResultsUpload, Permissions.ResultsReturn, Permissions.ReferenceEdit,
        Permissions.IdentificationRun, Permissions.FederalListEdit, Permissions.ProgramsEdit, Permissions.SchoolProgramsEdit,
        Permissions.ExecutionReport, Permissions.ExecutionReview, Permissions.MonitoringFill, Permissions.MonitoringCollect,
        Permissions.NotesEdit,
    ];

    /// <summary>One table: role → label, where it belongs, permissions. Default is nothing.</summary>
    public static readonly IReadOnlyDictionary<string, RoleDefinition> All = new RoleDefinition[]
    {
        new(PlatformAdmin, "администратор платформы", RoleScope.Platform, [Permissions.Home, Permissions.TenantsManage]),
        new(RegionalObserver, "региональный наблюдатель", RoleScope.Region, [Permissions.Home, Permissions.RegionView]),
        new(TenantAdmin, "администратор муниципалитета", RoleScope.Department,
            [.. MethodistWork, Permissions.IdentificationDecide, Permissions.RulesEdit, Permissions.ProgramsApprove, Permissions.NotesApprove, Permissions.TenantSettings, Permissions.UsersManage, Permissions.AuditView]),
        new(Coordinator, "координатор", RoleScope.Department,
            [.. MethodistWork, Permissions.IdentificationDecide, Permissions.RulesEdit, Permissions.ProgramsApprove, Permissions.NotesApprove, Permissions.AuditView]),
        new(Head, "руководитель органа управления образованием", RoleScope.Department,
            [.. DepartmentReads, Permissions.IdentificationApprove, Permissions.IdentificationDecide, Permissions.ProgramsApprove, Permissions.NotesApprove, Permissions.ExecutionReview, Permissions.AuditView]),
        new(Methodist, "методист", RoleScope.Department, MethodistWork),
        new(Official, "должностное лицо", RoleScope.Department, DepartmentReads),
        new(SchoolDirector, "директор школы", RoleScope.School, SchoolWork),
        new(SchoolOperator, "оператор школы", RoleScope.School, SchoolWork),
        new(PartnerOperator, "оператор школы-партнёра", RoleScope.School, SchoolWork),
    }.ToDictionary(r => r.Code);

    public static bool Allows(string? role, string permission) =>
        role is not null && All.TryGetValue(role, out var definition) && definition.Permissions.Contains(permission);

    /// <summary>The role in words for pages and history: roles are shown, never persons' names.</summary>
    public static string Label(string role) =>
        All.TryGetValue(role, out var definition) ? definition.Label : role == System ? "система" : role;
}

public enum RoleScope { Platform, Region, Department, School }

public sealed record RoleDefinition(string Code, string Label, RoleScope Scope, IReadOnlyList<string> Permissions);

/// <summary>What an action may demand. A permission that no role holds is unreachable.</summary>
public static class Permissions
{
    public const string Home = "home.view";
    public const string TenantsManage = "tenants.manage";
    public const string RegionView = "region.view";
    public const string TenantSettings = "tenant.settings";
    public const string UsersManage = "users.manage";
    public const string AuditView = "audit.view";
    public const string SchoolsView = "schools.view";
    public const string SchoolsEdit = "schools.edit";
    public const string ReferenceView = "reference.view";
    public const string ReferenceEdit = "reference.edit";
    public const string ResultsView = "results.view";
    public const string UploadsView = "uploads.view";
    public const string ResultsUpload = "results.upload";
    public const string ResultsReturn = "results.return";
    public const string IdentificationView = "identification.view";
    public const string IdentificationRun = "identification.run";
    public const string IdentificationApprove = "identification.approve";
    public const string IdentificationDecide = "identification.decide";
    public const string RulesEdit = "rules.edit";
    public const string FederalListEdit = "federal-list.edit";
    public const string ReportsDownload = "reports.download";

    /// <summary>A school's people see the programmes that concern their school.</summary>
    public const string ProgramsView = "programs.view";
    public const string ProgramsEdit = "programs.edit";
    public const string ProgramsApprove = "programs.approve";

    /// <summary>Write a school's own roadmap; a school's people only that of their school.</summary>
    public const string SchoolProgramsEdit = "programs.edit-of-school";
    public const string ExecutionReport = "execution.report";
    public const string ExecutionReview = "execution.review";

    /// <summary>A school's people see what is collected from their school.</summary>
    public const string MonitoringView = "monitoring.view";
    public const string MonitoringFill = "monitoring.fill";
    public const string MonitoringCollect = "monitoring.collect";

    /// <summary>Analytical notes speak of all schools, so no school's person has it.</summary>
    public const string NotesView = "notes.view";
    public const string NotesEdit = "notes.edit";
    public const string NotesApprove = "notes.approve";
}
