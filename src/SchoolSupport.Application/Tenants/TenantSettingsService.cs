using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Tenants;

/// <summary>What a department may change about itself: names for documents, words, people on papers, data protection.</summary>
public sealed class TenantSettingsService(AppDbContext db)
{
    /// <exception cref="DbUpdateConcurrencyException">Someone else saved since <paramref name="version"/>.</exception>
    public async Task ChangeAsync(uint version, TenantSettings settings, CancellationToken ct)
    {
        var tenant = await db.Tenants.SingleAsync(ct);
        db.Entry(tenant).Property(t => t.Version).OriginalValue = version;
        settings.ApplyTo(tenant);
        await db.SaveAsync("tenants.settings-changed", ct);
    }
}

/// <param name="MunicipalityNames">Other names of the municipality in regional files.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record TenantSettings(
    string Name, string NameGenitive, string NamePrepositional, string AuthorityName, string AuthorityGenitive, string AdministrationName,
    string[] MunicipalityNames, string TimeZone, string SchoolTerm, string HeadPosition, string HeadName, string Executor,
    string MethodologyBasis, bool MarkInternal, bool KeepPupilRows, bool DigestEnabled)
{
    internal void ApplyTo(Tenant tenant)
    {
        tenant.Name = Name;
        tenant.NameGenitive = NameGenitive;
        tenant.NamePrepositional = NamePrepositional;
        tenant.AuthorityName = AuthorityName;
        tenant.AuthorityGenitive = AuthorityGenitive;
        tenant.AdministrationName = AdministrationName;
        if (!tenant.MunicipalityNames.SequenceEqual(MunicipalityNames))
            tenant.MunicipalityNames = MunicipalityNames;
        tenant.TimeZone = TimeZone;
        tenant.SchoolTerm = SchoolTerm;
        tenant.HeadPosition = HeadPosition;
        tenant.HeadName = HeadName;
        tenant.Executor = Executor;
        tenant.MethodologyBasis = MethodologyBasis;
        tenant.MarkInternal = MarkInternal;
        tenant.KeepPupilRows = KeepPupilRows;
        tenant.DigestEnabled = DigestEnabled;
    }
}
