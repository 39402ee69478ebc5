using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using SchoolSupport.Web.Composition;

namespace SchoolSupport.Web.Tests.Shared;

/// <summary>The web shell alone: no database, nobody signed in.</summary>
public sealed class ShellHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private ShellHost(WebApplication app) => this.app = app;

    public static async Task<ShellHost> StartAsync(string environment = "Testing")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Controllers and views are looked for in this assembly.
            ApplicationName = typeof(WebShell).Assembly.GetName().Name,
            EnvironmentName = environment,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseTestServer();
        builder.Services.AddWebShell(builder.Configuration);
        var app = builder.Build();
        app.UseWebShell();
        app.MapWebShell();
        await app.StartAsync();
        return new ShellHost(app);
    }

    /// <summary>A client with its own cookies that follows no redirect.</summary>
    public HttpClient Client() => new(new CookieHandler(app.GetTestServer().CreateHandler())) { BaseAddress = new Uri("http://localhost") };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private sealed class CookieHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly CookieContainer cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
                request.Headers.Add("Cookie", header);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set)
                    cookies.SetCookies(request.RequestUri!, cookie);
            return response;
        }
    }
}

internal static class Pages
{
    public static async Task<IHtmlDocument> PageAsync(this HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    public static async Task<IHtmlDocument> GetPageAsync(this HttpClient client, string address) =>
        await (await client.GetAsync(address)).PageAsync();

    /// <summary>Posts fields with the antiforgery token of the same page.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        var page = await client.GetPageAsync(address);
        var token = page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var all = fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        return await client.PostAsync(address, new FormUrlEncodedContent(all));
    }
}
