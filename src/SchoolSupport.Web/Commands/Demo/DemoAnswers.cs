using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>What fictional schools and their department answer: as a school is, changed a little by the year.</summary>
internal static class DemoAnswers
{
    /// <summary>Shares of the whole that are not the small share of a risk, about.</summary>
    private static readonly Dictionary<string, double> Typical = new()
    {
        ["parents-higher"] = 0.35, ["incomplete-families"] = 0.24, ["low-income"] = 0.2, ["pupils-transported"] = 0.3, ["positions-filled"] = 0.96, ["positions-qualified"] = 0.9,
        ["teachers-higher-pedagogical"] = 0.82, ["teachers-20-years"] = 0.5, ["teachers-trained"] = 0.6, ["teachers-active"] = 0.45, ["teachers-courses-on-time"] = 0.85, ["teachers-profile"] = 0.88,
        ["teachers-level"] = 0.94, ["teachers-compliant"] = 0.5, ["teachers-diagnosed-subject"] = 0.7, ["teachers-diagnosed-methodical"] = 0.6, ["teachers-diagnosed-psychological"] = 0.45, ["teachers-supported"] = 0.65,
        ["teachers-regional-network"] = 0.2, ["teachers-associations"] = 0.9, ["teachers-route"] = 0.4, ["teachers-highest"] = 0.22, ["teachers-contests"] = 0.18, ["struggling-route"] = 0.6,
        ["failing"] = 0.3, ["failing-extra"] = 0.75, ["pupils-assessed"] = 0.99, ["year-quality"] = 0.42, ["certificates-9"] = 0.98, ["certificates-11"] = 0.99, ["satisfied-pupils"] = 0.78,
        ["satisfied-parents"] = 0.74, ["satisfied-partners"] = 0.85, ["repeat-year"] = 0.006,
    };

    /// <summary>What tells one school from another most: contexts would look alike otherwise.</summary>
    private static readonly HashSet<string> Contextual = ["parents-higher", "incomplete-families", "low-income", "deviant", "unmotivated"];

    private static readonly Dictionary<string, decimal> OfDepartment = new()
    {
        ["agreements"] = 4, ["agreements-universities"] = 1, ["networks"] = 3, ["coach-teams"] = 2, ["practices"] = 6, ["mean-vpr-region"] = 3.62m, ["mean-vpr-russia"] = 3.65m,
        ["mean-oge-municipality"] = 3.71m, ["mean-oge-region"] = 3.78m, ["mean-oge-russia"] = 3.8m, ["mean-ege-municipality"] = 58.4m, ["mean-ege-region"] = 61.2m, ["mean-ege-russia"] = 62,
    };

    /// <summary>What the first section of the risk matrix asks for; who has no such rooms has nothing to answer.</summary>
    private static readonly HashSet<string> Equipment = ["internet", "computers", "lab-physics", "lab-chemistry", "lab-biology", "lab-geography", "lab-technology"];

    /// <summary>Children of whom some belong to two groups.</summary>
    private static readonly string[] RiskGroups = ["registry-any", "special-needs", "non-native", "absent-systematic"];

    public static Answer OfSchool(FormDefinition form, FormQuestion question, School school, AcademicYear year, DemoRisks risks, Dictionary<AnswerKey, Answer> answers)
    {
        var nature = DemoNoise.Of($"{school.ShortName}:{question.Code}");
        var change = DemoNoise.Of($"{school.ShortName}:{question.Code}:{year}");
        var total = form.Totals.FirstOrDefault(t => t.IsExact && t.Parts.Contains(question.Code));
        if (total is not null && answers.GetValueOrDefault(new AnswerKey(total.Whole)).Number is { } sum)
        {
            var left = sum - total.Parts.Sum(part => answers.GetValueOrDefault(new AnswerKey(part)).Number ?? 0);
            return Answer.Of(IsLast(total, question, school) ? left : Math.Floor(sum * 4 / 10));
        }
        if (question.Code == "any-risk-group")
            return Answer.Of(RiskGroups.Max(Counted) + Math.Floor((RiskGroups.Sum(Counted) - RiskGroups.Max(Counted)) * 0.8m));
        return question.Kind switch
        {
            QuestionKind.YesNo when Equipment.Contains(question.Code) => !school.TeachesBasic && question.AllowsNotApplicable ? Answer.NotApplicable
                : risks.Has(school, year.StartYear, question.Code) ? Answer.No : Answer.Yes,
            QuestionKind.YesNo => (nature + (change / 4)) % 1 < 0.8 ? Answer.Yes : Answer.No,
            QuestionKind.Choice => Answer.Of(question.Options[(int)(nature * question.Options.Count) % question.Options.Count].Code),
            QuestionKind.Text => Answer.Of(Words(question.Code, nature)),
            QuestionKind.Percent => Answer.Of(Math.Round((decimal)nature * 100, 1)),
            _ when question.PartOf is { } whole && answers.GetValueOrDefault(new AnswerKey(whole)).Number is { } of =>
                Answer.Of(risks.Part(question.Code, school, year.StartYear, of, nature) ?? Part(question.Code, of, nature, change)),
            _ => Answer.Of(Math.Clamp(Number(question.Code, school, nature, change), question.LeastValue ?? 0, question.GreatestValue ?? decimal.MaxValue)),
        };

        decimal Counted(string group) => answers.GetValueOrDefault(new AnswerKey(group)).Number ?? 0;
    }

