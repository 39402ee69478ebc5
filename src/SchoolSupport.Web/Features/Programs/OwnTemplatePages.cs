using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What the pages of a department's own templates show.</summary>
public sealed class OwnTemplatePages(AppDbContext db, ProgramFrames frames, ProgramTreeReader trees, OwnTemplateService templates, HistoryQueries history)
{
    public async Task<TemplateNewPage?> NewAsync(Guid id, int? number, OwnTemplateForm? posted, CancellationToken ct)
    {
        if (await frames.FindAsync(id, ProgramTab.Overview, ct, number) is not { } frame)
            return null;
        var tables = await trees.ReadTablesAsync(frame.Version.Id, ct);
        var named = tables.SelectMany(t => t.Measures.Where(m => SchoolMentions.In(m.Row.Title).Count > 0).Select(t.LabelOf)).ToList();
        var form = posted ?? new OwnTemplateForm { Id = Guid.CreateVersion7(), Title = Cut(frame.Title, TenantTemplate.TitleMaxLength) };
        form.Number = frame.Version.Number;
        return new TemplateNewPage(frame, form, named);
    }

    public async Task<TemplateEditPage?> EditAsync(Guid id, OwnTemplateForm? posted, CancellationToken ct) => await templates.FindAsync(id, ct) is var (row, _)
        ? new TemplateEditPage(id, row.Title, posted ?? OwnTemplateForm.Of(row), row.Version) : null;

    /// <param name="mine">Null when the template was to be removed.</param>
    public async Task<ConflictPage?> ConflictAsync(Guid id, OwnTemplateForm? mine, HttpRequest request, CancellationToken ct)
    {
        if (await db.TenantTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.RemovedAt == null, ct) is not { } stored)
            return null;
        var last = (await history.OfRowAsync("program_templates", id, 1, ct)).FirstOrDefault();
        ConflictField[] fields = mine is null
            ? [new ConflictField("Шаблон", "удалить", $"{stored.Title}. {stored.Description}")]
            : [new ConflictField("Название", mine.Title ?? "", stored.Title), new ConflictField("Описание", mine.Description ?? "", stored.Description)];
        var path = $"/programs/templates/{id}";
        return new ConflictPage(stored.Title, [.. fields.Where(f => f.Mine != f.Stored)], last?.Role ?? "", last?.When ?? "", path, mine is null ? $"{path}/remove" : path,
            ConflictPage.PostAgain(request, mine is null ? "version" : "Form.Version", stored.Version.ToString(RussianText.Culture)));
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <param name="NamingSchools">Labels of measures whose words name a school: those words stay.</param>
public sealed record TemplateNewPage(ProgramFrame Frame, OwnTemplateForm Form, IReadOnlyList<string> NamingSchools);

/// <param name="Version">Of the stored row, for removing it.</param>
public sealed record TemplateEditPage(Guid Id, string Title, OwnTemplateForm Form, uint Version);

public sealed class OwnTemplateForm
{
    public uint? Version { get; set; }

    /// <summary>Of the template to be made.</summary>
    public Guid? Id { get; set; }

    /// <summary>Which version of the programme becomes the template.</summary>
    public int? Number { get; set; }
    public string? Title { get; set; }
    public string? Description { get; set; }

    public static OwnTemplateForm Of(TenantTemplate row) => new() { Version = row.Version, Title = row.Title, Description = row.Description };

    public DescribeTemplate ToCommand() => new(Title!, Description ?? "", Id);
}

public sealed class OwnTemplateFormValidator : AbstractValidator<OwnTemplateForm>
{
    public OwnTemplateFormValidator()
    {
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название шаблона.")
            .MaximumLength(TenantTemplate.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.Description).MaximumLength(TenantTemplate.DescriptionMaxLength).WithMessage("Сократите описание до {MaxLength} знаков.");
    }
}
