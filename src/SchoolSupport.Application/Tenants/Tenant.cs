namespace SchoolSupport.Application.Tenants;

public sealed class Region
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Code { get; init; }
    public required string Name { get; set; }
}

/// <summary>A municipal education department and what its documents need to know of it.</summary>
public sealed class Tenant
{
    public const int CodeMaxLength = 40;
    public const int NameMaxLength = 200;
    public const string DefaultTimeZone = "Europe/Moscow";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Latin code for the command line and addresses, such as <c>ozersky</c>.</summary>
    public required string Code { get; init; }
    public required Guid RegionId { get; set; }

    /// <summary>«Озёрский муниципальный округ».</summary>
    public required string Name { get; set; }

    /// <summary>«Озёрского муниципального округа».</summary>
    public required string NameGenitive { get; set; }

    /// <summary>«Озёрском муниципальном округе».</summary>
    public required string NamePrepositional { get; set; }

    /// <summary>«Управление образования».</summary>
    public required string AuthorityName { get; set; }

    /// <summary>«управления образования».</summary>
    public required string AuthorityGenitive { get; set; }

    /// <summary>«Администрация Озёрского муниципального округа».</summary>
    public required string AdministrationName { get; set; }

    /// <summary>Other names under which the municipality stands in regional files.</summary>
    public string[] MunicipalityNames { get; set; } = [];

    /// <summary>IANA name; «today» of deadlines and dates on papers is in it.</summary>
    public string TimeZone { get; set; } = DefaultTimeZone;

    /// <summary>The department's own word: «ОО» or «ОУ».</summary>
    public string SchoolTerm { get; set; } = "ОО";
    public string HeadPosition { get; set; } = "";
    public string HeadName { get; set; } = "";
    public string Executor { get; set; } = "";

    /// <summary>The order that put the method into force, as papers cite it; empty prints a blank to fill in.</summary>
    public string MethodologyBasis { get; set; } = "";

    /// <summary>Print «Для служебного пользования» on the internal edition.</summary>
    public bool MarkInternal { get; set; }

    /// <summary>Keep pseudonymous pupil rows of protocols; off unless the department decides so.</summary>
    public bool KeepPupilRows { get; set; }

    /// <summary>Send digests of what is due by e-mail to those who asked for them.</summary>
    public bool DigestEnabled { get; set; }
    public bool IsActive { get; set; } = true;
    public bool IsDemo { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public uint Version { get; private set; }
}
