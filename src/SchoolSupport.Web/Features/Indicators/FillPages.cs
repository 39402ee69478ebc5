using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>A submission as pages: section by section to fill it, one page to check and send it, the department's page to read and answer it.</summary>
public sealed class FillPages(SubmissionReader reader, CurrentActor actor)
{
    /// <summary>Null when there is no such submission for the person, or no such section.</summary>
    /// <param name="step">1-based; null: the first that is not filled.</param>
    /// <param name="posted">What was typed and could not be saved: it is shown again.</param>
    public async Task<FillPage?> SectionAsync(Guid campaign, Guid? school, int? step, FillForm? posted, CancellationToken ct)
    {
        if (await reader.ReadAsync(campaign, school, ct) is not { } view)
            return null;
        var steps = StepsOf(view);
        var shown = step ?? WithRemark(view, steps) ?? steps.FirstOrDefault(s => s.State is not SectionState.Filled)?.Number ?? steps.Count;
        if (shown < 1 || shown > steps.Count || steps.Count == 0)
            return null;
        var current = steps[shown - 1];
        var fields = current.Section.Questions.Where(q => FormDefinition.Concerns(q, view.Answers.Traits, view.Answers.Answers))
            .SelectMany(q => q.Scope == QuestionScope.Class ? view.Answers.Classes.Select(c => (q, new AnswerKey(q.Code, c))) : [(q, new AnswerKey(q.Code))])
            .Select((pair, index) => FieldOf(view, pair.q, pair.Item2, index, posted)).ToList();
        return new FillPage(view, steps, current, fields, current.Section.Questions.Any(q => q.Scope == QuestionScope.Class), actor.IsSchool);
    }

    /// <summary>The first section that the department sent back with a remark.</summary>
    private static int? WithRemark(SubmissionView view, List<FillStep> steps) => view.Submission.State != SubmissionState.Returned ? null
        : steps.FirstOrDefault(step => step.Section.Questions.Any(question => view.Submission.RemarkList.Any(remark => remark.Field.Question == question.Code)))?.Number;

    /// <summary>Everything at once: before sending it, and after.</summary>
    public async Task<CheckPage?> CheckAsync(Guid campaign, Guid? school, CancellationToken ct)
    {
        if (await reader.ReadAsync(campaign, school, ct) is not { } view)
            return null;
        var steps = StepsOf(view);
        return new CheckPage(view, steps, [.. steps.Select(s => new CheckedSection(s, [.. FieldsOf(view, s)]))], actor.May(Permissions.MonitoringFill), actor.May(Permissions.MonitoringCollect) && !actor.IsSchool);
    }

    private static List<FillStep> StepsOf(SubmissionView view)
    {
        var steps = new List<FillStep>();
        foreach (var form in view.Forms)
        {
            var progress = view.ProgressOf(form).Sections;
            foreach (var section in form.Sections.Where(s => progress.Any(p => p.Title == s.Title)))
            {
                var state = progress.First(p => p.Title == section.Title);
                steps.Add(new FillStep(steps.Count + 1, form, section, state.State, state.Answered, state.Asked));
            }
        }
        return steps;
    }

    private static IEnumerable<FillField> FieldsOf(SubmissionView view, FillStep step) =>
        step.Section.Questions.Where(q => FormDefinition.Concerns(q, view.Answers.Traits, view.Answers.Answers))
            .SelectMany(q => q.Scope == QuestionScope.Class ? view.Answers.Classes.Select(c => (Question: q, Key: new AnswerKey(q.Code, c))) : [(Question: q, Key: new AnswerKey(q.Code))])
            .Select((pair, index) => FieldOf(view, pair.Question, pair.Key, index, null));

    private static FillField FieldOf(SubmissionView view, FormQuestion question, AnswerKey key, int index, FillForm? posted)
    {
        var row = view.Rows.GetValueOrDefault(key);
        var stored = AnswerWords.Typed(question, row);
        var sent = posted?.Answers.FirstOrDefault(a => a.Key == key);
        var findings = view.Findings.Where(f => f.Field == key).ToList();
        var asksComment = findings.Any(f => f.AsksComment) || row is { Comment.Length: > 0 } || view.Submission.State == SubmissionState.Returned && view.Submission.RemarkList.Any(r => r.Field == key);
        return new FillField(index, question, key, sent is null ? stored : sent.NotApplicable ? AnswerWords.NotApplicable : sent.Typed ?? "", stored, row?.Comment ?? "", asksComment,
            [.. findings.Where(f => f.Code != FormChecks.NoAnswer).Select(f => f.Message)],
            findings.Any(f => f.Code == FormChecks.NoAnswer), view.Submission.State == SubmissionState.Returned ? view.Submission.RemarkList.FirstOrDefault(r => r.Field == key)?.Text : null,
            row?.IsPrefilled == true, ShareOf(question, key, view.Answers.Answers), ShareOf(question, key, view.Answers.Previous), AnswerWords.Shown(question, row?.Answer ?? default),
            view.Answers.Previous.TryGetValue(key, out var before) ? AnswerWords.Shown(question, before) : null);
    }

