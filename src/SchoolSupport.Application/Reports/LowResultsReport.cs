using SchoolSupport.Application.Identification;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Reports;

/// <summary>
/// The official list of schools with low results, from a stored run. The internal edition prints every count and how far
/// each verdict is from changing; the one for publication prints no count under five, none that can be worked out, and no
/// sentence that tells one.
/// </summary>
public sealed class LowResultsReport
{
    /// <summary>Schools off the list whose verdict at most this many pupils would change are named.</summary>
    private const int NearFrom = 2;

    private readonly LowResultsData data;
    private readonly ReportEdition edition;
    private readonly SchoolTerm term;
    private readonly LowResultsPhrases phrases;
    private readonly LowResultsTables tables;
    private readonly EvaluatedSchool[] included;

    private LowResultsReport(LowResultsData data, ReportEdition edition)
    {
        (this.data, this.edition) = (data, edition);
        term = SchoolTerm.Of(data.Tenant.SchoolTerm);
        phrases = new LowResultsPhrases(Evaluation.Rules, data.Run.Year, term, data.Titles);
        tables = new LowResultsTables(data, edition);
        included = Evaluation.Schools.Where(data.IsOnList).ToArray();
    }

    private Evaluation Evaluation => data.Run.Evaluation;
    private AcademicYear Year => data.Run.Year;
    private bool IsPublic => edition == ReportEdition.Publication;

    public static OfficialDocument Make(LowResultsData data, ReportEdition edition) => new LowResultsReport(data, edition).Document();

    private OfficialDocument Document() => new()
    {
        Title = $"Список общеобразовательных {term.Many} с низкими образовательными результатами по итогам {Year} учебного года",
        Kind = "СПИСОК",
        TitleLines =
        [
            $"общеобразовательных {term.Many} {data.Tenant.NameGenitive}",
            "с низкими образовательными результатами",
            PaperWords.Text($"по итогам {Year} учебного года"),
        ],
        Authority = PaperWords.Authority(data.Tenant),
        Approval = data.Run.ApprovalDocument is { Length: > 0 } order
            ? ["УТВЕРЖДЁН", PaperWords.Text($"приказом {data.Tenant.AuthorityGenitive}"), PaperWords.Text(order)] : [],
        Registration = data.Run.ApprovalDocument is { Length: > 0 } ? null : PaperWords.Registration(data.Today),
        Stamp = IsPublic ? (data.Run.IsApproved ? null : Draft) : data.Tenant.MarkInternal ? PaperWords.Text("Для служебного пользования") : null,
        EditionMark = IsPublic ? "Издание для публикации" : data.Run.IsApproved ? null : Draft,
        Sections = PaperWords.Numbered(
        [
            new("Основание", [PaperWords.Paragraph(Basis())]),
            new("Порядок выявления", [.. Method()]),
            new($"{SchoolTerm.Capital(term.Few)}, включённые в Список", [.. IncludedBlocks()]),
            InsufficientSection(),
            DecisionSection(),
            MarginSection(),
            ReorganisationSection(),
            FederalSection(),
        ]),
        Signature = PaperWords.Signature(data.Tenant),
        Executor = PaperWords.Executor(data.Tenant),
        Appendices = [.. Appendices()],
    };

    private const string Draft = "Проект";

    private string Basis()
    {
        const string law = "статьёй 97 Федерального закона от 29 декабря 2012 г. № 273-ФЗ «Об образовании в Российской Федерации»";
        var start = data.Tenant.MethodologyBasis.Trim().TrimEnd('.') is { Length: > 0 } basis
            ? $"Список составлен в соответствии со {law}. Основание расчёта: {basis} (далее — Методика). "
            : $"Список составлен в соответствии со {law} и приказом {data.Tenant.AuthorityGenitive} от «___» __________ 20__ г. № ____ "
                + "«Об утверждении методики выявления школ с низкими образовательными результатами» (далее — Методика). ";
        var noHistory = Evaluation.Schools.All(s => s.Verdict.Previous.NothingReported || s.Verdict.Previous.NoHistory);
        return start + $"Расчёт № {data.Run.Number} выполнен {RussianText.LongDate(data.MadeOn)} "
            + (noHistory ? $"по результатам {Year} учебного года; за {Year.Previous} учебный год нет данных. "
                : $"по результатам {Year} и {Year.Previous} учебных годов. ")
            + $"Правила расчёта: «{Evaluation.Rules.Name}», редакция {Evaluation.Rules.Version}."
            + (data.Run.IsApproved ? "" : " Расчёт не утверждён, документ является проектом.");
    }

