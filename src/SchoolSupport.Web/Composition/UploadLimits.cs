using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Assessments;

namespace SchoolSupport.Web.Composition;

/// <summary>The server takes a file of the configured size and a little more for the rest of the form; a larger body is a 413.</summary>
public static class UploadLimits
{
    private const long RestOfForm = 1024 * 1024;
    private const int MostFields = 8192;

    public static IServiceCollection AddUploadLimits(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => new ConfigureOptions<KestrelServerOptions>(kestrel =>
            kestrel.Limits.MaxRequestBodySize = LargestBody(provider)));
        services.AddSingleton<IConfigureOptions<FormOptions>>(provider => new ConfigureOptions<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = LargestBody(provider);
            // A section that is asked of each of thirty classes has more fields than the usual 1,024.
            form.ValueCountLimit = MostFields;
        }));
        return services;
    }

    private static long LargestBody(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<UploadOptions>>().Value.Limits.MaxFileBytes + RestOfForm;
}
