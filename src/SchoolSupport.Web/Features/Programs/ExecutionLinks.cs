using Microsoft.AspNetCore.WebUtilities;
using SchoolSupport.Application.Programs.Execution;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Addresses of the pages of execution.</summary>
public static class ExecutionLinks
{
    public const string Review = "/programs/execution/review";
    public const string Tasks = "/programs/tasks";
    public const string Calendar = "/programs/calendar";

    public static string Program(Guid program) => $"/programs/{program}/execution";

    public static string Measure(Guid program, Guid line) => $"/programs/{program}/execution/{line}";

    /// <summary>The page of one line. A key may hold any sign, hence it stands in the query.</summary>
    public static string Report(LineAddress line, string? done = null) => Query($"{Measure(line.ProgramId, line.MeasureLineId)}/report", line, done);

    public static string Cancel(LineAddress line) => Query($"{Measure(line.ProgramId, line.MeasureLineId)}/cancel", line, null);

    public static string Report(ReportOf report) =>
        Report(new LineAddress(report.Report.ProgramId, report.Report.MeasureLineId, report.Report.Key, report.Report.SchoolId));

    /// <summary>A school's person goes straight to the own report, the department to all lines of the measure.</summary>
    public static string Of(Deadline deadline, Guid? ownSchool) => ownSchool is not null || deadline.Lines.Count == 1
        ? Report(new LineAddress(deadline.Execution.Program.Id, deadline.Measure.Measure.LineId, deadline.Occurrence.Key, deadline.Lines[0].SchoolId))
        : Measure(deadline.Execution.Program.Id, deadline.Measure.Measure.LineId);

    private static string Query(string path, LineAddress line, string? done) => QueryHelpers.AddQueryString(path, new (string Name, string? Value)[]
    {
        ("key", line.Key), ("school", line.SchoolId?.ToString()), ("done", done),
    }.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value)));
}
