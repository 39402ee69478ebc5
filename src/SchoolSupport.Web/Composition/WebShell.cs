using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FluentValidation;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Composition;

/// <summary>
/// Everything of the web side that knows no database: MVC, culture, headers, error pages, static files, logging, health.
/// Order in the composition root: <c>UseWebShell</c>, authentication, rate limiting, authorization, <c>MapWebShell</c>.
/// </summary>
public static class WebShell
{
    /// <summary>A health check with this tag says that requests can be served: <c>/health/ready</c>.</summary>
    public const string ReadyTag = "ready";

    private static readonly TimeSpan FontsAge = TimeSpan.FromDays(30);

    public static IServiceCollection AddWebShell(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddWebLogging(configuration);
        services.AddRouting(options => options.LowercaseUrls = true);
        services.AddControllersWithViews(options =>
        {
            options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            options.Filters.Add(new AntiforgeryRefusal());
            options.Filters.Add(new YearKeepingRedirect());
            options.UseRussian();
        });
        services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new FeatureViewLocations()));
        // Cyrillic as it is, not as numeric references: pages are half the size and can be read.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(UseRussianOnly);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "forgery";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.AddResponseCompression();
        services.AddHttpContextAccessor();
        services.AddHealthChecks();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<PageYear>();
        services.AddScoped<ShellContext>();
        services.AddValidators();
        return services;
    }

    /// <summary>What stands before authentication. Background threads get the Russian culture too.</summary>
    public static void UseWebShell(this WebApplication app)
    {
        CultureInfo.DefaultThreadCurrentCulture = RussianModelBinding.Culture;
        CultureInfo.DefaultThreadCurrentUICulture = RussianModelBinding.Culture;
        app.UseMiddleware<RequestLog>();
        app.UseSecurityHeaders();
        if (app.Environment.IsProduction())
            app.UseHsts();
        app.UseRequestLocalization();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = ErrorController.Path(StatusCodes.Status500InternalServerError),
            StatusCodeSelector = ErrorController.StatusOf,
            CreateScopeForErrors = true,
            // The handler would otherwise take a 404 that its own page answers for a missing page.
            AllowStatusCode404Response = true,
            SuppressDiagnosticsCallback = context => ErrorController.StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetAge });
        app.UseRouting();
        app.Use(RequestLog.RememberRoute);
    }

    /// <summary>What stands after authorization: controllers and the two health answers.</summary>
    public static void MapWebShell(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag) }).AllowAnonymous();
        app.MapControllers();
    }

    private static void UseRussianOnly(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(RussianModelBinding.Culture);
        options.SupportedCultures = [RussianModelBinding.Culture];
        options.SupportedUICultures = [RussianModelBinding.Culture];
        options.RequestCultureProviders.Clear();
    }

    private static void AddValidators(this IServiceCollection services)
    {
        ValidatorOptions.Global.LanguageManager.Culture = RussianModelBinding.Culture;
        foreach (var type in Assembly.GetExecutingAssembly().GetTypes().Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false }))
            foreach (var validator in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IValidator<>)))
                services.AddScoped(validator, type);
    }

    private static void SetAge(StaticFileResponseContext context)
    {
        // asp-append-version puts a hash of the content into the address; the fonts' addresses stand in the stylesheet.
        var headers = context.Context.Response.Headers;
        if (context.Context.Request.Query.ContainsKey("v"))
            headers.CacheControl = "public, max-age=31536000, immutable";
        else if (context.Context.Request.Path.StartsWithSegments("/lib"))
            headers.CacheControl = $"public, max-age={(long)FontsAge.TotalSeconds}";
    }
}
