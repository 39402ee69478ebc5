using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Features.Tenants;

public sealed class TenantForm
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? NameGenitive { get; set; }
    public string? NamePrepositional { get; set; }
    public string? RegionName { get; set; }
    public string? AdministratorLogin { get; set; }
    public string? AdministratorName { get; set; }

    public CreateTenant ToCommand() => new(Code!, Name!, RegionName!, RegionName!, NameGenitive, NamePrepositional);
}

public sealed class TenantFormValidator : AbstractValidator<TenantForm>
{
    public TenantFormValidator()
    {
        RuleFor(f => f.Code).NotEmpty().WithMessage("Введите код").MaximumLength(Tenant.CodeMaxLength).WithMessage($"Код длиннее {Tenant.CodeMaxLength} знаков")
            .Matches("^[a-z][a-z0-9-]*$").WithMessage("Код: строчные латинские буквы, цифры и дефис, первая — буква");
        RuleFor(f => f.Name).NotEmpty().WithMessage("Введите название муниципалитета").MaximumLength(Tenant.NameMaxLength).WithMessage($"Не длиннее {Tenant.NameMaxLength} знаков");
        RuleFor(f => f.RegionName).NotEmpty().WithMessage("Введите название региона");
        RuleFor(f => f.AdministratorLogin).NotEmpty().WithMessage("Введите имя для входа первого администратора");
        RuleFor(f => f.AdministratorName).NotEmpty().WithMessage("Введите фамилию, имя и отчество первого администратора");
    }
}

public sealed record TenantListPage(IReadOnlyList<TenantRowView> Rows);

public sealed record TenantRowView(Guid Id, string Code, string Name, string Region, bool IsActive, bool IsDemo, int People);

/// <summary>Reads tenants for the platform's administrator.</summary>
public sealed class TenantQueries(PlatformDbContext db)
{
    public async Task<TenantListPage> ListAsync(CancellationToken ct) => new(await (
        from tenant in db.Tenants.AsNoTracking()
        join region in db.Regions on tenant.RegionId equals region.Id
        orderby region.Name, tenant.Name
        select new TenantRowView(tenant.Id, tenant.Code, tenant.Name, region.Name, tenant.IsActive, tenant.IsDemo,
            db.Users.Count(u => u.TenantId == tenant.Id && u.IsActive))).ToListAsync(ct));
}
