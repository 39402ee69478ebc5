using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>What a school lacks for some years.</summary>
/// <param name="Questions">Codes of questions of the risk matrix and of procedures; a list of schools at risk looks at the results of the year before.</param>
internal sealed record DemoTrouble(string Inn, int First, int Last, params IReadOnlyList<string> Questions);

/// <summary>
/// Which schools of the demonstration are at risk, by what, and when: told, not left to chance, so that the matrix of a year has schools at risk by each of its
/// sections, calm ones, some that joined or left since the year before and one that handed in nothing.
/// </summary>
/// <param name="Silent">Schools, by ИНН, that did not hand in what the matrix of a year is made of.</param>
internal sealed record DemoRisks(IReadOnlyList<DemoTrouble> Troubles, IReadOnlyList<(string Inn, int Year)> Silent)
{
    /// <summary>Shares of a school without troubles, at most a fifth more: together less than the 10 percent of the matrix, also when one child is much.</summary>
    private static readonly Dictionary<string, double> Calm = new()
    {
        ["teachers-36h"] = 0.05, ["teachers-no-diploma"] = 0, ["registry-any"] = 0.025, ["registry-school"] = 0.01, ["special-needs"] = 0.03, ["non-native"] = 0.015,
        ["absent-systematic"] = 0.01, ["failing-year"] = 0.025,
    };

    private static readonly Dictionary<string, double> Troubled = new()
    {
        ["teachers-36h"] = 0.14, ["teachers-no-diploma"] = 0.06, ["registry-any"] = 0.05, ["registry-school"] = 0.02, ["special-needs"] = 0.07, ["non-native"] = 0.05,
        ["absent-systematic"] = 0.04, ["failing-year"] = 0.12,
    };

    public bool Has(School school, int year, string question) =>
        Troubles.Any(t => t.Inn == school.Inn && year >= t.First && year <= t.Last && t.Questions.Contains(question));

    public bool IsSilent(School school, IReadOnlyList<string> forms, AcademicYear year) => forms.Contains("risk-matrix") && Silent.Contains((school.Inn ?? "", year.StartYear));

    /// <summary>How many of a whole; null for a question that the matrix does not ask.</summary>
    /// <param name="nature">0…1, the school's own.</param>
    public decimal? Part(string question, School school, int year, decimal whole, double nature) =>
        !Calm.TryGetValue(question, out var calm) ? null
        : Has(school, year, question) ? Math.Min(whole, Math.Ceiling(whole * (decimal)(Troubled[question] * (0.9 + (nature * 0.3)))))
        : Math.Floor(whole * (decimal)(calm * (0.5 + (nature * 0.7))));

    /// <summary>Share of those who fail at a work of grade 4 or 8: under 20 percent unless the school's trouble is just this.</summary>
    public double Weakness(School school, string procedure, int year)
    {
        var (nature, change) = (DemoNoise.Of(school.ShortName), DemoNoise.Of($"{school.ShortName}:{procedure}:{year}"));
        return Has(school, year, procedure) ? 0.28 + (nature * 0.1) + (change * 0.08) : (nature * 0.1) + (change * 0.08);
    }
}
