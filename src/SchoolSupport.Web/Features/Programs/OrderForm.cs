using FluentValidation;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>An order as its form has it; without number and date it is only prepared.</summary>
public sealed class OrderForm
{
    private const string AddItem = "add-item";

    public string? Number { get; set; }
    public DateOnly? DatedOn { get; set; }
    public string? Title { get; set; }
    public string? Issuer { get; set; }

    /// <summary>Codes of <see cref="CodeOf"/>.</summary>
    public List<string> Approves { get; set; } = [];
    public string? Preamble { get; set; }
    public List<OrderItemRow> Items { get; set; } = [];
    public string? Attachments { get; set; }
    public string? Control { get; set; }
    public string? Executor { get; set; }
    public string? ApprovalSheet { get; set; }
    public string? Distribution { get; set; }
    public string? Action { get; set; }
    public uint? Version { get; set; }

    /// <summary>The button for one more item was pressed: nothing is stored yet.</summary>
    public bool AddsItem => Action == AddItem;

    public static OrderForm Of(ProgramOrder order, IEnumerable<OrderApproves> approves)
    {
        var details = ProgramJson.Read<OrderDetails>(order.Details);
        return new OrderForm
        {
            Number = Filled(order.Number), DatedOn = order.DatedOn, Title = order.Title, Issuer = order.Issuer, Approves = [.. approves.Select(CodeOf)],
            Preamble = Filled(details.Preamble), Attachments = Lines(details.Attachments), Control = Filled(details.Control), Executor = Filled(details.Executor),
            ApprovalSheet = Lines(details.ApprovalSheet), Distribution = Lines(details.Distribution), Version = order.Version,
            Items = [.. details.Items.Select(i => new OrderItemRow { Number = Filled(i.Number), Text = Filled(i.Text), Executors = Filled(i.Executors), Term = Filled(i.Term) })],
        };
    }

    public WriteOrder ToCommand() => new(Number ?? "", DatedOn, Title!, Issuer!, new OrderDetails
    {
        Preamble = Preamble ?? "",
        Items = [.. Items.Where(i => !i.IsBlank).Select(i => new OrderItem(i.Number ?? "", i.Text ?? "", i.Executors ?? "", i.Term ?? ""))],
        Attachments = List(Attachments), Control = Control ?? "", Executor = Executor ?? "", ApprovalSheet = List(ApprovalSheet), Distribution = List(Distribution),
    }, [.. Approves.Select(Parse).OfType<OrderApproves>().Distinct()]);

    public static string CodeOf(OrderApproves approves) => approves.RoadmapLineId is { } line ? $"{approves.Subject}:{line}" : approves.Subject.ToString();

    /// <summary>Null for a code that is none.</summary>
    public static OrderApproves? Parse(string? code)
    {
        var parts = (code ?? "").Split(':');
        if (!Enum.TryParse<OrderSubject>(parts[0], out var subject) || !Enum.IsDefined(subject))
            return null;
        return parts.Length == 1 ? new OrderApproves(subject, null) : Guid.TryParse(parts[1], out var line) ? new OrderApproves(subject, line) : null;
    }

    public IEnumerable<(string Label, string Value)> InWords() =>
    [
        ("Номер", Number ?? ""), ("Дата", DatedOn is { } date ? RussianText.ShortDate(date) : ""), ("О чём", Title ?? ""), ("Кто издал", Issuer ?? ""),
        ("Утверждает", string.Join(", ", Approves.Select(Parse).OfType<OrderApproves>().OrderBy(a => a.Subject).Select(a => ProgramWords.Subject(a.Subject)))), ("Преамбула", Preamble ?? ""),
        ("Пункты", string.Join(" / ", Items.Where(i => !i.IsBlank).Select(i => $"{i.Number} {i.Text} {i.Executors} {i.Term}".Trim()))),
        ("Приложения", string.Join("; ", List(Attachments))), ("Контроль", Control ?? ""), ("Исполнитель", Executor ?? ""),
        ("Лист согласования", string.Join("; ", List(ApprovalSheet))), ("Рассылка", string.Join("; ", List(Distribution))),
    ];

    private static string? Filled(string text) => text.Length == 0 ? null : text;

    private static string? Lines(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join('\n', items);

    private static IReadOnlyList<string> List(string? lines) => (lines ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

public sealed class OrderItemRow
{
    /// <summary>As printed: «1», «4.1»; a number with a point stands under the one before it.</summary>
    public string? Number { get; set; }
    public string? Text { get; set; }
    public string? Executors { get; set; }
    public string? Term { get; set; }

    public bool IsBlank => Text is null && Executors is null && Term is null;
}

public sealed class OrderFormValidator : AbstractValidator<OrderForm>
{
    public OrderFormValidator()
    {
        RuleFor(f => f.Number).MaximumLength(ProgramOrder.NumberMaxLength).WithMessage("Сократите номер до {MaxLength} знаков.");
        RuleFor(f => f.DatedOn).NotNull().When(f => f.Number is not null).WithMessage("Введите дату приказа: номер уже есть.");
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите, о чём приказ.")
            .MaximumLength(ProgramOrder.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.Issuer).NotEmpty().WithMessage("Введите, кто издал приказ.").Limit(ContentLimits.Line);
        RuleFor(f => f.Approves).Must(codes => codes.All(code => OrderForm.Parse(code) is not null)).WithMessage("Выберите из списка, что утверждает приказ.");
        RuleFor(f => f.Items).Must(items => items.Count <= ContentLimits.Rows).WithMessage($"Пунктов не может быть больше {ContentLimits.Rows}.");
        RuleForEach(f => f.Items).ChildRules(item =>
        {
            item.RuleFor(i => i.Text).NotEmpty().When(i => !i.IsBlank).WithMessage("Введите текст пункта.");
            item.RuleFor(i => i.Text).Limit(ContentLimits.Text);
            item.RuleFor(i => i.Number).Limit(RoadmapSection.NumberMaxLength);
            item.RuleFor(i => i.Executors).Limit(ContentLimits.Line);
            item.RuleFor(i => i.Term).Limit(ContentLimits.Line);
        });
        foreach (var text in new System.Linq.Expressions.Expression<Func<OrderForm, string?>>[] { f => f.Preamble, f => f.Attachments, f => f.Control, f => f.Executor, f => f.ApprovalSheet, f => f.Distribution })
            RuleFor(text).Limit(ContentLimits.Text);
    }
}