    /// <summary>«9 из 14 (64,3 %)» for a part of a whole; null where there is no whole.</summary>
    private static string? ShareOf(FormQuestion question, AnswerKey key, IReadOnlyDictionary<AnswerKey, Answer> answers)
    {
        if (question.PartOf is not { } whole || answers.GetValueOrDefault(key).Count is not { } part || answers.GetValueOrDefault(new AnswerKey(whole, key.Class)).Count is not ({ } of and > 0) || part > of)
            return null;
        return RussianText.Share(part, of);
    }
}

/// <summary>One section of a campaign's forms.</summary>
public sealed record FillStep(int Number, FormDefinition Form, FormSection Section, SectionState State, int Answered, int Asked);

/// <param name="Typed">What the field shows.</param>
/// <param name="Stored">What is stored, in the same words: it goes along with the form, so that another person's newer value is not lost.</param>
/// <param name="Share">Of its whole, now and in the last submission.</param>
public sealed record FillField(
    int Index, FormQuestion Question, AnswerKey Key, string Typed, string Stored, string Comment, bool AsksComment, IReadOnlyList<string> Errors, bool IsMissing, string? Remark, bool IsPrefilled,
    string? Share, string? ShareBefore, string Shown, string? ShownBefore)
{
    public string Name => $"Form.Answers[{Index}]";
    public string Id => $"a-{Index}";
    public string Label => Key.Class is null ? Question.Text : $"{Key.Class}. {Question.Text}";
    public bool IsNotApplicable => Typed == AnswerWords.NotApplicable;
}

public sealed record FillPage(SubmissionView View, IReadOnlyList<FillStep> Steps, FillStep Step, IReadOnlyList<FillField> Fields, bool AsksClasses, bool IsSchool)
{
    public string Path => FillLinks.Form(View.Campaign.Id);
    public DateOnly Due => View.Submission.Rules.DueIn(View.Campaign.Rules);
    public bool MayEdit => View.WhyNotEditable is null;

    /// <summary>0…100, of all answers of all sections.</summary>
    public int Percent => Steps.Sum(s => s.Asked) is var asked and > 0 ? 100 * Steps.Sum(s => s.Answered) / asked : 0;
}

public sealed record CheckedSection(FillStep Step, IReadOnlyList<FillField> Fields);

public sealed record CheckPage(SubmissionView View, IReadOnlyList<FillStep> Steps, IReadOnlyList<CheckedSection> Sections, bool MayFill, bool MayDecide)
{
    /// <summary>How many answers a file has just brought; null: none was saved.</summary>
    public int? Saved { get; init; }
    public string Path => FillLinks.Form(View.Campaign.Id);
    public string Department => View.School is { } school ? $"/monitoring/campaigns/{View.Campaign.Id}/schools/{school.Id}" : $"/monitoring/campaigns/{View.Campaign.Id}/department";
    public DateOnly Due => View.Submission.Rules.DueIn(View.Campaign.Rules);
}

public static class FillLinks
{
    public static string Form(Guid campaign) => $"/monitoring/campaigns/{campaign}/form";
}

/// <summary>A posted section.</summary>
public sealed class FillForm
{
    public List<PostedAnswer> Answers { get; set; } = [];

    /// <summary>«exit» saves and leaves; otherwise the next section follows.</summary>
    public string? Then { get; set; }

    public IReadOnlyList<TypedAnswer> ToAnswers() => [.. Answers.Where(a => a.Question is not null).Select(a => new TypedAnswer(a.Key, a.Typed, a.NotApplicable, a.Comment, a.Was ?? ""))];

    /// <summary>Only what differs from what the form showed: a draft saved by itself does not mark the other fields as looked at.</summary>
    public IReadOnlyList<TypedAnswer> ToTouched() =>
        [.. ToAnswers().Where(a => a.Comment is not null || (a.NotApplicable ? AnswerWords.NotApplicable : a.Typed?.Trim() ?? "") != a.Was)];
}

public sealed class PostedAnswer
{
    public string? Question { get; set; }
    public string? Class { get; set; }
    public string? Typed { get; set; }
    public bool NotApplicable { get; set; }
    public string? Comment { get; set; }
    public string? Was { get; set; }

    public AnswerKey Key => new(Question ?? "", string.IsNullOrEmpty(Class) ? null : Class);
}

/// <summary>What the department asks to correct.</summary>
public sealed class ReturnSubmissionForm
{
    public List<PostedRemark> Remarks { get; set; } = [];
    public string? Comment { get; set; }
    public DateOnly? Until { get; set; }

    public IReadOnlyDictionary<AnswerKey, string> ToRemarks() => Remarks.Where(r => r.Question is not null && !string.IsNullOrWhiteSpace(r.Text))
        .GroupBy(r => new AnswerKey(r.Question!, string.IsNullOrEmpty(r.Class) ? null : r.Class)).ToDictionary(g => g.Key, g => g.First().Text!);
}

public sealed class PostedRemark
{
    public string? Question { get; set; }
    public string? Class { get; set; }
    public string? Text { get; set; }
}
