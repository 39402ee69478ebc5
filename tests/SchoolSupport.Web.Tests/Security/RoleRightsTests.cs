using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>What the roles may do, written down a second time by hand: a slip in the table of permissions turns this red.</summary>
[Collection(AppCollection.Name)]
public sealed class RoleRightsTests(TestHost host)
{
    private const string Department = "tenant-admin coordinator head methodist official";
    private const string Schools = "school-director school-operator partner-operator";
    private const string Editors = "tenant-admin coordinator methodist";

    public static readonly TheoryData<string, string> Rights = new()
    {
        { "GET /schools", $"{Department} {Schools}" },
        { "GET /schools/{id}", $"{Department} {Schools}" },
        { "GET /schools/new", Editors },
        { "POST /schools/new", Editors },
        { "POST /schools/{id}/edit", Editors },
        { "POST /schools/{id}/close", Editors },
        { "POST /schools/import", Editors },
        { "POST /schools/{id}/aliases/{aliasId}/remove", Editors },
        { "GET /results/summary", $"{Department} {Schools}" },
        { "GET /results/uploads/{id}", $"{Department} {Schools}" },
        { "GET /results/uploads/{id}/file", $"{Department} {Schools}" },
        { "POST /results/uploads/new", $"{Editors} {Schools}" },
        { "POST /results/uploads/{id}/confirm", $"{Editors} {Schools}" },
        { "POST /results/uploads/{id}/match", $"{Editors} {Schools}" },
        { "POST /results/uploads/{id}/return", Editors },
        { "POST /results/entry", $"{Editors} {Schools}" },
        { "GET /settings/reference", Department },
        { "POST /settings/reference/{id}/year", Editors },
        { "POST /settings/municipality", "tenant-admin" },
        { "GET /identification/low-results", Department },
        { "GET /identification/low-results/export", Department },
        { "GET /identification/schools/{id}", Department },
        { "POST /identification/low-results/run", Editors },
        { "POST /identification/runs/{id}/approve", "head" },
        { "POST /identification/schools/{id}/decisions", "tenant-admin coordinator head" },
        { "POST /identification/schools/{id}/absences", $"{Editors} {Schools}" },
        { "GET /programs/{id}/execution", $"{Department} {Schools}" },
        { "GET /programs/{id}/execution/{lineId}", $"{Department} {Schools}" },
        { "GET /programs/{id}/execution/{lineId}/report", $"{Department} {Schools}" },
        { "POST /programs/{id}/execution/{lineId}/report", $"{Editors} {Schools}" },
        { "POST /programs/{id}/execution/{lineId}/cancel", $"{Editors} head" },
        { "GET /programs/execution/review", $"{Editors} head" },
        { "POST /programs/execution/review", $"{Editors} head" },
        { "POST /programs/execution/reports/{id}/confirm", $"{Editors} head" },
        { "POST /programs/execution/reports/{id}/return", $"{Editors} head" },
        { "POST /programs/execution/reports/{id}/resume", $"{Editors} head" },
        { "POST /programs/execution/reports/{id}/withdraw", $"{Editors} {Schools}" },
        { "GET /programs/execution/evidence/{id}", $"{Department} {Schools}" },
        { "POST /programs/execution/evidence/{id}/remove", $"{Editors} {Schools}" },
        { "GET /programs/tasks", $"{Editors} {Schools}" },
        { "GET /programs/{id}/report", $"{Department} {Schools}" },
        { "GET /programs/{id}/report/file", Department },
        { "GET /programs/calendar", $"{Department} {Schools}" },
        { "GET /account/calendar", $"{Department} {Schools}" },
        { "POST /account/digest", $"{Department} {Schools}" },
        { "GET /reports", Department },
        { "GET /reports/{kind}/file", Department },
        { "GET /monitoring/campaigns", $"{Department} {Schools}" },
        { "GET /monitoring/campaigns/{id}", Department },
        { "GET /monitoring/campaigns/new", Editors },
        { "POST /monitoring/campaigns/new", Editors },
        { "POST /monitoring/campaigns/{id}/open", Editors },
        { "POST /monitoring/campaigns/{id}/close", Editors },
        { "POST /monitoring/campaigns/{id}/cancel", Editors },
        { "POST /monitoring/campaigns/{id}/prolong", Editors },
        { "POST /monitoring/campaigns/{id}/remind", Editors },
        { "GET /monitoring/campaigns/{id}/schools/{schoolId}", Department },
        { "POST /monitoring/campaigns/{id}/schools/{schoolId}/accept", Editors },
        { "POST /monitoring/campaigns/{id}/schools/{schoolId}/return", Editors },
        { "GET /monitoring/campaigns/{id}/form/check", $"{Editors} {Schools}" },
        { "POST /monitoring/campaigns/{id}/form/sections/{step}", $"{Editors} {Schools}" },
        { "POST /monitoring/campaigns/{id}/form/draft", $"{Editors} {Schools}" },
        { "GET /monitoring/campaigns/{id}/form/file/template", $"{Editors} {Schools}" },
        { "POST /monitoring/campaigns/{id}/form/file", $"{Editors} {Schools}" },
        { "POST /monitoring/campaigns/{id}/form/file/save", $"{Editors} {Schools}" },
        { "POST /monitoring/campaigns/{id}/form/submit", $"{Editors} {Schools}" },
        { "GET /monitoring/forms", Editors },
        { "GET /monitoring/forms/new", Editors },
        { "POST /monitoring/forms/new", Editors },
        { "GET /monitoring/forms/{code}", Editors },
        { "GET /monitoring/forms/{code}/changes", Editors },
        { "POST /monitoring/forms/{code}/draft", Editors },
        { "GET /monitoring/forms/drafts/{id}", Editors },
        { "POST /monitoring/forms/drafts/{id}", Editors },
        { "POST /monitoring/forms/drafts/{id}/publish", Editors },
        { "POST /monitoring/forms/drafts/{id}/discard", Editors },
        { "GET /monitoring/forms/drafts/{id}/questions/{question}", Editors },
        { "POST /monitoring/forms/drafts/{id}/questions/new", Editors },
        { "POST /monitoring/forms/drafts/{id}/questions/{question}", Editors },
        { "POST /monitoring/forms/drafts/{id}/questions/{question}/retire", Editors },
        { "POST /monitoring/forms/drafts/{id}/sections/move", Editors },
        { "GET /monitoring/forms/drafts/{id}/totals/{total}", Editors },
        { "POST /monitoring/forms/drafts/{id}/totals/new", Editors },
        { "POST /monitoring/forms/drafts/{id}/totals/{total}", Editors },
        { "POST /monitoring/forms/drafts/{id}/totals/{total}/remove", Editors },
        { "GET /monitoring/risk", Department },
        { "POST /monitoring/risk/schools/{id}/measures", Editors },
        { "GET /monitoring/risk/rules", Department },
        { "POST /monitoring/risk/rules/new", "tenant-admin coordinator" },
        { "GET /monitoring/risk/lists/{id}", Department },
        { "GET /monitoring/risk/lists/{id}/schools/{schoolId}", Department },
        { "POST /monitoring/risk/lists/new", "tenant-admin coordinator head" },
        { "GET /monitoring/indicators", Department },
        { "GET /monitoring/indicators/{programId}/{code}", Department },
        { "GET /monitoring/indicators/{programId}/export", Department },
        { "POST /monitoring/indicators/{programId}/{code}/replace", Editors },
        { "POST /monitoring/indicators/{programId}/{code}/restore", Editors },
        { "GET /monitoring/indicators/{programId}/compare", Department },
        { "POST /monitoring/indicators/{programId}/recompute", Editors },
        { "GET /monitoring/indicators/{programId}/definitions", Editors },
        { "POST /monitoring/indicators/{programId}/definitions/new", Editors },
        { "POST /monitoring/indicators/{programId}/definitions/{code}", Editors },
        { "POST /monitoring/indicators/{programId}/definitions/{code}/withdraw", Editors },
        { "GET /monitoring/context", Department },
        { "GET /monitoring/context/schools/{id}", Department },
        { "GET /monitoring/context/export", Department },
        { "GET /monitoring/context/rules", Department },
        { "POST /monitoring/context/rules/new", "tenant-admin coordinator" },
        { "GET /programs", $"{Department} {Schools}" },
        { "GET /programs/{id}", $"{Department} {Schools}" },
        { "GET /programs/new", Editors },
        { "POST /programs/new/empty", Editors },
        { "POST /programs/new/template/{template}", Editors },
        { "GET /programs/{id}/templates", Editors },
        { "POST /programs/{id}/templates", Editors },
        { "GET /programs/new/own/{templateId}", Editors },
        { "POST /programs/new/own/{templateId}", Editors },
        { "POST /programs/templates/{templateId}", Editors },
        { "POST /programs/templates/{templateId}/remove", Editors },
        { "POST /programs/{id}/remove", $"{Editors} {Schools}" },
        { "POST /programs/{id}/restore", Editors },
        { "GET /settings/history", "tenant-admin coordinator head" },
        { "GET /settings/users", "tenant-admin" },
        { "POST /settings/users/new", "tenant-admin" },
        { "POST /settings/users/{id}/password/reset", "tenant-admin" },
        { "GET /platform/tenants", "platform-admin" },
        { "POST /platform/tenants/{id}/close", "platform-admin" },
        { "GET /region", "regional-observer" },
        { "GET /region/{tenantId}", "regional-observer" },
    };

