using System.Globalization;
using System.Text.RegularExpressions;

namespace SchoolSupport.Documents.Assessments;

internal enum ColumnRole
{
    Other,
    School,
    SchoolCode,
    Login,
    Inn,
    Municipality,
    Year,
    Subject,
    Procedure,
    Category,
    SchoolCount,
    Participants,
    /// <summary>«Обучающихся», «выпускников»: participants only when nothing better stands beside.</summary>
    Roster,
    Failed,
    Mark,
    MeanMark,
    MeanScore,
    Score,
    Lowered,
    Confirmed,
    Raised,
    Percent,
    Ordinal,
    PupilCode,
    ClassName,
    Variant,
    Task,
    TotalScore,
    PupilMark,
    JournalMark,
    PersonName,
}

internal enum ColumnUnit { Unsaid, Count, Percent }

/// <summary>Which attempt a column counts.</summary>
internal enum ColumnAttempt { Unsaid, First, WithRetake }

/// <summary>Whom a column counts.</summary>
internal enum ColumnCategory { Unsaid, ThisYear, PreviousYears }

/// <summary>What captions mean; by words only, never by position.</summary>
internal static partial class Captions
{
    public const int LongestCaption = 160;

    /// <summary>The role of one caption that is already in plain spelling.</summary>
    public static ColumnRole RoleOf(string plain)
    {
        if (plain.Length is 0 or > LongestCaption)
            return ColumnRole.Other;
        foreach (var (role, pattern) in Roles)
            if (pattern.IsMatch(plain))
                return role;
        return ColumnRole.Other;
    }

    /// <summary>Order matters: a caption takes the first role that fits.</summary>
    private static readonly (ColumnRole Role, Regex Pattern)[] Roles =
    [
        (ColumnRole.PersonName, PersonName()),
        (ColumnRole.Ordinal, Ordinal()),
        (ColumnRole.Login, Login()),
        (ColumnRole.Inn, Inn()),
        (ColumnRole.JournalMark, JournalMark()),
        (ColumnRole.PupilCode, PupilCode()),
        (ColumnRole.SchoolCount, SchoolCount()),
        (ColumnRole.SchoolCode, SchoolCode()),
        (ColumnRole.School, School()),
        (ColumnRole.Municipality, Municipality()),
        (ColumnRole.Year, Year()),
        (ColumnRole.ClassName, ClassName()),
        (ColumnRole.Subject, Subject()),
        (ColumnRole.Procedure, Procedure()),
        (ColumnRole.Category, Category()),
        (ColumnRole.Variant, Variant()),
        (ColumnRole.Failed, Failed()),
        (ColumnRole.Lowered, Lowered()),
        (ColumnRole.Confirmed, Confirmed()),
        (ColumnRole.Raised, Raised()),
        (ColumnRole.TotalScore, TotalScore()),
        (ColumnRole.Task, Task()),
        (ColumnRole.MeanMark, MeanMark()),
        (ColumnRole.MeanScore, MeanScore()),
        (ColumnRole.PupilMark, PupilMark()),
        (ColumnRole.Participants, Participants()),
        (ColumnRole.Roster, Roster()),
        (ColumnRole.Percent, Percent()),
    ];

    /// <summary>The mark 2…5 that a caption stands for, or null.</summary>
    public static int? MarkOf(string plain)
    {
        var match = Mark().Match(plain);
        return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    public static int? ScoreOf(string plain) =>
        plain.Length <= 3 && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var score) && score <= 200
            ? score
            : Score().Match(plain) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    public static bool IsUnitOnly(string plain) => UnitOnly().IsMatch(plain);

    public static ColumnUnit UnitOf(string plain) =>
        PercentUnit().IsMatch(plain) ? ColumnUnit.Percent : CountUnit().IsMatch(plain) ? ColumnUnit.Count : ColumnUnit.Unsaid;

    public static ColumnAttempt AttemptOf(string plain)
    {
        if (BeforeRetake().IsMatch(plain))
            return ColumnAttempt.First;
        return Retake().IsMatch(plain) ? ColumnAttempt.WithRetake : ColumnAttempt.Unsaid;
    }