    private IEnumerable<DocumentBlock> Method()
    {
        yield return PaperWords.Paragraph(phrases.Definition());
        yield return PaperWords.Paragraph(phrases.Criteria());
        if (IsPublic)
            yield return PaperWords.Paragraph("В издании для публикации числа участников и не справившихся, меньшие 5, и числа, по которым их можно вычислить, "
                + $"заменены словами «менее 5» или «{ReportCells.Hidden}»; числа за {Year.Previous} учебный год не приводятся. На выводы это не влияет.");
    }

    private IEnumerable<DocumentBlock> IncludedBlocks()
    {
        var calculated = included.Where(s => s.Verdict.Verdict == Verdict.Included).ToArray();
        int Of(Ternary first, Ternary second) => calculated.Count(s => s.Verdict.Criterion1 == Ternary.Yes == (first == Ternary.Yes)
            && s.Verdict.Criterion2 == Ternary.Yes == (second == Ternary.Yes));
        yield return PaperWords.Paragraph(phrases.Included((Of(Ternary.Yes, Ternary.No), Of(Ternary.No, Ternary.Yes), Of(Ternary.Yes, Ternary.Yes),
            included.Length - calculated.Length), Evaluation.Schools.Count)
            + (IsPublic ? $" Результаты всех {term.Many} за {Year} учебный год — в приложении." : $" Результаты всех {term.Many} за два учебных года — в приложениях 1 и 2."));
        if (included.Length == 0)
            yield break;
        yield return tables.Included(included, term);
        if (included.Any(s => s.Verdict.HasSmallSample))
            yield return new Note(PaperWords.Text($"* Малая выборка: менее {Evaluation.Rules.SmallSampleBelow} участников."));
    }

    private DocumentSection? InsufficientSection()
    {
        var schools = Evaluation.Schools.Where(s => s.Verdict.Verdict == Verdict.InsufficientData && !data.IsOnList(s)).ToArray();
        return schools.Length == 0 ? null : new DocumentSection($"{SchoolTerm.Capital(term.Few)}, по которым недостаточно данных",
        [
            PaperWords.Paragraph($"Вывод не сделан по {term.CountDative(schools.Length)}. Отсутствие данных не означает отсутствия низких результатов; "
                + $"вывод будет сделан после получения данных, до этого {term.One} в Список не включается."),
            .. schools.Select(s => PaperWords.Lead(Name(s.SchoolId), phrases.Insufficient(s.Facts, s.Verdict, edition))),
        ]);
    }

    private DocumentSection? DecisionSection() => data.Decisions.Count == 0 ? null : new DocumentSection("Решения муниципалитета",
        [.. data.Decisions.Select(d => PaperWords.Lead(Name(d.SchoolId),
            $"{(d.IsIncluded ? term.Agree("включена", "включено") : term.Agree("исключена", "исключено"))} {(d.IsIncluded ? "в Список" : "из Списка")} решением от {RussianText.LongDate(d.DecidedOn)}. "
            + $"Основание: {d.Basis.Trim().TrimEnd('.')}."
            // The reason is in an officer's own words and may tell a count.
            + (IsPublic || d.Reason.Trim().Length == 0 ? "" : $" Причина: {d.Reason.Trim().TrimEnd('.')}.")))]);