    public static Answer OfTheDepartment(FormQuestion question, AcademicYear year) => question.Kind switch
    {
        QuestionKind.YesNo => DemoNoise.Of($"{question.Code}:{year}") < 0.7 ? Answer.Yes : Answer.No,
        QuestionKind.Text => Answer.Of($"Приказ управления образования от 12.02.{year.StartYear + 1} № {20 + (int)(DemoNoise.Of(question.Code) * 60)}-од"),
        _ => Answer.Of(OfDepartment.GetValueOrDefault(question.Code, 1) + (OfDepartment.GetValueOrDefault(question.Code, 1) % 1 == 0 ? year.StartYear % 3 : 0)),
    };

    private static readonly Dictionary<string, string[]> Said = new()
    {
        ["equipment-list"] = ["Ноутбуки для кабинета информатики, 6 штук", "Лабораторные наборы по физике и химии", "Интерактивная панель для начальных классов"],
        ["prevention-measures"] =
        [
            "Проведена входная диагностика, составлены индивидуальные маршруты; пробелы по математике закрыты у половины группы",
            "Дополнительные занятия дважды в неделю; посещаемость выросла", "Педагоги-наставники закреплены за каждым неуспевающим; контрольные срезы раз в месяц",
        ],
        ["risk-removed"] = ["Закрыта вакансия учителя математики", "Обновлена компьютерная техника", "Восстановлен устойчивый доступ в Интернет"],
        ["effect-helped"] =
        [
            "Разбор типичных ошибок с учителем школы-партнёра; на пробном экзамене не справились на двух обучающихся меньше",
            "Дополнительные занятия по русскому языку; средний балл контрольных работ вырос", "Взаимопосещение уроков и единые диагностические работы; разброс отметок сократился",
            "Наставник из опорной школы провёл серию открытых уроков; тема «Функции» усвоена лучше прежнего", "Индивидуальные маршруты с еженедельной проверкой; неуспевающих по итогам четверти стало меньше",
            "Входная диагностика и группы выравнивания по математике; пробные работы показали рост", "Школьный консилиум раз в месяц и сопровождение психолога; пропусков занятий стало меньше",
        ],
        ["effect-problems"] = ["Не хватает учителя физики; нужна помощь в подборе", "Не все родители приходят на встречи; нужны материалы для них", "Мало часов психолога; просим консультацию раз в месяц",
            "Молодым учителям трудно с разбором результатов; нужен семинар", "Нет лаборантского оборудования для практических работ", "Занятия после уроков срываются из-за расписания автобуса"],
    };

    private static string Words(string question, double nature) => Said.TryGetValue(question, out var said) ? said[(int)(nature * said.Length) % said.Length]
        : question is "site" or "self-examination" ? "https://school.example" : "Сведения приведены по отчётам школы";

    // Basic schools have no third level: what is left belongs to the last one that is taught.
    private static bool IsLast(FormTotal total, FormQuestion question, School school) =>
        question.Code == total.Parts[^1] || (question.Code == total.Parts[^2] && !school.TeachesSecondary) || (question.Code == total.Parts[0] && !school.TeachesBasic);

    private static decimal Part(string code, decimal whole, double nature, double change) => Contextual.Contains(code)
        ? Math.Clamp(Math.Round(whole * (decimal)(Typical.GetValueOrDefault(code, 0.1) * (0.15 + (nature * 1.8) + (change * 0.1)))), 0, whole)
        : Typical.TryGetValue(code, out var typical)
        ? Math.Clamp(Math.Round(whole * (decimal)(typical * (0.75 + (nature * 0.4) + (change * 0.1)))), 0, whole)
        : Math.Floor(whole * (decimal)((nature * nature * 0.16) + (change * 0.03)));

    private static decimal Number(string code, School school, double nature, double change)
    {
        var pupils = school.Pupils ?? 280;
        return code switch
        {
            "pupils" or "pupils-year-end" => pupils + Math.Floor((decimal)(change * 12) - 6),
            "teachers" or "positions" => Math.Max(6, pupils / 13),
            "classes" => Math.Max(4, pupils / 22),
            "graduates-9" => Math.Max(2, pupils / 11),
            "graduates-11" => Math.Max(1, pupils / 24),
            "struggling" => Math.Max(3, Math.Floor(pupils * (decimal)(0.04 + (nature * 0.06)))),
            "asked-pupils" => Math.Floor(pupils * 0.4m),
            "asked-parents" => Math.Floor(pupils * 0.5m),
            "asked-partners" => 4,
            "remoteness-km" => school.IsUrban ? Math.Floor((decimal)(nature * 4)) : 8 + Math.Floor((decimal)(nature * 70)),
            _ => Math.Floor((decimal)(nature * 6)),
        };
    }
}
