using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>What is computed from the answers to a question, whichever form asks it.</summary>
public static class QuestionUses
{
    /// <summary>Methods of the system that need the answers, in Russian; indicators are named by <see cref="Needs"/>.</summary>
    public static IReadOnlyList<string> OfMethods(string question)
    {
        var uses = FormFacts.RiskAnswers.Where(line => line.Question == question).Select(line => line.Indicator)
            .Concat(FormFacts.RiskShares.Where(line => line.Part == question || line.Whole == question).Select(line => line.Indicator))
            .Select(code => $"матрица рисковых школ, строка «{RiskIndicator.Find(code)?.Name ?? code}»").ToList();
        if (FormFacts.SocialParts.Contains(question) || question == FormFacts.Pupils)
            uses.Add("индекс социального благополучия (ИСБ)");
        if (FormFacts.AdverseAnswers.Contains(question))
            uses.Add("вывод о неблагоприятных социальных условиях (ШНСУ)");
        return uses;
    }

    /// <summary>Whether an indicator is computed from the answers to a question.</summary>
    public static bool Needs(IndicatorDefinition definition, string question) => definition.Lines.SelectMany(line => line.Refs).Any(reference => reference.Fields.Contains(question))
        || definition.Lines.Any(line => line.Factors is { } factors && FactorCatalogue.QuestionOf(factors) == question);

    /// <summary>Whether an indicator counts the schools that handed in a form.</summary>
    public static bool NeedsForm(IndicatorDefinition definition, string form) =>
        definition.Lines.SelectMany(line => line.Refs).Any(reference => reference.Measure == QuantityMeasure.HandedIn && reference.Code == form);
}
