using System.Globalization;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Templates;

/// <summary>
/// Turns a filled template into a programme before it has rows. The places of fields are cast: both enumerations have the
/// same members in the same order, and a test compares their names.
/// </summary>
public static class ProgramStart
{
    /// <param name="schoolsTerm">«ОО» or «ОУ».</param>
    /// <param name="participants">Chosen by the department; a template names no schools.</param>
    public static NewProgram From(FilledTemplate filled, string schoolsTerm, IReadOnlyList<NewParticipant> participants)
    {
        var template = filled.Program;
        return new NewProgram
        {
            Title = template.Title,
            DocumentKind = template.DocumentKind == TemplateDocumentKind.Plan ? "plan" : "programme",
            PeriodFrom = new DateOnly(filled.FirstYear, 1, 1),
            PeriodTo = new DateOnly(filled.LastYear, 12, 31),
            AcademicPlan = template.AcademicPlan,
            SchoolTerm = schoolsTerm,
            TemplateCode = template.Code,
            Content = Content(filled),
            Roadmaps = [.. template.Roadmaps.Select(roadmap => Roadmap(filled, roadmap))],
            Participants = participants,
            Orders = [.. template.Orders.Select(Order)],
        };
    }

    private static ProgramContent Content(FilledTemplate filled)
    {
        var template = filled.Program;
        return new ProgramContent
        {
            Passport = [.. template.Passport.Select(f => new PassportField(f.Key, f.Label, f.Kind is TemplateFieldKind.List, f.Items, (FieldPlace)f.Place))],
            Directions = [.. template.Directions.Select(d => new ProgramDirection(d.Title, d.Goal, d.Tasks, d.Indicators, [], d.Number))],
            Stages = [.. template.Stages.Select(s => new ProgramStage(Numbered(s.Number, s.Title), "", s.Content))],
            ManagerialMeasures =
            [
                .. from priority in template.Priorities
                   from measure in priority.Measures
                   select new ManagerialMeasure(Numbered(priority.Number, priority.Title), measure.Task, measure.Achievement, string.Join('\n', measure.Preparation)),
            ],
            LegalBases = [.. template.LegalBases.Select(b => new LegalBasis(b.Kind, b.Issuer, b.Date, b.Number ?? "", b.Title, b.Verbatim, b.Note ?? ""))],
            Indicators = [.. template.Indicators.Select(i => Indicator(i, filled))],
        };
    }

    private static string Numbered(string number, string title) => number.Length == 0 ? title : $"{number}. {title}";

    private static ProgramIndicator Indicator(TemplateIndicator source, FilledTemplate filled)
    {
        var target = source.Target is { } t ? $"{(t.Comparison == TemplateComparison.AtLeast ? "не менее " : "")}{RussianText.Decimal(t.Value)}" : null;
        var years = Enumerable.Range(filled.FirstYear, filled.LastYear - filled.FirstYear + 1);
        return new ProgramIndicator(
            source.Code, source.Name, UnitOf(source.Unit), KindOf(source), source.Wish != TemplateWish.Lower, source.Numerator ?? "", source.Denominator ?? "",
            PeriodOf(source.Period), ScopeOf(source.Scope),
            target is null ? new Dictionary<string, string>() : years.ToDictionary(y => y.ToString(CultureInfo.InvariantCulture), _ => target),
            Note(source));
    }

