namespace SchoolSupport.Domain.Programs;

/// <summary>A document that a measure must yield before it counts as done (domain reference, sections 3.8 «A» and 9.2).</summary>
public sealed record ArtefactKind(string Code, string Name)
{
    public static readonly IReadOnlyList<ArtefactKind> All =
    [
        new("order", "приказ или распоряжение"),
        new("note", "аналитическая справка"),
        new("plan", "план"),
        new("programme", "программа"),
        new("agreement", "договор или соглашение"),
        new("protocol", "протокол"),
        new("list", "список или перечень"),
        new("regulation", "положение"),
        new("report", "отчёт"),
        new("materials", "методические материалы"),
    ];

    /// <summary>Null for a code that is not in the list.</summary>
    public static ArtefactKind? Find(string code) => All.FirstOrDefault(kind => kind.Code == code);
}
