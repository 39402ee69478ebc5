using System.Globalization;
using Serilog;
using Serilog.Events;

namespace SchoolSupport.Web.Composition;

/// <summary>Serilog to the console and to a file a day. Section <c>Serilog</c> of the configuration can change levels and sinks.</summary>
public static class Logging
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";
    private const int KeptFiles = 31;
    private const long FileLimitBytes = 100 * 1024 * 1024;

    public static void AddWebLogging(this IServiceCollection services, IConfiguration configuration)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            // The framework's own request lines hold whole paths with query strings.
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture)
            .ReadFrom.Configuration(configuration);
        if (configuration["Logs:Directory"] is { Length: > 0 } directory)
            logger.WriteTo.File(Path.Combine(directory, "school-support-.log"), outputTemplate: "{Timestamp:o} " + Line,
                formatProvider: CultureInfo.InvariantCulture, rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: KeptFiles, fileSizeLimitBytes: FileLimitBytes, rollOnFileSizeLimit: true);
        services.AddLogging(logging => logging.ClearProviders().AddSerilog(logger.CreateLogger(), dispose: true));
    }
}