    public static ColumnCategory CategoryOf(string plain)
    {
        var bare = WithoutPrevious().Replace(plain, " ");
        var previous = PreviousYears().IsMatch(bare);
        var current = ThisYear().IsMatch(bare) || bare.Length != plain.Length;
        return previous == current ? ColumnCategory.Unsaid : previous ? ColumnCategory.PreviousYears : ColumnCategory.ThisYear;
    }

    [GeneratedRegex(@"\bфио\b|ф\. ?и\. ?о|^фамилия|^имя|^отчество|фамилия, имя|^ученик$|^обучающийся$|^участник$")]
    private static partial Regex PersonName();

    [GeneratedRegex(@"^(?:№|no?|n)?\s*(?:п ?[/\\.]? ?п\.?)$|^№$|^номер строки$")]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^логин(?:\s|$)|^login|^код (?:оо|школы) (?:в )?фис")]
    private static partial Regex Login();

    [GeneratedRegex(@"^инн\b")]
    private static partial Regex Inn();

    [GeneratedRegex(@"по журналу|за предыдущ|предыдущ\w+ (?:четверт|триместр|полугод|период)|^отметка за (?:четверть|триместр|полугодие)|журнальн")]
    private static partial Regex JournalMark();

    [GeneratedRegex(@"^(?:номер|код|№)\s*(?:обучающ\w+|участник\w*|ученик\w*|учащ\w+|работы)$|^код участника|^id участника")]
    private static partial Regex PupilCode();

    [GeneratedRegex(@"^(?:кол-?во|количество|число|всего)\.?\s*(?:оо|оу|школ|(?:обще)?образовательн\w+ (?:организац|учрежд)\w+)$")]
    private static partial Regex SchoolCount();

    [GeneratedRegex(@"^(?:код|номер|№|шифр)\s*(?:оо|оу|школ\w*|организац\w*|учрежд\w*|(?:обще)?образовательн\w+ \w+)$|^огрн")]
    private static partial Regex SchoolCode();

    [GeneratedRegex(@"^(?:код и )?(?:(?:полное|краткое|сокращенное)\s+)?(?:наименование|название)?\s*(?:(?:обще)?образовательн\w+ (?:организац|учрежд)\w+|оо|оу|школ[аы]|организаци[яи]|учреждени[ея]|групп[аы] участников)(?:\s*[(,/].*)?$|^(?:(?:полное|краткое|сокращенное)\s+)?(?:наименование|название)(?:\s+(?:полное|краткое))?$")]
    private static partial Regex School();

    [GeneratedRegex(@"^(?:наименование |название )?(?:муниципалитет\w*|муниципальн\w+ (?:образовани|район|округ)\w*.*|мо|мсу|ате|мр|район|территория|городской округ|мр/го|мо \(.*\)|округ|район/город|административно-территориальн\w+ единиц\w*)$")]
    private static partial Regex Municipality();

    [GeneratedRegex(@"^(?:учебный год|уч\.? ?год|год(?: проведения| обучения)?|период)$")]
    private static partial Regex Year();

