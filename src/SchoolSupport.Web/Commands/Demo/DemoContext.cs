using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>
/// What the indicators of the demonstration need beside files and forms: schools in groups, and results of grades 4 and 8 and of a regional work, which no
/// file of the samples has.
/// </summary>
internal sealed class DemoContext(IServiceProvider services, int last, DemoRisks risks, CancellationToken ct)
{
    private const string Basis = "Приказ № 31-од";

    private static readonly string[] Entered = ["vpr-math-4", "vpr-russian-4", "vpr-math-8", "vpr-russian-8"];

    private static readonly (string Code, string Name, int Grade)[] RegionalWorks =
        [("work-math-6", "Региональная диагностическая работа, математика, 6 класс", 6), ("work-russian-7", "Региональная диагностическая работа, русский язык, 7 класс", 7)];

    private readonly AppDbContext db = services.GetRequiredService<AppDbContext>();

    public async Task FillAsync()
    {
        if (await db.SchoolGroups.AnyAsync(ct))
            return;
        var schools = await db.Schools.AsNoTracking().Where(s => s.ClosedOn == null).OrderBy(s => s.SortName).ToListAsync(ct);
        var rural = schools.Where(s => !s.IsUrban).ToList();
        foreach (var school in rural.Take(3))
            Join(school, "SHNSU", new DateOnly(last - 2, 9, 1));
        Join(rural[0], "RESILIENT", new DateOnly(last + 1, 8, 20));
        Join(schools.First(s => s.IsUrban), "SITE_MUN", new DateOnly(last - 1, 9, 1));
        Join(schools.Last(s => s.IsUrban), "SITE_REG", new DateOnly(last, 9, 1));
        foreach (var school in schools.Where(s => s.IsUrban && s.TeachesSecondary).Take(2))
            Join(school, "LEADER", new DateOnly(last - 2, 9, 1));
        await db.SaveAsync("schools.group-added", ct);
        await AddResultsAsync(schools);
    }

    private void Join(School school, string code, DateOnly from) =>
        db.SchoolGroups.Add(new SchoolGroup { SchoolId = school.Id, GroupCode = code, FromDate = from, Basis = Basis, CreatedAt = db.Now });

    private async Task AddResultsAsync(List<School> schools)
    {
        var procedures = await db.Procedures.Where(p => Entered.Contains(p.Code)).ToListAsync(ct);
        foreach (var (code, name, grade) in RegionalWorks)
        {
            var work = new Procedure { Code = code, Name = name, Family = ExamFamily.Other, Subject = code.Contains("math", StringComparison.Ordinal) ? "математика" : "русский язык", Grade = grade, SortOrder = 500 + grade };
            db.Procedures.Add(work);
            procedures.Add(work);
        }
        foreach (var school in schools)
            foreach (var procedure in procedures.Where(p => TaughtGrades.Cover(p.Family, p.Grade, school.TeachesBasic, school.TeachesSecondary)))
                for (var year = last - 2; year <= last; year++)
                    db.Results.Add(Result(school, procedure, year));
        await db.SaveAsync("assessments.result-entered", ct);
    }

    private SchoolResult Result(School school, Procedure procedure, int year)
    {
        var participants = Math.Max(2, (school.Pupils ?? 280) / 11);
        var failed = (int)(participants * risks.Weakness(school, procedure.Code, year));
        var (five, four) = ((participants - failed) / 5, (participants - failed) / 3);
        return new SchoolResult
        {
            SchoolId = school.Id, ProcedureId = procedure.Id, Year = year, VersionNumber = 1, IsCurrent = true, Participants = participants, Failed = failed,
            Mark2 = failed, Mark3 = participants - failed - four - five, Mark4 = four, Mark5 = five, Source = ResultSource.Form, RecordedRole = db.Actor.Role, RecordedBy = db.Actor.UserId, RecordedAt = db.Now,
        };
    }
}
