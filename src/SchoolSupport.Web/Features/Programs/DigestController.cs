using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The own subscription to letters about deadlines.</summary>
[Route("/account/digest"), RequirePermission(Permissions.ProgramsView)]
public sealed class DigestController(Digests digests, TenantClock clock, IOptions<MailOptions> mail) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? done, CancellationToken ct) => View("Digest", await PageAsync(null, done, ct));

    [HttpPost("")]
    public async Task<IActionResult> Index(DigestForm form, [FromServices] IValidator<DigestForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(await PageAsync(form, null, ct), "Digest");
        await digests.SubscribeAsync(form.Address!, form.Weekday!.Value, ct);
        return Redirect("/account/digest?done=subscribed");
    }

    [HttpPost("stop")]
    public async Task<IActionResult> Stop(CancellationToken ct)
    {
        await digests.UnsubscribeAsync(ct);
        return Redirect("/account/digest?done=stopped");
    }

    private async Task<DigestPage> PageAsync(DigestForm? form, string? done, CancellationToken ct)
    {
        var (tenant, own) = (await clock.TenantAsync(ct), await digests.FindAsync(ct));
        return new DigestPage(form ?? new DigestForm { Address = own.Subscription?.Address, Weekday = own.Subscription?.Weekday ?? 1 }, own.Subscription is not null,
            tenant.DigestEnabled, mail.Value.IsOn, own.LastLetter is { } letter ? Words(letter, tenant) : null, done);
    }

    private static string Words(Letter letter, Tenant tenant) => letter.Status switch
    {
        LetterStatus.Sent => $"отправлено {LocalTime.Of(letter.SentAt!.Value, tenant)}",
        LetterStatus.Failed => $"от {LocalTime.Of(letter.CreatedAt, tenant)} не отправлено. {letter.Failure}",
        _ when letter.Failure is { } failure => $"от {LocalTime.Of(letter.CreatedAt, tenant)} пока не отправлено, попытка повторится. {failure}",
        _ => $"от {LocalTime.Of(letter.CreatedAt, tenant)} отправляется",
    };
}

public sealed class DigestForm
{
    public string? Address { get; set; }

    /// <summary>1 Monday … 7 Sunday; 0 every day.</summary>
    public short? Weekday { get; set; }
}

public sealed class DigestFormValidator : AbstractValidator<DigestForm>
{
    public DigestFormValidator()
    {
        RuleFor(f => f.Address).Must(MailOptions.IsAddress).WithMessage("Введите адрес электронной почты, например ivanova@school.ru.");
        RuleFor(f => f.Weekday).NotNull().WithMessage("Выберите день.").InclusiveBetween((short)0, (short)7).WithMessage("Выберите день из списка.");
    }
}

/// <param name="LastLetter">What became of the newest letter, in words.</param>
/// <param name="Done">What was just done, a word of the address.</param>
public sealed record DigestPage(DigestForm Form, bool IsSubscribed, bool IsEnabled, bool IsMailOn, string? LastLetter, string? Done)
{
    public static readonly SelectListItem[] Days =
    [
        new("По понедельникам", "1"), new("По вторникам", "2"), new("По средам", "3"), new("По четвергам", "4"), new("По пятницам", "5"),
        new("По субботам", "6"), new("По воскресеньям", "7"), new("Каждый день", "0"),
    ];
}