    [GeneratedRegex(@"^(?:класс|параллель|классы|буква класса|класс обучения)$")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^(?:учебный )?предмет$|^наименование (?:учебного )?предмета$|^дисциплина$|^название предмета$")]
    private static partial Regex Subject();

    [GeneratedRegex(@"^(?:наименование |вид |название )?(?:оценочн\w+ )?(?:процедур[аы]|экзамена?|работ[аы]|контрол[яь]|мероприяти[ея])(?:\s*\(.*\))?$|^форма (?:гиа|экзамена|контроля)$|^предмет,? (?:и )?класс$|^(?:вид|форма) (?:работы|экзамена|процедуры)$")]
    private static partial Regex Procedure();

    [GeneratedRegex(@"^категория(?: участник\w+)?$")]
    private static partial Regex Category();

    [GeneratedRegex(@"^(?:номер )?вариант\w*$")]
    private static partial Regex Variant();

    [GeneratedRegex(@"не справил|не преодол|непреодол|ниже (?:минимальн|порог|миним|установл)|не сдал|не набрал|не прош|не прео|неудовлетвор|\bнеуд\b|двоек|не достиг|не получил|получивш\w+ (?:отметку )?""?2""?$|не освоил")]
    private static partial Regex Failed();

    [GeneratedRegex(@"понизил")]
    private static partial Regex Lowered();

    [GeneratedRegex(@"подтвердил")]
    private static partial Regex Confirmed();

    [GeneratedRegex(@"повысил")]
    private static partial Regex Raised();

    [GeneratedRegex(@"^(?:всего|сумма|итого|общая сумма|общий|итоговый|набран\w+|суммарный)\s*(?:первичн\w+ )?балл\w*$|^первичный балл$|^балл за работу$|^количество (?:набранных )?баллов$|^балл$")]
    private static partial Regex TotalScore();

    [GeneratedRegex(@"^(?:балл\w* за )?(?:задани\w+ |№ ?)?\d{1,2}\.?\d?\s*[кk]?\d*\s*(?:\(\d+\))?$")]
    private static partial Regex Task();

    [GeneratedRegex(@"средн\w+ (?:отметка|оценка)")]
    private static partial Regex MeanMark();

    [GeneratedRegex(@"средн\w+ (?:\w+ )?балл|^ср\.? ?балл")]
    private static partial Regex MeanScore();

    [GeneratedRegex(@"^(?:отметка|оценка)(?: за (?:впр|работу)| впр)?$")]
    private static partial Regex PupilMark();

    [GeneratedRegex(@"^(?!.*(?:получивш|набравш|балл|справивш|преодолев|овз|инвалид|подтверд|сдавш)).*участник|участвова|приня\w+ участие|сдава(?:л|вш)|писа(?:л|вш)|выполнял|^сдавали|^(?:всего|кол-?во|количество|число)\s*,?\s*(?:чел\.?|человек)$|участие, чел")]
    private static partial Regex Participants();

    [GeneratedRegex(@"^(?:всего|кол-?во|количество|число|общее (?:кол-?во|количество|число))?\s*(?:обучающ\w+|выпускник\w+|учащ\w+|учеников)(?:,? чел\.?| в классе| всего)?$|^всего$|^чел\.?$")]
    private static partial Regex Roster();

    [GeneratedRegex(@"^(?:%|в %|процент\w*|доля.*)$")]
    private static partial Regex Percent();

    [GeneratedRegex(@"^(?:(?:кол-?во|количество|число|доля|процент|на|получили|получивш\w+|отметк\w+|оцен\w+|балл\w*)\s+)*\(?""?([2-5])""?\)?(?:-?\s?(?:к|ки|х))?\s*(?:[,;(-]?\s*(?:в )?(?:чел\.?|человек|кол-?во|количество|шт\.?|абс\.?|%|процент\w*|доля)\.?\)?)?$")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(\d{1,3}) ?б(?:алл\w*|\.)?$")]
    private static partial Regex Score();

    [GeneratedRegex(@"^(?:в )?(?:чел\.?|человек|кол-?во(?: чел\.?)?|количество|абс\.?|%|процент\w*|доля,? ?%?)$")]
    private static partial Regex UnitOnly();

    [GeneratedRegex(@"%|\bдоля\b|процент")]
    private static partial Regex PercentUnit();

    [GeneratedRegex(@"\bчел\b|\bчел\.|человек|кол-?во|количество|число|\bабс")]
    private static partial Regex CountUnit();

    [GeneratedRegex(@"(?:до|без(?: учета)?) пересдач|перв\w+ попытк|первичн\w+ сдач|основн\w+ (?:период|срок|этап|день)|основные сроки|до переэкзам")]
    private static partial Regex BeforeRetake();

    [GeneratedRegex(@"пересда|переэкзамен|повторн\w+ (?:сдач|попытк|экзамен)|дополнительн\w+ (?:период|срок|этап)|осенн\w+ период|после пересд|сентябрьск")]
    private static partial Regex Retake();

    [GeneratedRegex(@"(?:без|кроме|за исключением|исключая) (?:впл|выпускников прошлых лет)")]
    private static partial Regex WithoutPrevious();

    [GeneratedRegex(@"\bвпл\b|прошлых лет")]
    private static partial Regex PreviousYears();

    [GeneratedRegex(@"\bвтг\b|текущ\w+ (?:учебного )?года")]
    private static partial Regex ThisYear();
}
