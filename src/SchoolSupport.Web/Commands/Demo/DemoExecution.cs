using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>
/// What was done of a programme in force by today: most of what is due is reported and confirmed, the newest part of it waits, came back or is late,
/// and a little of what is to come has begun. Which is which follows from the order of the terms, so that it is so on any date.
/// </summary>
internal sealed class DemoExecution(DemoDepartment department, CancellationToken ct)
{
    private enum Outcome { Done, Waits, Returned, Started, Left }

    private sealed record Term(MeasureExecution Measure, ExecutionLine Line, Outcome Outcome, int Number)
    {
        public DateOnly DoneOn => Line.Occurrence.Due!.Value.AddDays(-(Number % 5));

        public LineAddress Address(Guid program) => new(program, Measure.Measure.LineId, Line.Occurrence.Key, Line.SchoolId);
    }

    private static readonly string[] Comments =
    [
        "Проведено в срок, материалы приложены.", "Выполнено полностью. Итоги рассмотрены на совещании.", "Выполнено. Замечаний нет.",
        "Работа завершена, школы получили рекомендации.", "Выполнено, участвовали все приглашённые.",
    ];

    /// <param name="settled">Everything that was due is done: a plan of a year that is over.</param>
    public async Task ReportAsync(Guid program, bool settled)
    {
        var execution = await department.AsAsync(Roles.Head, s => s.GetRequiredService<ExecutionReader>().ReadAsync(program, ct));
        if (execution is null)
            return;
        var parties = execution.Measures.SelectMany(m => m.Lines, (measure, line) => (measure, line)).GroupBy(x => x.line.SchoolId)
            .OrderBy(of => of.Key is { } id ? execution.Schools[id].Place : -1)
            .Select((of, place) => (School: of.Key, Terms: Terms([.. of], execution, settled, of.Key, place))).ToList();
        await department.AsAsync(Roles.Methodist, s => RememberAsync(s.GetRequiredService<AppDbContext>(), execution, parties.SelectMany(p => p.Terms).Where(t => t.Outcome == Outcome.Done)));
        foreach (var (of, terms) in parties)
            if (of is { } school)
                await department.AsSchoolAsync(school, s => WriteAsync(s, execution, terms));
            else
                await department.AsAsync(Roles.Methodist, s => WriteAsync(s, execution, terms));
        await ReturnAsync(program, [.. parties.SelectMany(p => p.Terms).Where(t => t.Outcome == Outcome.Returned).Select(t => t.Address(program))]);
    }

    private List<Term> Terms(List<(MeasureExecution Measure, ExecutionLine Line)> lines, ProgramExecution execution, bool settled, Guid? school, int place)
    {
        var (today, isOfSchool) = (execution.Today, execution.Program.SchoolId is not null);
        var past = lines.Where(x => x.Line.Occurrence.Due < today).OrderByDescending(x => x.Line.Occurrence.Due).ToList();
        var next = settled ? [] : lines.Where(x => x.Line.Occurrence.Due >= today).OrderBy(x => x.Line.Occurrence.Due).Skip(1).Take(2);
        return
        [
            .. past.Select((x, index) => new Term(x.Measure, x.Line, settled ? Outcome.Done : isOfSchool ? index == 0 ? Outcome.Waits : Outcome.Done : OutcomeOf(index, school, place), index)),
            .. next.Select((x, index) => new Term(x.Measure, x.Line, Outcome.Started, past.Count + index)),
        ];
    }

    /// <param name="index">0 is the newest term that is over.</param>
    private Outcome OutcomeOf(int index, Guid? school, int place) => (index, school, place % 3) switch
    {
        (1 or 5, null, _) => Outcome.Left,
        (3, null, _) => Outcome.Started,
        (0, { } own, _) when own == department.OwnSchool => Outcome.Left,
        (1, { } own, _) when own == department.OwnSchool => Outcome.Returned,
        (2, { } own, _) when own == department.OwnSchool => Outcome.Waits,
        (0, not null, 0) or (1, not null, 1) or (2, not null, 2) => Outcome.Waits,
        (0, not null, 1) => Outcome.Left,
        (0, not null, 2) => Outcome.Returned,
        _ => Outcome.Done,
    };

