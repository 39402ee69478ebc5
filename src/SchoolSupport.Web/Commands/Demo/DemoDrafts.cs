using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>Programmes started from the templates as a department would, with its questions answered: nothing is left that forbids to approve them.</summary>
internal static class DemoDrafts
{
    private const string ActBlank = "от ___ № ___";
    private const string Blank = "___";

    /// <summary>What every department is asked; the names are fictional.</summary>
    private static readonly Dictionary<string, string> Answers = new()
    {
        ["method-service"] = "муниципальный методический центр",
        ["method-service-genitive"] = "муниципального методического центра",
        ["region-institute"] = "Северогорский институт развития образования",
        ["region-institute-genitive"] = "Северогорского института развития образования",
    };

    /// <param name="template">A code of <see cref="ProgramTemplates"/>.</param>
    /// <param name="today">Schedules of others («по графику») are set around this day.</param>
    public static NewProgram Of(Tenant tenant, string template, int startYear, int years, DateOnly today, IReadOnlyList<NewParticipant> participants)
    {
        var source = ProgramTemplates.Find(template)!;
        var known = TemplateAnswers.Of(tenant, startYear, years);
        var answers = source.Questions.Where(q => Answers.ContainsKey(q.Key)).Aggregate(known, (all, question) => all.With(question.Key, Answers[question.Key]));
        var started = ProgramStart.From(TemplateText.Fill(source, answers), tenant.SchoolTerm, participants);
        var act = $"от 10.12.{startYear - 1} № 1187-р";
        return started with
        {
            Content = Written(started.Content, act),
            Orders = [.. started.Orders.Select(o => o with { Details = o.Details with { Preamble = o.Details.Preamble.Replace(ActBlank, act, StringComparison.Ordinal) } })],
            Roadmaps = [.. started.Roadmaps.Select(r => Roadmap(started, r, today))],
        };
    }

    /// <summary>Acts get a number; what else the department would have to write is left out.</summary>
    private static ProgramContent Written(ProgramContent content, string act)
    {
        string Filled(string text) => text.Replace(ActBlank, act, StringComparison.Ordinal);
        return content with
        {
            Passport =
            [
                .. from field in content.Passport
                   let items = field.Items.Select(Filled).Where(item => !item.Contains(Blank, StringComparison.Ordinal)).ToList()
                   where items.Count > 0 || field.Items.Count == 0
                   select field with { Items = items },
            ],
            // The comments say what is to be filled in and looked up.
            LegalBases = [.. content.LegalBases.Select(b => b with { Verbatim = Filled(b.Verbatim), Comment = "" }).Where(b => !b.Verbatim.Contains(Blank, StringComparison.Ordinal))],
        };
    }

    private static NewRoadmap Roadmap(NewProgram program, NewRoadmap roadmap, DateOnly today)
    {
        var context = new DeadlineContext(program.PeriodFrom, program.PeriodTo, roadmap.PlanYear, roadmap.OrderYear, program.AcademicPlan || roadmap.AcademicPlan);
        // A methodist who has to report every month soon asks for a quarter.
        var source = roadmap with { Measures = [.. roadmap.Measures.Select(m => m.DeadlineText == "Ежемесячно" ? m with { DeadlineText = "Ежеквартально" } : m)] };
        var hosts = program.Participants.Take(2).Select(p => (p.SchoolId, (string?)null)).ToList();
        return source with
        {
            Measures = [.. source.Measures.Select((m, index) => Answered(m.SchoolScope == SchoolScope.Listed ? m with { Schools = hosts } : m, index, context, today))],
        };
    }

    private static NewMeasure Answered(NewMeasure measure, int index, DeadlineContext context, DateOnly today)
    {
        if (measure.InheritedFrom.ContainsKey(RoadmapColumn.Deadline) || measure.SubItems.Any(i => i.DeadlineText is not null))
            return measure;
        var reading = RoadmapWriter.ReadDeadline(measure.DeadlineText, measure.Title, context);
        var isOthers = reading.Schedules.All(s => s.Kind == ScheduleKind.External);
        if (!reading.NeedsAnswer && !isOthers)
            return measure;
        // Examinations and ВПР are held in spring, whoever sets the days.
        var dates = measure.DeadlineText!.Contains("Рособрнадзора", StringComparison.Ordinal) ? [Spring] : Dates(measure.SchoolScope == SchoolScope.None ? index % 3 : index % 2, Inside(context, today));
        return measure with { Deadline = reading with { Schedules = isOthers ? dates : reading.Schedules, Answered = true } };
    }

    /// <summary>Days that somebody else's schedule has set, some past and some to come; some know only the half-years.</summary>
    private static IReadOnlyList<Schedule> Dates(int variant, DateOnly day) => variant switch
    {
        0 => [Days(day, -64, -60), Days(day, -33, -28), Days(day, -11, -6), Days(day, 3, 6), Days(day, 41, 45)],
        1 => [Days(day, -118, -110), Days(day, -46, -41), Days(day, -20, -16), Days(day, 8, 12)],
        _ => [new Schedule(ScheduleKind.Recurring) { Every = Recurrence.HalfYear }],
    };

    private static readonly Schedule Spring = new(ScheduleKind.Recurring) { Every = Recurrence.Year, FromMonth = 4, ToMonth = 6 };

    private static Schedule Days(DateOnly day, int from, int to) => new(ScheduleKind.DayRange) { From = day.AddDays(from), To = day.AddDays(to) };

    /// <summary>The day, or the nearest one around which the dates lie inside the programme.</summary>
    private static DateOnly Inside(DeadlineContext context, DateOnly day)
    {
        var (first, last) = (context.PeriodFrom!.Value.AddDays(120), context.PeriodTo!.Value.AddDays(-50));
        return day < first ? first : day > last ? last : day;
    }
}
