using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Infrastructure;

/// <summary>
/// The finished page of a GET is kept for the same person and address and given again until anything of the tenant changes.
/// For pages that show only what the history tells about: a change that writes no history would not be seen.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KeptPageAttribute : Attribute, IFilterFactory, IOrderedFilter
{
    /// <summary>
    /// A page is never older than this, 1…60, even when nothing changed: for pages that say what people do at the moment. The usual hour is for «today»,
    /// which begins at a full hour somewhere.
    /// </summary>
    public int Minutes { get; init; } = 60;

    public bool IsReusable => true;

    /// <summary>Before the frame of the page is read.</summary>
    public int Order => -1;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => new Filter(serviceProvider.GetRequiredService<KeptPages>(), Minutes);

    private sealed class Filter(KeptPages pages, int minutes) : IAsyncResourceFilter
    {
        public Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next) => pages.AnswerAsync(context, minutes, next);
    }
}

public sealed record KeptPagesOptions
{
    public const string Section = "KeptPages";

    /// <summary>Memory for all pages together; 0 keeps none.</summary>
    public int Megabytes { get; init; } = 128;
}

/// <summary>
/// Finished pages in memory. A request that finds one asks the database a single question, whether the tenant's history grew
/// since the page was made; who asks and what they may do has been checked before, as for every request. For a browser that takes it
/// compressed a page is compressed once, when it is asked for again.
/// </summary>
public sealed class KeptPages(HistoryWatch history, TimeProvider time, IResponseCompressionProvider compression, IOptions<KeptPagesOptions> options) : IDisposable
{
    /// <summary>0…1, of those not asked for longest, when there is no room left.</summary>
    private const double SharePutOut = 0.25;

    private static readonly TimeSpan UnaskedFor = TimeSpan.FromMinutes(10);
    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = options.Value.Megabytes * 1024L * 1024, TrackStatistics = true });
    private readonly long room = options.Value.Megabytes * 1024L * 1024;

    private sealed record Kept(string Snapshot, byte[] Body, string ContentType)
    {
        /// <summary>The body by encoding.</summary>
        public ConcurrentDictionary<string, byte[]> Compressed { get; } = [];
    }

    /// <param name="minutes">The longest time that a page is given again.</param>
    internal async Task AnswerAsync(ResourceExecutingContext context, int minutes, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        var actor = http.RequestServices.GetRequiredService<CurrentActor>();
        if (actor.TenantId is not { } tenantId || options.Value.Megabytes == 0)
        {
            await next();
            return;
        }
        var key = KeyOf(http, minutes);
        var kept = pages.Get<Kept>(key);
        // Asked before anything is read, so a page is never newer in the books than its content.
        var moment = await history.LookAsync(tenantId, kept?.Snapshot, http.RequestAborted);
        if (kept is not null && !moment.HasGrown)
            context.Result = new FileContentResult(Encoded(kept, http), kept.ContentType);
        else
            await MakeAsync(http, key, moment.Snapshot, next);
    }

    /// <summary>The body as the browser takes it, with the headers that say so; the compression of answers leaves such an answer as it is.</summary>
    private byte[] Encoded(Kept kept, HttpContext http)
    {
        http.Response.ContentType = kept.ContentType;
        if (!compression.CheckRequestAcceptsCompression(http) || !compression.ShouldCompressResponse(http) || compression.GetCompressionProvider(http) is not { } provider)
            return kept.Body;
        http.Response.Headers.ContentEncoding = provider.EncodingName;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        return kept.Compressed.GetOrAdd(provider.EncodingName, _ => Compress(kept.Body, provider));
    }

    private static byte[] Compress(byte[] body, ICompressionProvider provider)
    {
        using var result = new MemoryStream();
        using (var stream = provider.CreateStream(result))
            stream.Write(body);
        return result.ToArray();
    }

    private async Task MakeAsync(HttpContext http, string key, string snapshot, ResourceExecutionDelegate next)
    {
        var answer = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var copy = new MemoryStream();
        var copying = new StreamResponseBodyFeature(copy);
        http.Features.Set<IHttpResponseBodyFeature>(copying);
        ResourceExecutedContext made;
        try
        {
            made = await next();
            await copying.CompleteAsync();
        }
        finally
        {
            http.Features.Set(answer);
        }
        if (made.Exception is not null && !made.ExceptionHandled)
            return;
        var response = http.Response;
        if (IsKept(response))
            Keep(key, new Kept(snapshot, copy.ToArray(), response.ContentType!));
        if (copy.Length > 0)
            await response.Body.WriteAsync(copy.GetBuffer().AsMemory(0, (int)copy.Length), http.RequestAborted);
    }

    // A full cache refuses what comes and makes room later: pages that people look at now would be made again and again for the sake of those that nobody
    // asks for any more.
    private void Keep(string key, Kept page)
    {
        var size = page.Body.Length + 2 * key.Length;
        if (pages.GetCurrentStatistics()?.CurrentEstimatedSize + size > room)
            pages.Compact(SharePutOut);
        pages.Set(key, page, new MemoryCacheEntryOptions { Size = size, SlidingExpiration = UnaskedFor });
    }

    // A page that sets a cookie holds a form's token that belongs to it.
    private static bool IsKept(HttpResponse response) => response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0
        && response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true;

    /// <summary>
    /// Everything of the request that a page can depend on: all claims of the person (the security stamp among them), the
    /// cookies (the forms' tokens belong to one), the address; and the span of time that it is kept for.
    /// </summary>
    private string KeyOf(HttpContext http, int minutes)
    {
        var request = http.Request;
        var text = new StringBuilder(1024);
        foreach (var claim in http.User.Claims)
            Part(text, claim.Type, claim.Value);
        // The session's own cookie is renewed now and then; what it says are the claims.
        foreach (var (name, value) in request.Cookies.Where(c => !c.Key.StartsWith(SessionCookie, StringComparison.Ordinal)).OrderBy(c => c.Key, StringComparer.Ordinal))
            Part(text, name, value);
        Part(text, request.Scheme, request.Host.Value ?? "");
        Part(text, request.PathBase + request.Path, request.QueryString.Value ?? "");
        text.Append(time.GetUtcNow().ToUnixTimeSeconds() / (60 * minutes));
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // With lengths, so that no two requests can be written alike.
    private static void Part(StringBuilder text, string name, string value) =>
        text.Append(name.Length).Append(':').Append(name).Append(value.Length).Append(':').Append(value);

    private const string SessionCookie = Composition.Security.SessionCookie;

    public void Dispose() => pages.Dispose();
}
