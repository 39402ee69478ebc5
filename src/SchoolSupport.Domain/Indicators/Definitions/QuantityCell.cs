using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>«Missing» comes first: what is not known is missing.</summary>
public enum CellState
{
    Missing = 0,
    Known = 1,
    /// <summary>The question does not concern the school: it is left out and nobody is asked for it.</summary>
    Outside = 2,
}

/// <summary>A quantity of one school, or of the department.</summary>
public readonly record struct QuantityCell(CellState State, Fraction Value)
{
    public static readonly QuantityCell Missing = new(CellState.Missing, Fraction.Zero);
    public static readonly QuantityCell Outside = new(CellState.Outside, Fraction.Zero);

    public static QuantityCell Of(Fraction value) => new(CellState.Known, value);

    /// <summary>1 for yes, 0 for no.</summary>
    public static QuantityCell Of(Ternary value) => value switch
    {
        Ternary.Yes => Of((Fraction)1),
        Ternary.No => Of(Fraction.Zero),
        _ => Missing,
    };

    /// <summary>The number answered.</summary>
    public static QuantityCell Of(Answer answer) => answer.State switch
    {
        AnswerState.NotApplicable => Outside,
        AnswerState.Given when answer.Number is { } number => Of((Fraction)number),
        _ => Missing,
    };
}
