using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Application.Programs.Templates;

/// <summary>What a department says when it starts a programme: partly its settings, partly the template's questions.</summary>
public sealed record TemplateAnswers
{
    /// <summary>First calendar year.</summary>
    public required int StartYear { get; init; }

    /// <summary>Length in calendar years.</summary>
    public required int Years { get; init; }
    public required string Municipality { get; init; }
    public required string MunicipalityGenitive { get; init; }
    public required string Administration { get; init; }
    public required string Department { get; init; }
    public required string DepartmentGenitive { get; init; }

    /// <summary>As columns «Ответственный» say it.</summary>
    public required string DepartmentShort { get; init; }
    public string MethodService { get; init; } = "";
    public string MethodServiceGenitive { get; init; } = "";
    public string RegionInstitute { get; init; } = "";
    public string RegionInstituteGenitive { get; init; } = "";

    /// <summary>«ОО» or «ОУ».</summary>
    public required string SchoolsTerm { get; init; }

    public int LastYear => StartYear + Years - 1;

    /// <summary>Placeholder → words.</summary>
    public IReadOnlyDictionary<string, string> Names => new Dictionary<string, string>
    {
        ["municipality"] = Municipality,
        ["municipality-genitive"] = MunicipalityGenitive,
        ["administration"] = Administration,
        ["department"] = Department,
        ["department-genitive"] = DepartmentGenitive,
        ["department-short"] = DepartmentShort,
        ["method-service"] = MethodService,
        ["method-service-genitive"] = MethodServiceGenitive,
        ["region-institute"] = RegionInstitute,
        ["region-institute-genitive"] = RegionInstituteGenitive,
        ["schools-term"] = SchoolsTerm,
        ["school-heads"] = $"руководители {SchoolsTerm}",
    };

    /// <summary>The answers with one more, by the key of its question.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No template asks that.</exception>
    public TemplateAnswers With(string key, string words) => key switch
    {
        "method-service" => this with { MethodService = words },
        "method-service-genitive" => this with { MethodServiceGenitive = words },
        "region-institute" => this with { RegionInstitute = words },
        "region-institute-genitive" => this with { RegionInstituteGenitive = words },
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No template asks that."),
    };

    /// <summary>What the department's settings answer; the rest has to be asked (<see cref="ProgramTemplate.Questions"/>).</summary>
    public static TemplateAnswers Of(Tenant tenant, int startYear, int years) => new()
    {
        StartYear = startYear,
        Years = years,
        Municipality = tenant.Name,
        MunicipalityGenitive = tenant.NameGenitive,
        Administration = tenant.AdministrationName,
        Department = tenant.AuthorityName,
        DepartmentGenitive = tenant.AuthorityGenitive,
        DepartmentShort = tenant.AuthorityName,
        SchoolsTerm = tenant.SchoolTerm,
    };
}

/// <summary>A template with nothing left to fill, and the calendar years of its programme.</summary>
/// <param name="Program">As the template; its texts are the programme's.</param>
public sealed record FilledTemplate(ProgramTemplate Program, int FirstYear, int LastYear)
{
    /// <summary>The year that words without a year mean in a roadmap; null: every year of the programme.</summary>
    public int? PlanYear(TemplateRoadmap roadmap) => FirstYear + roadmap.PlanYearOffset;

    /// <summary>The year that months and quarters without a year mean, or null.</summary>
    public int? OrderYear(TemplateRoadmap roadmap) => FirstYear + roadmap.OrderYearOffset;
}
