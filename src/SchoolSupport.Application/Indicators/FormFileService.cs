using SchoolSupport.Documents.Indicators;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Indicators;

/// <summary>A school's form as a file.</summary>
public sealed record FormWorkbook(byte[] Content, string FileName);

/// <summary>An answer that the file changes.</summary>
/// <param name="Cell">«E14»; null once it came back from the preview.</param>
/// <param name="Stored">What stands in the system now, as it would be typed.</param>
/// <param name="IsNewer">Somebody changed the stored answer after the file was made.</param>
/// <param name="Problem">Why it cannot be read as an answer; it is kept as it was typed.</param>
public sealed record FileChange(FormQuestion Question, AnswerKey Key, string? Cell, string Stored, string Typed, string Comment, bool IsNewer, string? Problem)
{
    public bool IsNotApplicable => Typed == AnswerWords.NotApplicable;
}

/// <summary>What saving a filled file would do.</summary>
/// <param name="Refusal">Why nothing of it can be taken; null when something can.</param>
/// <param name="Same">Answers that are in the system already.</param>
/// <param name="Blank">Empty cells: they change nothing.</param>
public sealed record FormFilePreview(SubmissionView View, string? Refusal, IReadOnlyList<Finding> Findings, IReadOnlyList<FileChange> Changes, int Same, int Blank);

/// <summary>A submission out to a workbook and back. Reading a workbook stores nothing: what it would change is shown first and saved as typed answers are.</summary>
public sealed class FormFileService(SubmissionReader reader)
{
    private const string Sheet = "Анкета";
    private const string AnswerColumn = "E";

    /// <summary>Null when there is no such submission for the actor.</summary>
    public async Task<FormWorkbook?> WriteAsync(Guid campaignId, Guid? schoolId, CancellationToken ct)
    {
        if (await reader.ReadAsync(campaignId, schoolId, ct) is not { } view)
            return null;
        var due = view.Submission.Rules.DueIn(view.Campaign.Rules);
        // A question that several forms ask stands in the file once: it is one answer.
        var seen = new HashSet<AnswerKey>();
        var template = new FormTemplate(OwnerOf(view),
        [
            RussianText.Nbsp($"Сдать до {RussianText.ShortDate(due)}. Заполните столбец «Ответ» и загрузите файл на странице анкеты; пустые ячейки ничего не изменят."),
            view.Campaign.Instruction, .. view.Forms.Select(form => form.Instruction).Where(text => text.Length > 0).Distinct(),
        ], [.. view.Forms.SelectMany(form => form.Sections.Select(section => SectionOf(view, form, section, seen))).Where(section => section.Fields.Count > 0)]);
        return new FormWorkbook(FormTemplateWriter.Write(template), $"Анкета. {view.Campaign.Title}. {template.Owner.SchoolName}.xlsx");
    }

    /// <summary>Null when there is no such submission for the actor.</summary>
    public async Task<FormFilePreview?> ReadAsync(Guid campaignId, Guid? schoolId, byte[] content, string fileName, CancellationToken ct)
    {
        if (await reader.ReadAsync(campaignId, schoolId, ct) is not { } view)
            return null;
        FormFile file;
        try
        {
            file = FormFileReader.Read(content, fileName, WorkbookLimits.Default, code => Find(view, code)?.Kind);
        }
        catch (WorkbookRefusedException refused)
        {
            return new FormFilePreview(view, $"{refused.Finding.Message} {refused.Finding.Action}".TrimEnd(), [], [], 0, 0);
        }
        if (WhyForeign(view, file.Owner) is { } reason)
            return new FormFilePreview(view, reason, [], [], 0, 0);
        return PreviewOf(view, file);
    }

    /// <summary>The preview again, from what it posted: after a conflict or a refusal nothing has to be uploaded twice.</summary>
    public async Task<FormFilePreview?> AgainAsync(Guid campaignId, Guid? schoolId, IReadOnlyList<TypedAnswer> typed, CancellationToken ct)
    {
        if (await reader.ReadAsync(campaignId, schoolId, ct) is not { } view)
            return null;
        var changes = from answer in typed
                      let question = Find(view, answer.Key.Question)
                      where question is not null
                      select ChangeOf(view, question, answer.Key, null, answer.Typed ?? "", answer.Comment ?? "", answer.Was);
        return new FormFilePreview(view, null, [], [.. changes], 0, 0);
    }

    private static FormFilePreview PreviewOf(SubmissionView view, FormFile file)
    {
        var changes = new List<FileChange>();
        var (same, blank) = (0, 0);
        foreach (var answer in file.Answers)
        {
            var question = Find(view, answer.Key.Question)!;
            var comment = view.Rows.GetValueOrDefault(answer.Key)?.Comment ?? "";
            if (answer.Typed.Length == 0)
                blank++;
            // Who did not touch a cell does not take back what was typed on the page meanwhile.
            else if (SameWords(answer.Typed, answer.Was) && (answer.Comment.Length == 0 || answer.Comment == comment) && view.Rows.ContainsKey(answer.Key))
                same++;
            else if (ChangeOf(view, question, answer.Key, answer.Cell, answer.Typed, answer.Comment, answer.Was) is var change
                && (change.Stored != change.Typed || (answer.Comment.Length > 0 && answer.Comment != comment)))
                changes.Add(change);
            else
                same++;
        }
        return new FormFilePreview(view, null, [.. file.Findings, .. FindingsOf(view, file, changes)], changes, same, blank);
    }

