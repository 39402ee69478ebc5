using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>Joins FluentValidation with ModelState: one list of errors, whoever found them.</summary>
public static class FormValidation
{
    /// <summary>
    /// Runs the validator and adds its messages. A field that could not even be read keeps that one message.
    /// True when the form has no error at all.
    /// </summary>
    /// <param name="prefix">What stands before the fields' names, «Form.»; by default found out from the posted names.</param>
    public static async Task<bool> IsValidAsync<TForm>(this Controller controller, IValidator<TForm> validator, TForm form,
        string? prefix = null)
        where TForm : class
    {
        prefix ??= PrefixOf<TForm>(controller);
        var unread = controller.ModelState.Where(pair => pair.Value?.Errors.Count > 0).Select(pair => pair.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var result = await validator.ValidateAsync(form, controller.HttpContext.RequestAborted);
        foreach (var failure in result.Errors)
        {
            var key = failure.PropertyName.Length == 0 ? "" : prefix + failure.PropertyName;
            if (!unread.Contains(key))
                controller.ModelState.AddModelError(key, failure.ErrorMessage);
        }
        return controller.ModelState.IsValid;
    }

    /// <summary>The same page again with its errors, answered with 400.</summary>
    public static ViewResult InvalidForm(this Controller controller, object page, string? view = null)
    {
        var result = view is null ? controller.View(page) : controller.View(view, page);
        result.StatusCode = StatusCodes.Status400BadRequest;
        return result;
    }

    /// <summary>«Form.» when the fields were posted as Form.Name because the page holds the form in a property, else nothing.</summary>
    private static string PrefixOf<TForm>(Controller controller)
    {
        var parameter = controller.ControllerContext.ActionDescriptor.Parameters.FirstOrDefault(p => p.ParameterType == typeof(TForm));
        if (parameter is null)
            return "";
        var prefix = (parameter.BindingInfo?.BinderModelName ?? parameter.Name) + ".";
        return controller.ModelState.Keys.Any(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ? prefix : "";
    }
}
