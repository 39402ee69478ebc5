namespace SchoolSupport.Domain.Programs;

/// <summary>One time that a measure is to be done.</summary>
/// <param name="Key">Stable and unique inside a measure: «2022-01», «2022-Q3», «2022/2023», «2022», «2022-06..2022-08», «open».</param>
/// <param name="From">The day on which it begins to count; null when nothing says.</param>
/// <param name="Due">The last day; null when there is none, and then it is never overdue.</param>
/// <param name="Title">Russian: «январь 2022 года».</param>
public sealed record Occurrence(string Key, DateOnly? From, DateOnly? Due, string Title);
