namespace SchoolSupport.Application.Assessments;

/// <summary>What holds for a procedure in a year, as a person enters it.</summary>
/// <param name="LastOf2">The last primary score that still is «2».</param>
/// <param name="MinimumScore">The lowest score that passes.</param>
public sealed record YearDetails(bool WasHeld, int? MaxScore, int? LastOf2, int? LastOf3, int? LastOf4, int? MinimumScore, string Source)
{
    public const int SourceMaxLength = 500;
    public const int HighestScore = 500;

    public static YearDetails Of(ProcedureYear row) =>
        new(row.WasHeld, row.MaxScore, row.LastOf2, row.LastOf3, row.LastOf4, row.MinimumScore, row.Source);

    /// <summary>What is wrong with the numbers, by field: a scale is whole, ascends and ends under the highest score.</summary>
    public IEnumerable<(string Field, string Message)> Problems()
    {
        var scale = new[] { (nameof(LastOf2), LastOf2), (nameof(LastOf3), LastOf3), (nameof(LastOf4), LastOf4) };
        foreach (var (field, score) in scale.Append((nameof(MaxScore), MaxScore)).Append((nameof(MinimumScore), MinimumScore)))
            if (score is < 0 or > HighestScore)
                yield return (field, $"Введите балл от 0 до {HighestScore}.");
        var given = scale.Count(s => s.Item2 is not null);
        if (given is > 0 and < 3)
            yield return (scale.First(s => s.Item2 is null).Item1, "Шкала указана не полностью: введите последние баллы отметок «2», «3» и «4».");
        if (given == 3 && MaxScore is null)
            yield return (nameof(MaxScore), "Введите наибольший балл: без него шкала не закончена.");
        if (LastOf2 >= LastOf3)
            yield return (nameof(LastOf3), "Последний балл отметки «3» должен быть больше последнего балла отметки «2».");
        if (LastOf3 >= LastOf4)
            yield return (nameof(LastOf4), "Последний балл отметки «4» должен быть больше последнего балла отметки «3».");
        if (LastOf4 >= MaxScore)
            yield return (nameof(MaxScore), "Наибольший балл должен быть больше последнего балла отметки «4».");
        if (MinimumScore > MaxScore)
            yield return (nameof(MinimumScore), "Минимальный балл не может быть больше наибольшего.");
    }

    internal void ApplyTo(ProcedureYear row)
    {
        row.WasHeld = WasHeld;
        row.MaxScore = MaxScore;
        row.LastOf2 = LastOf2;
        row.LastOf3 = LastOf3;
        row.LastOf4 = LastOf4;
        row.MinimumScore = MinimumScore;
        row.Source = Source;
    }
}