    /// <summary>Role → where it may go at all; «own» pages are everybody's.</summary>
    private static readonly (string Role, string[] Places)[] Confined =
    [
        (Roles.PlatformAdmin, ["platform"]),
        (Roles.RegionalObserver, ["region"]),
        (Roles.SchoolDirector, ["schools", "results", "identification/schools/{id}/absences", "programs", "monitoring/campaigns"]),
        (Roles.SchoolOperator, ["schools", "results", "identification/schools/{id}/absences", "programs", "monitoring/campaigns"]),
        (Roles.PartnerOperator, ["schools", "results", "identification/schools/{id}/absences", "programs", "monitoring/campaigns"]),
    ];

    private static readonly string[] Everybodys = ["", "account", "inbox", "search"];

    [Theory]
    [MemberData(nameof(Rights))]
    public void Route_IsAllowedToExactlyTheseRoles(string route, string roles)
    {
        var found = Assert.Single(AppRoute.Of(host.Services), r => r.ToString() == route);
        Assert.Equal(roles.Split(' ').Order(), Roles.All.Keys.Where(found.Allows).Order());
    }

    [Fact]
    public void PlatformRegionAndSchools_GoNowhereElse()
    {
        var outside = from confined in Confined
                      from route in Guarded()
                      where route.Allows(confined.Role) && !Everybodys.Concat(confined.Places).Any(place => IsUnder(route.Pattern, place))
                      select $"{route} as {confined.Role}";
        Findings.None(outside);
    }

