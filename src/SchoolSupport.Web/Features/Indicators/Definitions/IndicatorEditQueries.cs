using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Indicators.Definitions;

/// <summary>What a programme is judged by.</summary>
public sealed record IndicatorListPage(SupportProgram Program, IReadOnlyList<IndicatorDefinition> Indicators, IReadOnlyList<IndicatorDefinition> Withdrawn)
{
    public string Path => $"/monitoring/indicators/{Program.Id}/definitions";

    public string Address(IndicatorDefinition definition) => $"{Path}/{Uri.EscapeDataString(definition.Code)}";
}

/// <param name="Versions">The newest first; empty for a new indicator.</param>
public sealed record IndicatorEditPage(SupportProgram Program, IndicatorForm Form, IndicatorChoices Choices, IReadOnlyList<IndicatorVersion> Versions, Tenant Tenant)
{
    public IndicatorDefinition? Current => Versions.Count > 0 ? Versions[0].Definition : null;
    public bool IsWithdrawn => Versions.Count > 0 && Versions[0].IsWithdrawn;
    public string List => $"/monitoring/indicators/{Program.Id}/definitions";
    public string Path => Current is { } current ? $"{List}/{Uri.EscapeDataString(current.Code)}" : $"{List}/new";
}

/// <summary>The fields of one value of an indicator.</summary>
public sealed record IndicatorLineFields(IndicatorEditPage Page, int Place)
{
    public IndicatorForm Form => Page.Form;
    public IndicatorChoices Choices => Page.Choices;
}

/// <summary>Definitions of indicators for the people who may write the programme.</summary>
public sealed class IndicatorEditQueries(AppDbContext db, IndicatorDefinitions indicators, FormCatalogue forms, TenantClock clock, PageYear year)
{
    /// <summary>Null for a missing or foreign programme.</summary>
    public async Task<IndicatorListPage?> ListAsync(Guid programId, CancellationToken ct) => await FindAsync(programId, ct) is not { } program ? null
        : new IndicatorListPage(program, await indicators.OfAsync(program, ct), await indicators.WithdrawnAsync(programId, ct));

    /// <summary>Null for a missing or foreign programme, or an indicator that it never had.</summary>
    /// <param name="code">Null: a new indicator.</param>
    /// <param name="form">What was posted and is to be corrected; null: as stored.</param>
    public async Task<IndicatorEditPage?> EditAsync(Guid programId, string? code, IndicatorForm? form, CancellationToken ct)
    {
        if (await FindAsync(programId, ct) is not { } program)
            return null;
        var versions = code is null ? [] : await indicators.VersionsAsync(program, code, ct);
        if (code is not null && versions.Count == 0)
            return null;
        var tenant = await clock.TenantAsync(ct);
        return new IndicatorEditPage(program, (form ?? (code is null ? IndicatorForm.New() : Stored(program, versions[0].Definition, tenant))).WithRoom(),
            new IndicatorChoices(await forms.NewestAsync(ct), year.Value), versions, tenant);
    }

    private static IndicatorForm Stored(SupportProgram program, IndicatorDefinition definition, Tenant tenant) =>
        IndicatorForm.Of(definition with { Supplier = IndicatorSuppliers.Of(program.TemplateCode, definition, tenant) });

    private Task<SupportProgram?> FindAsync(Guid id, CancellationToken ct) => db.SupportPrograms.AsNoTracking().EditableBy(db).SingleOrDefaultAsync(p => p.Id == id && p.SchoolId == null, ct);
}