    private static string Note(TemplateIndicator source)
    {
        string?[] parts =
        [
            source.Supplier.Length > 0 ? $"Кто представляет: {source.Supplier}" : null,
            source.Parts.Count > 0 ? $"По отдельности: {string.Join(", ", source.Parts)}" : null,
            source.ListOf is { } list ? $"Перечисляются: {list}" : null,
            source.Note,
        ];
        return string.Join(". ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string UnitOf(TemplateUnit unit) => unit switch
    {
        TemplateUnit.Percent => "%",
        TemplateUnit.Count => "единиц",
        TemplateUnit.YesNo => "да/нет",
        TemplateUnit.List => "перечень",
        TemplateUnit.Difference => "разность",
        _ => "индекс",
    };

    private static string KindOf(TemplateIndicator source) => (source.Kind, source.Unit) switch
    {
        (TemplateIndicatorKind.Share, _) => "share",
        (TemplateIndicatorKind.Count, _) => "count",
        (TemplateIndicatorKind.Difference, _) => "difference",
        (TemplateIndicatorKind.Method, _) => "method",
        (_, TemplateUnit.List) => "list",
        _ => "yes-no",
    };

    private static string PeriodOf(TemplatePeriod period) => period switch
    {
        TemplatePeriod.Once => "один раз",
        TemplatePeriod.Year => "ежегодно",
        TemplatePeriod.YearSeptember => "ежегодно, сентябрь",
        TemplatePeriod.YearAugust => "ежегодно, август",
        TemplatePeriod.YearAfterExams => "ежегодно, после итоговой аттестации",
        TemplatePeriod.HalfYear => "два раза в год, январь и июнь",
        _ => "постоянно",
    };

    private static string ScopeOf(TemplateIndicatorScope scope) => scope switch
    {
        TemplateIndicatorScope.Municipality => "муниципалитет",
        TemplateIndicatorScope.Group => "группа школ",
        _ => "школа",
    };

    private static NewOrder Order(TemplateOrder source) => new(source.Title, source.Issuer, new OrderDetails
    {
        Preamble = source.Preamble,
        Items = [.. source.Items.Select(i => new OrderItem(i.Number, i.Text, i.Executors, i.Term))],
        Attachments = source.Attachments,
        Control = source.Control,
        ApprovalSheet = source.ApprovalSheet,
        Distribution = source.Distribution,
    }, source.Approves);

    private static NewRoadmap Roadmap(FilledTemplate filled, TemplateRoadmap source)
    {
        var sections = Indexes(source.Sections.Select(s => s.Key));
        var measures = Indexes(source.Measures.Select(m => m.Key));
        return new NewRoadmap(
            source.Title, [.. source.Columns.Select(c => new RoadmapColumnHeading(c.Kind, c.Heading))], filled.PlanYear(source), filled.OrderYear(source),
            [.. source.Sections.Select(s => new NewSection(s.Number, s.Title, s.Parent is { } parent ? sections[parent] : null))],
            [.. source.Measures.Select(m => Measure(m, sections, measures))], source.Direction, source.AcademicPlan);
    }

    private static Dictionary<string, int> Indexes(IEnumerable<string> keys) => keys.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);

    private static NewMeasure Measure(TemplateMeasure source, Dictionary<string, int> sections, Dictionary<string, int> measures) => new()
    {
        Section = source.Section is { } section ? sections[section] : null,
        Parent = source.Parent is { } parent ? measures[parent] : null,
        Code = source.Code,
        Title = source.Title,
        Form = source.Form,
        DeadlineText = source.Deadline,
        ResponsibleText = source.Responsible,
        IndicatorText = source.Indicator,
        ResultText = source.Result,
        InheritedFrom = source.Inherits.ToDictionary(pair => pair.Key, pair => measures[pair.Value]),
        SubItems = [.. source.SubItems.Select(item => new NewSubItem(item.Title, item.Deadline, item.Result, item.Level))],
        SchoolScope = source.Schools.Scope,
        GroupCode = source.Schools.Group,
        Grades = GradesOf(source.Schools.Grades),
        Artefacts = source.Artefacts,
        Level = source.Level,
    };

    /// <summary>«9 (школы …); 9 и 11 (школы …)».</summary>
    private static string? GradesOf(IReadOnlyList<TemplateGrades>? grades) =>
        grades is null ? null : string.Join("; ", grades.Select(g => $"{string.Join(" и ", g.Grades)} ({g.Schools})"));
}