    [Fact]
    public void Official_ChangesNothingButTheOwnAccount() =>
        Findings.None(Guarded().Where(r => !r.IsSafe && r.Allows(Roles.Official) && !Everybodys.Any(place => IsUnder(r.Pattern, place))).Select(r => r.ToString()));

    [Fact]
    public void Head_ApprovesAndDecidesButEntersNothing() =>
        Assert.DoesNotContain(Guarded(), r => !r.IsSafe && r.Allows(Roles.Head) && !Everybodys.Any(place => IsUnder(r.Pattern, place))
            && !r.Permissions.Contains(Permissions.IdentificationApprove) && !r.Permissions.Contains(Permissions.IdentificationDecide)
            && !r.Permissions.Contains(Permissions.ProgramsApprove) && !r.Permissions.Contains(Permissions.NotesApprove) && !r.Permissions.Contains(Permissions.ExecutionReview));

    [Fact]
    public void Canary_WiderRole_IsFound()
    {
        var results = Guarded().Where(r => r.Allows(Roles.Methodist) && !IsUnder(r.Pattern, "platform") && !Everybodys.Any(place => IsUnder(r.Pattern, place)));
        Assert.NotEmpty(results);
    }

    private IEnumerable<AppRoute> Guarded() => AppRoute.Of(host.Services).Where(r => !r.IsAnonymous);

    private static bool IsUnder(string pattern, string place) =>
        pattern == place || (place.Length > 0 && pattern.StartsWith(place + "/", StringComparison.Ordinal));
}
