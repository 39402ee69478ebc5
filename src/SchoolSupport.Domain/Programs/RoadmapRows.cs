namespace SchoolSupport.Domain.Programs;

/// <summary>Where a version of a programme stands between writing and being replaced.</summary>
public enum VersionStatus
{
    Draft = 0,
    OnApproval = 1,
    /// <summary>In force by an order; its rows never change again.</summary>
    Approved = 2,
    /// <summary>Was in force until the next version was approved.</summary>
    Superseded = 3,
}

/// <summary>For which schools a measure is (domain reference, section 3.6).</summary>
public enum SchoolScope
{
    /// <summary>The department's or the methodical service's own work.</summary>
    None = 0,
    /// <summary>All schools that take part in the programme.</summary>
    Participants = 1,
    /// <summary>Those of one group of participants.</summary>
    Group = 2,
    /// <summary>Schools named one by one.</summary>
    Listed = 3,
}

/// <summary>Who acts in a row that mixes levels (domain reference, 3.7, last proposal).</summary>
public enum MeasureLevel
{
    Municipal = 1,
    Methodical = 2,
    School = 3,
}

/// <summary>What an order puts into force.</summary>
public enum OrderSubject
{
    Programme = 0,
    Roadmap = 1,
    SchoolList = 2,
    Coordinator = 3,
}

/// <summary>What the department says of a school's report.</summary>
public enum ReportReview
{
    /// <summary>Started and not yet handed in.</summary>
    Draft = 0,
    Submitted = 1,
    Confirmed = 2,
    Returned = 3,
}
