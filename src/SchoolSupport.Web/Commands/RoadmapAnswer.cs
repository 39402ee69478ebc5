using System.Text.Json;
using System.Text.Json.Nodes;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Import;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Commands;

/// <summary>
/// What <c>import-roadmap</c> prints. A section is named by its title, as a measure's section and as a section's parent. A text is null when the table
/// has no such column and empty when the cell is; a value of a cell merged downwards stands on every row that it covers.
/// </summary>
internal static class RoadmapAnswer
{
    /// <summary>Stands before every question about a deadline.</summary>
    private const string Unsure = "требует уточнения";

    /// <param name="program">Whose years the deadlines are read by; null: those of the plan alone.</param>
    /// <param name="stored">Null when nothing was stored: the answer then holds the tables alone.</param>
    public static object Of(IReadOnlyList<ReadRoadmapTable> tables, SupportProgram? program, Func<ReadRoadmapTable, TableChoice> choiceOf, StoredRoadmaps? stored)
    {
        var shown = tables.Select(t => Table(t, program, choiceOf(t))).ToList();
        return stored is null ? new { Tables = shown }
            : new { Tables = shown, Program = new { stored.Program.Id, stored.Program.Title }, UnmatchedSchools = stored.Unmatched, Committed = true };
    }

    public static void Say(IReadOnlyList<ReadRoadmapTable> tables, SupportProgram? program, Func<ReadRoadmapTable, TableChoice> choiceOf, StoredRoadmaps? stored)
    {
        foreach (var table in tables)
        {
            Console.WriteLine($"Таблица {table.Index} ({table.Place}) «{ImportedRoadmap.TitleOf(table)}»: разделов {table.Sections.Count}, мероприятий {table.Measures.Count}");
            Console.WriteLine($"Столбцы: {string.Join(" · ", table.Columns.Select(c => c.Heading))}");
            foreach (var measure in table.Measures)
                SayMeasure(table, measure, DeadlineOf(measure, program, choiceOf(table)));
        }
        if (stored is null)
        {
            if (tables.Count > 0)
                Console.WriteLine("Ничего не сохранено: повторите с --commit и --program.");
            return;
        }
        Console.WriteLine($"Сохранено в черновик «{stored.Program.Title}»: {RussianText.Count(stored.Measures, "мероприятие", "мероприятия", "мероприятий")}.");
        foreach (var school in stored.Unmatched)
            Console.WriteLine($"школа не сопоставлена: «{school}»");
    }

    private static void SayMeasure(ReadRoadmapTable table, ReadMeasure measure, StoredDeadline deadline)
    {
        if (measure.SectionIndex is { } section && (measure.Index == 0 || table.Measures[measure.Index - 1].SectionIndex != section))
            Console.WriteLine($"— {(table.Sections[section].Number is { } number ? number + ". " : "")}{Line(table.Sections[section].Title)}");
        Console.WriteLine($"{measure.Number ?? "·"}  {Line(measure.Title)}");
        Console.WriteLine($"    {Line(measure.DeadlineText ?? "")} → {ScheduleText.Words(deadline.Schedules)}; {Line(measure.ResponsibleText ?? "")}");
        foreach (var flag in Flags(measure, deadline))
            Console.WriteLine($"    ! {flag}");
    }

    private static object Table(ReadRoadmapTable table, SupportProgram? program, TableChoice choice) => new
    {
        table.Index,
        Columns = table.Columns.Select(c => c.Heading).ToList(),
        Sections = table.Sections.Select(s => new { s.Title, s.Number, Parent = s.ParentIndex is { } parent ? table.Sections[parent].Title : null }).ToList(),
        Measures = table.Measures.Select(m => Measure(table, m, DeadlineOf(m, program, choice))).ToList(),
    };

    private static object Measure(ReadRoadmapTable table, ReadMeasure measure, StoredDeadline deadline) => new
    {
        Section = measure.SectionIndex is { } section ? table.Sections[section].Title : null,
        measure.Number,
        measure.Title,
        measure.Form,
        Deadline = measure.DeadlineText,
        Schedule = measure.DeadlineText is null ? new JsonArray() : JsonSerializer.SerializeToNode(deadline.Schedules, ScheduleJson.Options),
        Responsible = measure.ResponsibleText,
        Indicator = measure.IndicatorText,
        Result = measure.ResultText,
        Schools = measure.SchoolMentions,
        Flags = Flags(measure, deadline),
    };

    private static StoredDeadline DeadlineOf(ReadMeasure measure, SupportProgram? program, TableChoice choice)
    {
        var context = program is null ? new DeadlineContext(PlanYear: choice.PlanYear) : RoadmapWriter.ContextOf(program, choice.PlanYear, null);
        var isInherited = string.IsNullOrWhiteSpace(measure.DeadlineText) && ImportedRoadmap.InheritedOf(measure, choice).ContainsKey(RoadmapColumn.Deadline);
        return RoadmapWriter.ReadDeadline(measure.DeadlineText, measure.Title, context with { InheritsFromAbove = isInherited });
    }

    private static List<string> Flags(ReadMeasure measure, StoredDeadline deadline) => measure.DeadlineText is null ? [.. measure.Flags]
        : [.. measure.Flags, .. deadline.Questions.Select(q => $"{Unsure}: {q}"), .. deadline.Notes];

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