    private DocumentSection? MarginSection()
    {
        if (IsPublic)
            return null;
        var lines = new List<DocumentBlock>();
        foreach (var school in Evaluation.Schools)
        {
            var margin = school.Verdict.Margin is { } m && (m.Leaves ? data.IsOnList(school) : m.Pupils <= NearFrom && data.DecisionFor(school.SchoolId) is null)
                ? phrases.Margin(school.Verdict) : null;
            var onThreshold = phrases.OnThreshold(school.Facts, school.Verdict).ToArray();
            if (margin is not null || onThreshold.Length > 0)
                lines.Add(PaperWords.Lead(Name(school.SchoolId), string.Join(' ', new[] { margin }.OfType<string>().Concat(onThreshold))));
        }
        if (lines.Count == 0 && !included.Any(s => s.Verdict.HasSmallSample))
            return null;
        return new DocumentSection("Запас до порога и малые выборки",
        [
            .. lines.Count == 0 ? Array.Empty<DocumentBlock>() : [PaperWords.Paragraph(
                $"Ниже указано, при каких результатах {Year} учебного года изменился бы вывод: для {term.Many} Списка — всегда, для остальных — если вывод зависит не более чем от двух участников."), .. lines],
            .. SmallSamples(),
        ]);
    }

    private IEnumerable<DocumentBlock> SmallSamples()
    {
        var small = included.Sum(s => new[] { s.Verdict.Current, s.Verdict.Previous }.Sum(y => y.Procedures.Count(p => p is { IsLow: true, SmallSample: true })));
        if (small == 0)
            yield break;
        yield return PaperWords.Paragraph($"В таблице 1 {RussianText.Plural(small, "отмечен", "отмечены", "отмечено")} {RussianText.Count(small, "результат", "результата", "результатов")} "
            + $"с числом участников менее {Evaluation.Rules.SmallSampleBelow}. Методика не исключает такие результаты, но при малом числе участников доля зависит от результата одного обучающегося; "
            + "вывод требует подтверждения результатами следующего года.");
    }

    private DocumentSection? ReorganisationSection() => data.Closed.Count == 0 ? null : new DocumentSection("Реорганизация",
        [.. data.Closed.Select(c => PaperWords.Lead(c.Name, c.Successor is null
            ? $"деятельность прекращена с {RussianText.LongDate(c.ClosedOn)}; в расчёт за {Year} учебный год {term.One} не входит."
            : $"с {RussianText.LongDate(c.ClosedOn)} {term.Agree("присоединена", "присоединено")} к {term.DativeOne} {c.Successor}; результаты {Year.Previous} учебного года "
                + (c.CountsWithSuccessor ? "прибавлены к результатам правопреемника." : "правопреемнику не передаются.")))]);

    private DocumentSection FederalSection() => new LowResultsFederal(data, edition, term, phrases).Section(included.Length > 0 ? 2 : 1);

    private IEnumerable<DocumentSection> Appendices()
    {
        yield return new DocumentSection($"Результаты всех {term.Many} за {Year} учебный год",
            [tables.All(0, $"Не справившиеся из числа участников и их доля, {Year} учебный год", term), AppendixNote()])
        { Landscape = true, Mark = IsPublic ? "Приложение к Списку" : PaperWords.Text("Приложение 1 к Списку") };
        if (!IsPublic)
            yield return new DocumentSection($"Результаты всех {term.Many} за {Year.Previous} учебный год",
                [tables.All(1, $"Не справившиеся из числа участников и их доля, {Year.Previous} учебный год", term), AppendixNote()])
            { Landscape = true, Mark = PaperWords.Text("Приложение 2 к Списку") };
    }

    private Note AppendixNote() => new(PaperWords.Text(
        "Полужирным на сером фоне выделены низкие результаты. 0 из 0 — участников не было; н/д — сведения не получены; прочерк — процедура не проводится. "
        + "Итого — сумма чисел, а не среднее долей."
        + (IsPublic ? " «Менее 5» — участников меньше пяти; «скрыто» — число меньше пяти или позволяет его вычислить." : "")));

    private string Name(Guid schoolId) => data.Names.GetValueOrDefault(schoolId, "");
}