    private static FileChange ChangeOf(SubmissionView view, FormQuestion question, AnswerKey key, string? cell, string typed, string comment, string? was)
    {
        var stored = AnswerWords.Typed(question, view.Rows.GetValueOrDefault(key));
        var reading = AnswerReader.Read(question, typed);
        var words = reading.Answer is { State: AnswerState.NotApplicable } ? AnswerWords.NotApplicable
            : question.Kind == QuestionKind.Choice && reading.Answer is { Text: { } code } ? code
            : question.Kind == QuestionKind.YesNo && reading.Answer is { State: AnswerState.Given } yes ? yes.IsYes ? "да" : "нет"
            : reading.Answer is { State: AnswerState.Given, Number: { } number } ? number.ToString("0.######", RussianText.Culture) : typed;
        return new FileChange(question, key, cell, stored, words, comment, was is not null && stored.Length > 0 && !SameWords(Told(question, stored), was) && stored != was && stored != words, reading.Problem);
    }

    /// <summary>What the answers of the file would be found fault with, each at its cell: unread, out of range, a part above its whole.</summary>
    private static IEnumerable<Finding> FindingsOf(SubmissionView view, FormFile file, IReadOnlyList<FileChange> changes)
    {
        foreach (var unread in changes.Where(change => change.Problem is not null))
            yield return At(FindingSeverity.Error, "unread", $"{unread.Question.Text}: ответ не прочитан. {unread.Problem}.", unread.Cell, unread.Typed, null);
        var answers = view.Answers.Answers.ToDictionary();
        foreach (var change in changes.Where(change => change.Problem is null))
            answers[change.Key] = AnswerReader.Read(change.Question, change.Typed).Answer ?? default;
        var comments = view.Answers.Commented.Concat(changes.Where(change => change.Comment.Length > 0).Select(change => change.Key)).ToHashSet();
        var cells = file.Answers.ToDictionary(answer => answer.Key, answer => answer);
        var merged = view.Answers with { Answers = answers, Commented = comments };
        foreach (var finding in view.Forms.SelectMany(form => FormChecks.Of(form, merged)).Where(finding => finding.Code != FormChecks.NoAnswer).DistinctBy(finding => (finding.Field, finding.Code)))
            yield return At(finding.Severity, finding.Code, $"{Find(view, finding.Field.Question)?.Text}: {finding.Message}.", cells.GetValueOrDefault(finding.Field)?.Cell, cells.GetValueOrDefault(finding.Field)?.Typed, null);
        foreach (var newer in changes.Where(change => change.IsNewer))
            yield return At(FindingSeverity.Warning, "changed-meanwhile", $"{newer.Question.Text}: после скачивания файла ответ изменили на странице. Если сохранить, останется ответ из файла.", newer.Cell, newer.Typed, $"сейчас «{Told(newer.Question, newer.Stored)}»");
    }

    private static Finding At(FindingSeverity severity, string code, string message, string? cell, string? found, string? expected) =>
        new(severity, code, message, cell is null ? null : Sheet, cell is null ? null : int.Parse(cell.AsSpan(AnswerColumn.Length), System.Globalization.CultureInfo.InvariantCulture), cell is null ? null : AnswerColumn, found, expected);

    private static string? WhyForeign(SubmissionView view, FormTemplateOwner? owner) => owner is null
            ? "Это не файл анкеты: в нём нет служебного листа. Скачайте файл на этой странице и перенесите ответы в него."
        : owner.School != view.School?.Id
            ? $"Это файл другой школы: {owner.SchoolName}. Загрузите файл, который скачан для школы «{NameOf(view)}»."
        : owner.Campaign != view.Campaign.Id
            ? $"Это файл другого сбора: «{owner.CampaignTitle}». Скачайте файл для сбора «{view.Campaign.Title}» и перенесите ответы в него."
        : null;

    private static FormTemplateSection SectionOf(SubmissionView view, FormDefinition form, FormSection section, HashSet<AnswerKey> seen)
    {
        // A question that follows a «да» is in the file even before the «да» is: the file is filled in one go.
        var hopeful = view.Answers.Answers.ToDictionary();
        foreach (var condition in form.Questions.SelectMany(question => question.When).Where(condition => condition.Kind == ConditionKind.Answered))
            hopeful[new AnswerKey(condition.Code!)] = Answer.Yes;
        var prefilled = view.Rows.Count == 0 ? FormPrefill.Of(form, view.Answers.Previous) : new Dictionary<AnswerKey, Answer>();
        var fields = section.Questions.Where(question => FormDefinition.Concerns(question, view.Answers.Traits, hopeful)).SelectMany(question => view.Answers.KeysOf(question).Where(seen.Add).Select(key =>
        {
            var row = view.Rows.GetValueOrDefault(key);
            var answer = row is null && prefilled.TryGetValue(key, out var before)
                ? new FormAnswer { SubmissionId = view.Submission.Id, Question = key.Question, State = before.State, Number = before.Number, Text = before.Text, RecordedAt = default } : row;
            return new FormTemplateField(question, key, Told(question, AnswerWords.Typed(question, answer)), row?.Comment ?? "",
                view.Answers.Previous.TryGetValue(key, out var last) ? AnswerWords.Shown(question, last) : null);
        }));
        return new FormTemplateSection(section.Title, [.. fields]);
    }

    private static FormTemplateOwner OwnerOf(SubmissionView view) => new(view.Campaign.Id, view.Campaign.Title, view.School?.Id, NameOf(view));

    private static string NameOf(SubmissionView view) => view.School is { } school ? NaturalKey.Title(school.ShortName) : "Управление образования";

    private static FormQuestion? Find(SubmissionView view, string code) => view.Forms.Select(form => form.Find(code)).FirstOrDefault(question => question is not null);

    /// <summary>An option by its text instead of its code.</summary>
    private static string Told(FormQuestion question, string typed) =>
        question.Kind == QuestionKind.Choice && question.Options.FirstOrDefault(option => option.Code == typed) is { } option ? option.Text : typed;

    private static bool SameWords(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
