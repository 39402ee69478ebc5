using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace SchoolSupport.Web.Infrastructure;

/// <summary>
/// How people here write numbers and dates: decimal comma, spaces between thousands, dd.MM.yyyy.
/// The same rules hold for forms and for query strings, whose culture MVC would take as invariant.
/// </summary>
public static class RussianModelBinding
{
    public const string WholeNumberExpected = "Введите целое число, например 12.";
    public const string NumberExpected = "Введите число, например 16,75.";
    public const string DateExpected = "Введите дату в виде ДД.ММ.ГГГГ, например 01.09.2025.";

    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("ru-RU");

    private static readonly string[] DateFormats = ["dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-dd"];

    /// <summary>Adds the binders and the Russian messages to MVC.</summary>
    public static void UseRussian(this MvcOptions options)
    {
        options.ModelBinderProviders.Insert(0, new RussianBinderProvider());
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        SetMessages(options.ModelBindingMessageProvider);
    }

    /// <summary>Reads a whole number; spaces of any kind between digits are allowed, a fraction is not.</summary>
    public static bool TryReadWhole(string text, out long value) =>
        long.TryParse(WithoutSpaces(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a number with a decimal comma or point; spaces of any kind between digits are allowed.</summary>
    public static bool TryReadNumber(string text, out decimal value) =>
        decimal.TryParse(WithoutSpaces(text).Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out value);

    /// <summary>Reads dd.MM.yyyy, d.M.yyyy or the yyyy-MM-dd that a native date field posts.</summary>
    public static bool TryReadDate(string text, out DateOnly value) =>
        DateOnly.TryParseExact(WithoutSpaces(text), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    private static string WithoutSpaces(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace('\u2212', '-');

    private static void SetMessages(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => "Проверьте значение: его не удалось прочитать.");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "Проверьте значение: его не удалось прочитать.");
        messages.SetUnknownValueIsInvalidAccessor(_ => "Выберите значение из списка.");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Выберите значение из списка.");
        messages.SetValueIsInvalidAccessor(_ => "Проверьте значение: его не удалось прочитать.");
        messages.SetValueMustBeANumberAccessor(_ => NumberExpected);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => NumberExpected);
        messages.SetValueMustNotBeNullAccessor(_ => "Заполните это поле.");
        messages.SetMissingBindRequiredValueAccessor(_ => "Заполните это поле.");
        messages.SetMissingKeyOrValueAccessor(() => "Заполните это поле.");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "Запрос пришёл пустым. Заполните форму и отправьте её ещё раз.");
    }
}

/// <summary>Chooses the one binder of texts, numbers and dates by the type of the field.</summary>
public sealed class RussianBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        // A header or a body is not typed in by a person; an explicit binder attribute wins.
        if (context.BindingInfo.BinderType is not null
            || context.BindingInfo.BindingSource is { } source && !source.IsFromRequest)
            return null;
        var type = context.Metadata.UnderlyingOrModelType;
        if (type == typeof(string))
            return new TextBinder(keepSpaces: context.Metadata.DataTypeName == "Password");
        if (type == typeof(int) || type == typeof(long) || type == typeof(short))
            return new WholeNumberBinder();
        if (type == typeof(decimal) || type == typeof(double))
            return new NumberBinder();
        return type == typeof(DateOnly) ? new DateBinder() : null;
    }
}

/// <summary>Takes one posted text, remembers it for showing again, and leaves an empty one as null.</summary>
public abstract class SingleTextBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext context)
    {
        var posted = context.ValueProvider.GetValue(context.ModelName);
        if (posted == ValueProviderResult.None)
            return Task.CompletedTask;
        context.ModelState.SetModelValue(context.ModelName, posted);
        var text = posted.FirstValue ?? "";
        if (!string.IsNullOrWhiteSpace(text))
            Read(context, text);
        else if (context.ModelMetadata.IsReferenceOrNullableType)
            context.Result = ModelBindingResult.Success(null);
        else
            context.ModelState.TryAddModelError(context.ModelName, "Заполните это поле.");
        return Task.CompletedTask;
    }

    protected abstract void Read(ModelBindingContext context, string text);

    protected static void Refuse(ModelBindingContext context, string message) =>
        context.ModelState.TryAddModelError(context.ModelName, message);
}

/// <summary>Trims, and drops control characters, which neither a page nor PostgreSQL can hold (U+0000).</summary>
public sealed class TextBinder(bool keepSpaces) : SingleTextBinder
{
    protected override void Read(ModelBindingContext context, string text)
    {
        var clean = string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\r' or '\t'));
        context.Result = ModelBindingResult.Success(keepSpaces ? clean : clean.Trim());
    }
}

public sealed class WholeNumberBinder : SingleTextBinder
{
    protected override void Read(ModelBindingContext context, string text)
    {
        var type = context.ModelMetadata.UnderlyingOrModelType;
        if (!RussianModelBinding.TryReadWhole(text, out var value))
            Refuse(context, RussianModelBinding.WholeNumberExpected);
        else if (type == typeof(int) && value is < int.MinValue or > int.MaxValue
            || type == typeof(short) && value is < short.MinValue or > short.MaxValue)
            Refuse(context, "Число слишком большое.");
        else
            context.Result = ModelBindingResult.Success(Convert.ChangeType(value, type, CultureInfo.InvariantCulture));
    }
}

public sealed class NumberBinder : SingleTextBinder
{
    protected override void Read(ModelBindingContext context, string text)
    {
        if (RussianModelBinding.TryReadNumber(text, out var value))
            context.Result = ModelBindingResult.Success(
                Convert.ChangeType(value, context.ModelMetadata.UnderlyingOrModelType, CultureInfo.InvariantCulture));
        else
            Refuse(context, RussianModelBinding.NumberExpected);
    }
}

public sealed class DateBinder : SingleTextBinder
{
    protected override void Read(ModelBindingContext context, string text)
    {
        if (RussianModelBinding.TryReadDate(text, out var value))
            context.Result = ModelBindingResult.Success(value);
        else
            Refuse(context, RussianModelBinding.DateExpected);
    }
}
