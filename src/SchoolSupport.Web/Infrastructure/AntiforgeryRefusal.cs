using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Infrastructure;

/// <summary>Remembers that a 400 came from the antiforgery check, so that its page can say what to do.</summary>
public sealed class AntiforgeryRefusal : IAsyncAlwaysRunResultFilter
{
    private static readonly object Key = new();

    public static bool Happened(HttpContext context) => context.Items.ContainsKey(Key);

    /// <exception cref="BadHttpRequestException">The body, where the token stands, is over the limit: that is what went wrong.</exception>
    /// <exception cref="InvalidDataException">The same, found by the reader of the form.</exception>
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            await RefuseTooLargeAsync(context.HttpContext.Request);
            context.HttpContext.Items[Key] = true;
        }
        await next();
    }

    // The check took a body that could not be read for a missing token; asking for the form again repeats the real refusal.
    private static async Task RefuseTooLargeAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return;
        try
        {
            await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception error) when (error is IOException or InvalidDataException && ErrorController.StatusOf(error) != StatusCodes.Status413PayloadTooLarge)
        {
            // Broken otherwise: the page of a stale form is the right one.
        }
    }
}
