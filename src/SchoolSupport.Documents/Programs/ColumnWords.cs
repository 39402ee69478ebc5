using System.Text;
using System.Text.RegularExpressions;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>Tells by its heading what a column holds.</summary>
internal static partial class ColumnWords
{
    // A heading is a few words; a longer text is a value.
    public const int LongestHeading = 150;

    private const string Latin = "aceopxykmhtb";
    private const string Cyrillic = "асеорхукмнтв";

    /// <summary>Null for words that no column of a roadmap goes by.</summary>
    public static (RoadmapColumn Kind, double Confidence)? Recognise(string heading)
    {
        if (heading.Length is 0 or > LongestHeading)
            return null;
        var text = Plain(heading);
        if (CodeHeading().IsMatch(text))
            return (RoadmapColumn.Code, ReadColumn.Sure);
        if (ResultForm().IsMatch(text))
            return (RoadmapColumn.Result, ReadColumn.Sure);
        return Earliest(Strong, text, 0, ReadColumn.Sure, ReadColumn.Likely)
            ?? Earliest(Weak, text, int.MaxValue, ReadColumn.Likely, ReadColumn.Likely)
            // «О т в е т с т в е н н ы й»: letters set apart.
            ?? Earliest(Strong, string.Concat(text.Where(char.IsLetter)), int.MaxValue, 0.6, 0.6);
    }

    /// <summary>A heading to compare with another: letters and digits only.</summary>
    public static string Key(string heading) => string.Concat(Plain(heading).Where(char.IsLetterOrDigit));

    /// <summary>The word that stands first decides: «Ответственные за проведение мероприятия» are persons.</summary>
    private static (RoadmapColumn, double)? Earliest(
        (Regex Words, RoadmapColumn Kind)[] vocabulary, string text, int sureUpTo, double sure, double likely)
    {
        (RoadmapColumn Kind, int At)? best = null;
        foreach (var (words, kind) in vocabulary)
            if (words.Match(text) is { Success: true } match && (best is null || match.Index < best.Value.At))
                best = (kind, match.Index);
        if (best is not { } found)
            return null;
        return found.Kind == RoadmapColumn.Other ? null : (found.Kind, found.At <= sureUpTo ? sure : likely);
    }

    private static string Plain(string heading)
    {
        var plain = new StringBuilder(heading.Length);
        var lower = TornWord().Replace(heading, "$1$2").ToLowerInvariant();
        var cyrillic = lower.Any(c => c is >= 'а' and <= 'я');
        foreach (var c in lower)
        {
            var at = cyrillic ? Latin.IndexOf(c) : -1;
            var letter = at >= 0 ? Cyrillic[at] : c == 'ё' ? 'е' : char.IsWhiteSpace(c) ? ' ' : c;
            if (letter != ' ' || (plain.Length > 0 && plain[^1] != ' '))
                plain.Append(letter);
        }
        return plain.ToString().Trim();
    }

    private static readonly (Regex Words, RoadmapColumn Kind)[] Strong =
    [
        (OtherWords(), RoadmapColumn.Other),
        (DeadlineWords(), RoadmapColumn.Deadline),
        (ResponsibleWords(), RoadmapColumn.Responsible),
        (FormWords(), RoadmapColumn.Form),
        (IndicatorWords(), RoadmapColumn.Indicator),
        (ResultWords(), RoadmapColumn.Result),
        (SchoolWords(), RoadmapColumn.Schools),
        (LevelWords(), RoadmapColumn.Level),
        (TitleWords(), RoadmapColumn.Title),
    ];

    private static readonly (Regex Words, RoadmapColumn Kind)[] Weak =
    [
        (WeakTitleWords(), RoadmapColumn.Title),
        (WeakResultWords(), RoadmapColumn.Result),
        (WeakResponsibleWords(), RoadmapColumn.Responsible),
        (WeakDeadlineWords(), RoadmapColumn.Deadline),
    ];

    [GeneratedRegex(@"(\p{L})-\s*\n\s*(\p{Ll})")]
    private static partial Regex TornWord();

    [GeneratedRegex(@"^(?:(?:№№?|n[oо]?\.?|#)\s*(?:п\s?[./\\]?\s?п\s?\.?|мероприяти\w*|пункта?\w*(?: плана)?|строки|п\.?)?|п\s?[./\\]\s?п\s?\.?|номер(?: (?:п\s?[./]\s?п\.?|мероприятия|пункта))?|код(?: мероприятия)?|пункт(?: плана)?)$")]
    private static partial Regex CodeHeading();

    [GeneratedRegex(@"^форм\w* (?:и (?:вид|срок)\w* )?(?:представлен|предъявлен|предоставлен|отчет|завершен|фиксац|подведен|документ|итог)")]
    private static partial Regex ResultForm();

    [GeneratedRegex(@"примечан|отметк|финанс|объем|источник|сумма|стоимост|бюджет|статус|ссылк|выполнен|целев\w+ (?:групп|аудитор)|категори|количеств|охват|участник|^цел[ьи]|контроль\w* за|приоритет|основани")]
    private static partial Regex OtherWords();

    [GeneratedRegex(@"(?<!\p{L})(?:срок|дата(?!\p{L})|даты(?!\p{L})|период|время|когда|график|календарн|месяц)")]
    private static partial Regex DeadlineWords();

    [GeneratedRegex(@"ответст|исполнител|(?<!\p{L})кто(?!\p{L})|организатор|куратор")]
    private static partial Regex ResponsibleWords();

    [GeneratedRegex(@"(?<!\p{L})(?:форм[аы](?!\p{L})|формат|место (?:проведен|реализ))")]
    private static partial Regex FormWords();

    [GeneratedRegex(@"показател|критери|индикатор|целев\w+ значен")]
    private static partial Regex IndicatorWords();

    [GeneratedRegex(@"результат|продукт|вид\w* документ|подтвержда|отчетн|эффект")]
    private static partial Regex ResultWords();

    [GeneratedRegex(@"образоват\w+ (?:организац|учрежден)|(?<!\p{L})школ|(?<!\p{L})о[оу](?!\p{L})")]
    private static partial Regex SchoolWords();

    [GeneratedRegex(@"(?<!\p{L})уровень|(?<!\p{L})уровни")]
    private static partial Regex LevelWords();

    [GeneratedRegex(@"мероприят|(?<!\p{L})мер[аы](?!\p{L})|действи|событи|содержани|деятельност|(?<!\p{L})работы(?!\p{L})|(?<!\p{L})что (?:делаем|сделать)")]
    private static partial Regex TitleWords();

    [GeneratedRegex(@"наименован|названи|направлен|задач|вопрос|(?<!\p{L})тема|(?<!\p{L})работа(?!\p{L})")]
    private static partial Regex WeakTitleWords();

    [GeneratedRegex(@"ожидаем|планируем|(?<!\p{L})итог|документ")]
    private static partial Regex WeakResultWords();

    [GeneratedRegex(@"(?<!\p{L})ф\.?\s?и\.?\s?о|должност")]
    private static partial Regex WeakResponsibleWords();

    [GeneratedRegex(@"^(?:начало|окончание|завершение)|^(?:[1-4]|i{1,3}|iv)(?:-?й)?\s?кв(?:артал|\.)?$|^(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)$")]
    private static partial Regex WeakDeadlineWords();
}