    /// <summary>What was done long ago was reported and confirmed then: the services would date it today, and take half a minute for it.</summary>
    private async Task<int> RememberAsync(AppDbContext db, ProgramExecution execution, IEnumerable<Term> terms)
    {
        foreach (var term in terms.Where(t => t.Line.Report is null))
        {
            var handedIn = new DateTimeOffset(term.DoneOn.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
            var report = new ExecutionReport
            {
                ProgramId = execution.Program.Id, MeasureLineId = term.Measure.Measure.LineId, OccurrenceKey = term.Line.Occurrence.Key,
                OccurrenceTitle = term.Line.Occurrence.Title, Due = term.Line.Occurrence.Due, SchoolId = term.Line.SchoolId,
                Progress = ReportedStatus.Done, Review = ReportReview.Confirmed, DoneOn = term.DoneOn, Comment = Comments[term.Number % Comments.Length],
                ReportedBy = department.AuthorOf(term.Line.SchoolId), ReportedAt = handedIn, ReviewedBy = db.Actor.UserId, ReviewedAt = handedIn.AddHours(5),
            };
            db.ExecutionReports.Add(report);
            foreach (var (evidence, content) in EvidenceOf(execution, term).Select(item => DemoEvidence.Stored(item, report)))
            {
                db.ExecutionEvidence.Add(evidence);
                if (content is not null)
                    db.EvidenceContents.Add(content);
            }
        }
        return await db.SaveAsync(DemoSteps.Added, ct);
    }

    /// <summary>The newest terms go through the services of the pages.</summary>
    private async Task<int> WriteAsync(IServiceProvider services, ProgramExecution execution, List<Term> terms)
    {
        var (reports, papers, written) = (services.GetRequiredService<ExecutionService>(), services.GetRequiredService<EvidenceService>(), 0);
        foreach (var term in terms.Where(t => t.Outcome is not (Outcome.Left or Outcome.Done) && t.Line.Report is null))
        {
            var (line, isDone) = (term.Address(execution.Program.Id), term.Outcome != Outcome.Started);
            var evidence = isDone ? EvidenceOf(execution, term).ToList() : [];
            var version = evidence.Count > 0 ? await papers.AddAsync(line, evidence, null, ct) : null;
            await reports.ReportAsync(new ReportExecution(line, isDone ? ReportedStatus.Done : ReportedStatus.InProgress, isDone ? term.DoneOn : null,
                isDone ? Comments[term.Number % Comments.Length] : "Работа начата, материалы готовятся.", false, version), ct);
            written++;
        }
        return written;
    }

    private IEnumerable<NewEvidence> EvidenceOf(ProgramExecution execution, Term term)
    {
        var school = term.Line.SchoolId is { } id ? NaturalKey.Title(execution.Schools[id].ShortName) : null;
        var title = term.Line.Part.Title ?? term.Measure.Measure.Title;
        foreach (var kind in term.Measure.Measure.Artefacts)
            yield return DemoEvidence.Paper(kind, department.Tenant, school, title, term.DoneOn);
        if (term.Measure.Measure.Artefacts.Count == 0 && term.Number % 4 == 0)
            yield return DemoEvidence.Link(department.Tenant, title, 100 + term.Number);
    }

    /// <summary>The methodist reads some of what the schools handed in and gives it back.</summary>
    private Task<int> ReturnAsync(Guid program, HashSet<LineAddress> lines) => department.AsAsync(Roles.Methodist, async s =>
    {
        var execution = (await s.GetRequiredService<ExecutionReader>().ReadAsync(program, ct))!;
        var waiting = execution.Measures.SelectMany(m => m.Lines).Select(l => l.Report).OfType<ReportFact>()
            .Where(r => r.Review == ReportReview.Submitted && lines.Contains(new LineAddress(program, r.MeasureLineId, r.Key, r.SchoolId))).ToList();
        foreach (var report in waiting)
            await s.GetRequiredService<ExecutionService>().ReturnAsync(report.Id, "Приложите подписанный документ и укажите, кто отвечает за следующий шаг.", report.Version, ct);
        return waiting.Count;
    });
}
