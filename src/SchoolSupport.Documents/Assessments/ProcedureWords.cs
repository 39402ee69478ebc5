using System.Globalization;
using System.Text.RegularExpressions;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Documents.Assessments;

internal enum MathLevel { Base, Profile }

/// <summary>What a text says about a procedure; every part may be unsaid.</summary>
internal sealed record ProcedureHint(ExamFamily? Family, string? Subject, int? Grade, MathLevel? Level)
{
    public static readonly ProcedureHint None = new(null, null, null, null);

    public bool IsEmpty => this == None;

    /// <summary>This hint, its gaps filled from a less certain one.</summary>
    public ProcedureHint Or(ProcedureHint other) => new(
        Family ?? other.Family, Subject ?? other.Subject, Grade ?? other.Grade, Level ?? other.Level);

    /// <summary>The code of the procedure, or null when the hint does not say enough.</summary>
    public string? Code => (Family, Subject) switch
    {
        (ExamFamily.Vpr, not null) when Grade is { } grade => string.Create(CultureInfo.InvariantCulture, $"vpr-{Subject}-{grade}"),
        (ExamFamily.Oge, "math") => ProcedureCodes.OgeMath,
        (ExamFamily.Oge, "russian") => ProcedureCodes.OgeRussian,
        (ExamFamily.Ege, "russian") => ProcedureCodes.EgeRussian,
        (ExamFamily.Ege, "math") when Level == MathLevel.Base => ProcedureCodes.EgeMathBase,
        (ExamFamily.Ege, "math") when Level == MathLevel.Profile => ProcedureCodes.EgeMathProfile,
        _ => null,
    };

    /// <summary>An exam outside the nine by its very words: another subject of ОГЭ or ЕГЭ, a trial or district work.</summary>
    public bool IsOutside =>
        Family == ExamFamily.Other || Family is ExamFamily.Oge or ExamFamily.Ege && Subject is not (null or "math" or "russian");
}

/// <summary>Recognises procedures in captions, titles, names of sheets and files.</summary>
internal static partial class ProcedureWords
{
    private static readonly (string Slug, string Name, Regex Pattern)[] Subjects =
    [
        ("math", "математика", MathPattern()),
        ("literary-reading", "литературное чтение", new Regex(@"литературн\w* чтени")),
        ("russian", "русский язык", RussianPattern()),
        ("literature", "литература", new Regex(@"литератур|\bлит\b")),
        ("history", "история", new Regex(@"\bистори|\bист\b")),
        ("social-studies", "обществознание", new Regex(@"обществ")),
        ("biology", "биология", new Regex(@"биологи|\bбио\b")),
        ("geography", "география", new Regex(@"географ|\bгео\b")),
        ("physics", "физика", new Regex(@"\bфизик|\bфиз\b")),
        ("chemistry", "химия", new Regex(@"\bхими|\bхим\b")),
        ("informatics", "информатика", new Regex(@"информатик|\bикт\b|\bинф\b")),
        ("english", "английский язык", new Regex(@"английск|\bангл\b")),
        ("german", "немецкий язык", new Regex(@"немецк|\bнем\b")),
        ("french", "французский язык", new Regex(@"французск|\bфранц?\b")),
        ("spanish", "испанский язык", new Regex(@"испанск")),
        ("chinese", "китайский язык", new Regex(@"китайск")),
        ("foreign-language", "иностранный язык", new Regex(@"иностранн")),
        ("world-around", "окружающий мир", new Regex(@"окружающ|\bокр\.? мир")),
    ];

    public static string SubjectName(string slug) =>
        Subjects.FirstOrDefault(subject => subject.Slug == slug).Name ?? slug;

    /// <summary>Reads a title, a caption, a name of a sheet or a file.</summary>
    public static ProcedureHint Read(string text)
    {
        var plain = Words.Plain(text);
        if (plain.Length == 0)
            return ProcedureHint.None;
        if (CodePattern().Match(plain) is { Success: true } code)
            return OfCode(code.Value) ?? ProcedureHint.None;
        var subject = SubjectsIn(plain) is [var only] ? only : null;
        return new ProcedureHint(FamilyIn(plain), subject, GradeIn(plain), LevelIn(plain, subject));
    }

    /// <summary>Reads a cell of a column «Процедура», where a lone number is the grade.</summary>
    public static ProcedureHint ReadCell(string text)
    {
        var hint = Read(text);
        if (hint.Family == ExamFamily.Vpr && hint.Grade is null
            && LoneGrade().Matches(Words.Plain(text)) is [var grade])
            hint = hint with { Grade = int.Parse(grade.Value, CultureInfo.InvariantCulture) };
        return hint;
    }

