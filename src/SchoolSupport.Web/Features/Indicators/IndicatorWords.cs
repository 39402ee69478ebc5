using System.Globalization;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>The words and shapes of indicators.</summary>
public static class IndicatorWords
{
    /// <summary>«доля», «число»: what the value is measured in.</summary>
    public static string Unit(IndicatorUnit unit) => unit switch
    {
        IndicatorUnit.Percent => "%",
        IndicatorUnit.Count => "число",
        IndicatorUnit.YesNo => "да — нет",
        IndicatorUnit.Difference => "разность",
        _ => "индекс",
    };

    public static string Source(IndicatorSource source) => source switch
    {
        IndicatorSource.Computed => "рассчитан",
        IndicatorSource.Collected => "по анкетам",
        _ => "введён вручную",
    };

    /// <summary>«не меньше 80 %»; «не задана» where the document gives no target.</summary>
    public static string Target(IndicatorDefinition definition, IndicatorTarget? target)
    {
        if (target is null)
            return "не задана";
        if (definition.Unit == IndicatorUnit.YesNo)
            return target.Value == 0 ? "нет" : "да";
        var value = RussianText.Nbsp(definition.Unit == IndicatorUnit.Percent ? $"{RussianText.Decimal(target.Value)} %" : RussianText.Decimal(target.Value));
        return target.Comparison switch
        {
            TargetComparison.AtLeast => $"не меньше {value}",
            TargetComparison.AtMost => $"не больше {value}",
            _ => value,
        };
    }

    /// <summary>«к 2025/2026 году не меньше 80 %».</summary>
    public static string TargetOfYear(IndicatorDefinition definition, IndicatorTarget target) =>
        $"{(target.Year is { } year ? $"к {new AcademicYear(year)} году " : "")}{Target(definition, target)}";

    /// <summary>A number in the indicator's unit, without counts: «12,5 %», «да», «3».</summary>
    public static string Plain(IndicatorDefinition definition, Fraction value)
    {
        var rounded = value.Round(definition.Decimals);
        return definition.Unit switch
        {
            IndicatorUnit.Percent => RussianText.Percent(rounded, definition.Decimals),
            IndicatorUnit.YesNo => value == Fraction.Zero ? "нет" : "да",
            IndicatorUnit.Index => RussianText.Decimal(rounded, definition.Decimals),
            _ => RussianText.Decimal(rounded),
        };
    }

    /// <summary>«+2,3 п. п.», «−1», «без изменений»: a value against another one of the same indicator.</summary>
    public static string Change(IndicatorDefinition definition, Fraction before, Fraction now)
    {
        var change = now - before;
        if (change == Fraction.Zero)
            return "без изменений";
        var rounded = change.Round(Math.Max(definition.Decimals, definition.Unit == IndicatorUnit.Count ? 0 : 1));
        var words = definition.Unit == IndicatorUnit.Index ? RussianText.Decimal(Math.Abs(rounded), Math.Max(definition.Decimals, 1)) : RussianText.Decimal(Math.Abs(rounded));
        return RussianText.Nbsp($"{(change > Fraction.Zero ? "+" : "−")}{words}{(definition.Unit == IndicatorUnit.Percent ? " п. п." : "")}");
    }

    /// <summary>What is said of the stored values above a table.</summary>
    public static string State(IndicatorTable table, Application.Tenants.Tenant tenant) => (table.State.Run, table.State.IsRecomputing, table.State.FailureId) switch
    {
        (_, true, _) => "Данные изменились, сохранённые значения пересчитываются. Показаны значения на сейчас.",
        (_, _, { } failure) => $"Последний расчёт не удался, номер ошибки {failure}. Показаны значения на сейчас.",
        (null, _, _) => "Расчёта ещё не было. Показаны значения на сейчас.",
        ({ } run, _, _) when table.IsStored => $"Расчёт № {run.Number} от {LocalTime.Of(run.FinishedAt, tenant)}: изменилось {RussianText.Count(run.ChangedCount, "значение", "значения", "значений")} из {RussianText.Number(run.ValueCount)}. Проверено {LocalTime.Of(run.CheckedAt, tenant)}.",
        _ => "За эти годы значения не хранятся. Показаны значения на сейчас.",
    };

    public static MarkKind? Mark(IndicatorStanding standing) => standing switch
    {
        IndicatorStanding.Reached => MarkKind.Reached,
        IndicatorStanding.Approaching => MarkKind.Behind,
        IndicatorStanding.NotReached => MarkKind.Missed,
        IndicatorStanding.NoData => MarkKind.NoData,
        _ => null,
    };

    public static string Trend(IndicatorTrend trend) => trend switch
    {
        IndicatorTrend.Better => "лучше, чем год назад",
        IndicatorTrend.Worse => "хуже, чем год назад",
        IndicatorTrend.Same => "как год назад",
        IndicatorTrend.Moved => "изменилось за год",
        _ => "сравнить не с чем",
    };

    /// <summary>«нет данных по 3 школам», «нет сведений управления», «в знаменателе 0»; null when nothing is missing.</summary>
    public static string? Missing(IndicatorValue value)
    {
        var schools = value.Missing.Count(key => key.Length > 0);
        var words = new[]
        {
            schools > 0 ? $"нет данных по {RussianText.Count(schools, "школе", "школам", "школам")}" : null,
            value.Missing.Contains("") ? "нет сведений управления" : null,
            value.HasNothingToShare ? "в знаменателе 0" : null,
        }.OfType<string>().ToArray();
        return words.Length == 0 ? null : string.Join("; ", words);
    }

    /// <summary>The address that an answer consists of; null for words, and for anything that is no page of the web.</summary>
    public static string? LinkIn(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : null;

    public static string Number(Fraction? value) => value is { } number ? RussianText.Decimal(number.Round(2)) : "—";
}

/// <summary>Values of the years as a small line, oldest first, with the target dashed; coordinates as SVG wants them.</summary>
/// <param name="Aim">Height of the target; null when there is none.</param>
public sealed record TrendLine(IReadOnlyList<(string X, string Y)> Dots, string? Aim)
{
    private const double Width = 88, Height = 30, Edge = 6;

    public string Points => string.Join(' ', Dots.Select(dot => $"{dot.X},{dot.Y}"));

    /// <summary>Null with fewer than two values: there is no line.</summary>
    public static TrendLine? Of(IndicatorSeries series)
    {
        var values = series.Points.Select(point => point.Value.Value).OfType<Fraction>().Select(value => (double)value.Round(IndicatorDefinition.MostDecimals)).ToArray();
        if (values.Length < 2)
            return null;
        double? aim = series.Target is { } target ? (double)target.Value : null;
        var (low, high) = (values.Append(aim ?? values[0]).Min(), values.Append(aim ?? values[0]).Max());
        return new TrendLine(
            [.. values.Select((value, i) => (Text(Edge + (i * (Width - (2 * Edge)) / (values.Length - 1))), Text(Y(value))))],
            aim is { } at ? Text(Y(at)) : null);

        double Y(double value) => high - low < 1e-9 ? Height / 2 : Edge + ((high - value) * (Height - (2 * Edge)) / (high - low));
    }

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
