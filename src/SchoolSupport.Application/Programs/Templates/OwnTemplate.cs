using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs.Templates;

/// <summary>
/// A department's programme as a template. It keeps the whole programme as plain records and not the records of the product's templates, because these
/// cannot say all that a department may have written: fields and columns of its own, answered deadlines, grades in words. Years are those of
/// the programme until it is started; schools and names of persons are left out.
/// </summary>
/// <param name="FirstYear">The calendar year that the others are counted from.</param>
/// <param name="Years">Length in calendar years; one for a programme without a term.</param>
/// <param name="Participants">Groups that took part, without the schools.</param>
public sealed partial record OwnTemplate(int FirstYear, int Years, NewProgram Program, IReadOnlyList<TemplateParticipants> Participants)
{
    /// <summary>Where a person stood in running text; the program remarks on it before approving.</summary>
    private const string Blank = "___";
    private const int LongestTerm = 10;

    [GeneratedRegex(@"(?<!\p{L})О[ОУ](?!\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex SchoolsTerm();

    /// <param name="orders">Those that approve the version, without numbers and dates.</param>
    /// <param name="groups">Codes of the groups that took part, empty for none.</param>
    /// <param name="indicators">The department's own definitions.</param>
    /// <param name="otherwise">The first year when neither the term nor a table names one.</param>
    public static OwnTemplate Of(ProgramTree tree, IReadOnlyList<NewOrder> orders, IReadOnlyList<(string Group, string Reason)> groups, CarriedIndicators? indicators, int otherwise)
    {
        var program = tree.Program;
        var first = program.PeriodFrom?.Year ?? tree.Roadmaps.Select(r => r.Row.PlanYear ?? r.Row.OrderYear).Min() ?? otherwise;
        var years = program is { PeriodFrom: { } from, PeriodTo: { } to } ? to.Year - from.Year + 1 : 1;
        return new OwnTemplate(first, years, new NewProgram
        {
            Title = tree.Version.Title, DocumentKind = program.SchoolId is null ? program.DocumentKind : "roadmap", PeriodFrom = program.PeriodFrom, PeriodTo = program.PeriodTo,
            AcademicPlan = program.AcademicPlan, SchoolTerm = program.SchoolTerm, TemplateCode = program.TemplateCode, Content = WithoutPersons(tree.Content),
            Roadmaps = [.. tree.Roadmaps.Select(r => Nameless(ProgramCopy.Roadmap(r)))], Orders = [.. orders.Select(Nameless)], Indicators = indicators,
        }, [.. groups.DistinctBy(g => g.Group).Select(g => new TemplateParticipants(g.Group.Length > 0 ? g.Group : null, SchoolGroupKind.Find(g.Group)?.Name ?? "Участники", Unnamed(g.Reason)))]);
    }

    /// <summary>What the page of questions shows of it; the rest of the template is not asked about.</summary>
    /// <param name="code">Stands in the address.</param>
    public ProgramTemplate Head(string code, string name, string description) => new()
    {
        Code = code, Name = name, Description = description, Title = Program.Title, DocumentKind = TemplateDocumentKind.Programme,
        // A programme of several years stays one: its texts speak of years in the plural.
        Years = Years == 1 ? new TemplateYears(1, 1, 1) : new TemplateYears(Years, 2, Math.Max(LongestTerm, Years)),
        Questions = [], Passport = [], LegalBases = [], Indicators = [], Roadmaps = [], Participants = Participants,
    };

    /// <summary>The programme of other years: moved as a plan for another year is, and lengthened or shortened where it names its own term.</summary>
    /// <param name="years">As many as <see cref="Head"/> allows.</param>
    /// <param name="schoolsTerm">«ОО» or «ОУ».</param>
    public NewProgram Start(int startYear, int years, string schoolsTerm, IReadOnlyList<NewParticipant> participants)
    {
        var (by, last) = (startYear - FirstYear, startYear + Years - 1);
        var moved = Program with
        {
            Title = YearShift.Text(Program.Title, by), PeriodFrom = Program.PeriodFrom?.AddYears(by), PeriodTo = Program.PeriodTo?.AddYears(by + years - Years),
            Content = NextYear.Content(Program.Content, by), Roadmaps = [.. Program.Roadmaps.Select(r => NextYear.Roadmap(r, by))], Orders = [.. Program.Orders.Select(o => Moved(o, by))],
            Indicators = Program.Indicators is { } own ? own with { MovedBy = by } : null,
        };
        var words = JsonSerializer.SerializeToNode(moved, ProgramJson.Options)!;
        var retold = Retold(words, text => Termed(YearShift.Span(text, startYear, last, startYear + years - 1), schoolsTerm));
        return retold.Deserialize<NewProgram>(ProgramJson.Options)! with { SchoolTerm = schoolsTerm, Participants = participants };
    }

    private string Termed(string text, string schoolsTerm) => schoolsTerm == Program.SchoolTerm ? text : SchoolsTerm().Replace(text, schoolsTerm);

    private static JsonNode Retold(JsonNode node, Func<string, string> words) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : Retold(m.Value, words)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Retold(item, words))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(words(value.GetValue<string>())),
        _ => node.DeepClone(),
    };

    private static NewOrder Moved(NewOrder order, int by) => order with
    {
        // Laws that the preamble names keep their years.
        Title = YearShift.Text(order.Title, by),
        Details = order.Details with
        {
            Items = [.. order.Details.Items.Select(i => i with { Text = YearShift.Text(i.Text, by), Term = YearShift.Text(i.Term, by) })],
            Attachments = [.. order.Details.Attachments.Select(a => YearShift.Text(a, by))],
        },
    };

    private static NewRoadmap Nameless(NewRoadmap roadmap) => roadmap with
    {
        Measures =
        [
            .. roadmap.Measures.Select(m => m with
            {
                Schools = [], SchoolText = m.SchoolText is null ? null : "", Title = Unnamed(m.Title),
                ResponsibleText = m.ResponsibleText is { } words ? ResponsibleText.WithoutPersons(words, "") : null,
            }),
        ],
    };

    private static NewOrder Nameless(NewOrder order) => order with
    {
        Details = order.Details with
        {
            Items = [.. order.Details.Items.Select(i => i with { Text = Unnamed(i.Text), Executors = ResponsibleText.WithoutPersons(i.Executors, "") })],
            Control = Unnamed(order.Details.Control), Executor = "", ApprovalSheet = [.. order.Details.ApprovalSheet.Select(Unnamed)],
            Distribution = [.. order.Details.Distribution.Select(Unnamed)],
        },
    };

    private static ProgramContent WithoutPersons(ProgramContent content) =>
        content with { Passport = [.. content.Passport.Select(f => f with { Items = [.. f.Items.Select(Unnamed)] })] };

    private static string Unnamed(string text) => ResponsibleText.WithoutPersons(text, Blank);
}