    public static ProcedureHint? OfCode(string code)
    {
        var parts = code.Trim().ToLowerInvariant();
        return parts switch
        {
            ProcedureCodes.OgeMath => new(ExamFamily.Oge, "math", null, null),
            ProcedureCodes.OgeRussian => new(ExamFamily.Oge, "russian", null, null),
            ProcedureCodes.EgeMathBase => new(ExamFamily.Ege, "math", null, MathLevel.Base),
            ProcedureCodes.EgeMathProfile => new(ExamFamily.Ege, "math", null, MathLevel.Profile),
            ProcedureCodes.EgeRussian => new(ExamFamily.Ege, "russian", null, null),
            _ when VprCode().Match(parts) is { Success: true } vpr =>
                new(ExamFamily.Vpr, vpr.Groups[1].Value, int.Parse(vpr.Groups[2].Value, CultureInfo.InvariantCulture), null),
            _ => null,
        };
    }

    /// <summary>Distinct subjects named in a text already brought to plain spelling.</summary>
    public static IReadOnlyList<string> SubjectsIn(string plain)
    {
        var found = new List<string>();
        foreach (var (slug, _, pattern) in Subjects)
            if (pattern.IsMatch(plain) && !(slug == "literature" && found.Contains("literary-reading")))
                found.Add(slug);
        return found;
    }

    private static ExamFamily? FamilyIn(string plain)
    {
        if (OtherPattern().IsMatch(plain))
            return ExamFamily.Other;
        if (VprPattern().IsMatch(plain))
            return ExamFamily.Vpr;
        var oge = OgePattern().IsMatch(plain);
        var ege = EgePattern().IsMatch(plain);
        return oge == ege ? null : oge ? ExamFamily.Oge : ExamFamily.Ege;
    }

    private static int? GradeIn(string plain)
    {
        var match = GradePattern().Match(plain);
        if (!match.Success)
            match = VprGrade().Match(plain);
        var text = match.Groups.Values.Skip(1).FirstOrDefault(group => group.Success)?.Value;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var grade) && grade is >= 1 and <= 11
            ? grade
            : null;
    }

    private static MathLevel? LevelIn(string plain, string? subject)
    {
        if (subject != "math")
            return null;
        var isBase = BasePattern().IsMatch(plain);
        var profile = ProfilePattern().IsMatch(plain);
        return isBase == profile ? null : isBase ? MathLevel.Base : MathLevel.Profile;
    }

    [GeneratedRegex(@"матем|алгебр|\bмат\b|\bма\b")]
    private static partial Regex MathPattern();

    [GeneratedRegex(@"русск|\bрус\b|\bру\b|\bря\b")]
    private static partial Regex RussianPattern();

    [GeneratedRegex(@"\bкдр|\bрдр|\bмдр|\bрпр\b|диагностическ|пробн|тренировочн|репетицион|\bгвэ\b|выпускной экзамен|итогов\w+ (сочинен|собеседов|изложен)|контрольн\w+ (работ|срез)")]
    private static partial Regex OtherPattern();

    [GeneratedRegex(@"\bвпр|всероссийск\w+ проверочн")]
    private static partial Regex VprPattern();

    [GeneratedRegex(@"\bогэ|основн\w+ государственн\w+ экзамен|\bгиа-? ?9\b")]
    private static partial Regex OgePattern();

    [GeneratedRegex(@"\bегэ|един\w+ государственн\w+ экзамен|\bгиа-? ?11\b")]
    private static partial Regex EgePattern();

    [GeneratedRegex(@"(?<!\d)(\d{1,2})(?:-?\s?(?:й|го|ый|м|ом|х|е))?\s*[""(]?(?:класс|кл\b|кл\.)|\bкласс\w*\s*[:-]?\s*(\d{1,2})(?!\d)")]
    private static partial Regex GradePattern();

    [GeneratedRegex(@"\bвпр\s?-?\s?(\d{1,2})(?!\d)")]
    private static partial Regex VprGrade();

    [GeneratedRegex(@"(?<![\d./-])(?:[4-9]|1[01])(?![\d./])")]
    private static partial Regex LoneGrade();

    [GeneratedRegex(@"базов|\bбаза\b|\bбаз\b|\(б\)|матем\w*\.? б\b|\bматб\b")]
    private static partial Regex BasePattern();

    [GeneratedRegex(@"профил|\bпроф\b|\(п\)|матем\w*\.? п\b|\bматп\b")]
    private static partial Regex ProfilePattern();

    [GeneratedRegex(@"\b(?:vpr-[a-z-]+-\d{1,2}|oge-(?:math|russian)|ege-(?:math-base|math-profile|russian))\b")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^vpr-([a-z]+(?:-[a-z]+)*)-(\d{1,2})$")]
    private static partial Regex VprCode();
}
