namespace SchoolSupport.Domain.Indicators.Forms;

public enum SectionState
{
    NotStarted = 1,
    Started = 2,
    /// <summary>Everything that concerns the school is answered, and nothing holds it up.</summary>
    Filled = 3,
    /// <summary>Something that was answered is wrong or asks for a comment.</summary>
    HasErrors = 4,
}

/// <param name="Answered">Fields with an answer, «не применимо» included.</param>
/// <param name="Asked">Fields that concern the school; a question by class counts once for each class.</param>
public sealed record SectionProgress(string Title, SectionState State, int Answered, int Asked);

/// <summary>How far a school is with a form.</summary>
public sealed record FormProgress(IReadOnlyList<SectionProgress> Sections)
{
    public int Answered => Sections.Sum(section => section.Answered);
    public int Asked => Sections.Sum(section => section.Asked);

    /// <summary>Sections without a question for this school are left out; one that waits for the names of classes is not.</summary>
    public static FormProgress Of(FormDefinition form, FormAnswers answers)
    {
        var findings = FormChecks.Of(form, answers).Where(finding => finding.HoldsUp).ToLookup(finding => finding.Field);
        return new FormProgress([.. form.Sections.Select(section => Of(section, answers, findings)).OfType<SectionProgress>()]);
    }

    private static SectionProgress? Of(FormSection section, FormAnswers answers, ILookup<AnswerKey, FieldFinding> findings)
    {
        var asked = section.Questions.Where(question => FormDefinition.Concerns(question, answers.Traits, answers.Answers)).ToArray();
        if (asked.Length == 0)
            return null;
        var fields = asked.SelectMany(answers.KeysOf).ToArray();
        var answered = fields.Count(field => answers[field].State != AnswerState.Empty);
        var wrong = fields.Any(field => answers[field].State != AnswerState.Empty && findings.Contains(field));
        var open = answers.LacksClasses(asked) || fields.Any(findings.Contains);
        var state = wrong ? SectionState.HasErrors : !open && answered > 0 ? SectionState.Filled
            : answered == 0 ? SectionState.NotStarted : SectionState.Started;
        return new SectionProgress(section.Title, state, answered, fields.Length);
    }
}
