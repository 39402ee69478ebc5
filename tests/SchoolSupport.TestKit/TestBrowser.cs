using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace SchoolSupport.TestKit;

/// <summary>Gets pages and posts their forms with the antiforgery token, as a browser without JavaScript does. Redirects are not followed.</summary>
public sealed class TestBrowser(HttpClient client)
{
    private static readonly HtmlParser Parser = new();

    public HttpClient Client => client;

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null) =>
        client.SendAsync(new HttpRequestMessage(method, path) { Content = content });

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path);

    /// <summary>The page, which must answer with this status.</summary>
    public async Task<IHtmlDocument> GetPageAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await client.GetAsync(path);
        return await PageOfAsync(response, path, expected);
    }

    /// <summary>Posts a form whose token is taken from a page that holds it (by default the form's own GET).</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, string? tokenPage = null)
    {
        var all = fields.Append(new("__RequestVerificationToken", await TokenAsync(tokenPage ?? path)));
        return await client.PostAsync(path, new FormUrlEncodedContent(all));
    }

    public Task<HttpResponseMessage> PostFormAsync(string path, object fields, string? tokenPage = null) =>
        PostFormAsync(path, fields.GetType().GetProperties().Select(p => new KeyValuePair<string, string>(p.Name, p.GetValue(fields)?.ToString() ?? "")), tokenPage);

    /// <summary>Posts a file with fields, as a multipart form.</summary>
    public async Task<HttpResponseMessage> PostFileAsync(string path, string field, string fileName, byte[] bytes, IEnumerable<KeyValuePair<string, string>>? fields = null, string? tokenPage = null)
    {
        var content = new MultipartFormDataContent
        {
            { new StringContent(await TokenAsync(tokenPage ?? path)), "__RequestVerificationToken" },
            { new ByteArrayContent(bytes), field, fileName },
        };
        foreach (var (name, value) in fields ?? [])
            content.Add(new StringContent(value), name);
        return await client.PostAsync(path, content);
    }

    public static async Task<IHtmlDocument> PageOfAsync(HttpResponseMessage response, string path, HttpStatusCode expected)
    {
        var html = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != expected)
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}, not {(int)expected}: {html[..Math.Min(html.Length, 2000)]}");
        return Parser.ParseDocument(html);
    }

    private async Task<string> TokenAsync(string page)
    {
        using var response = await client.GetAsync(page);
        Remember(response);
        var document = Parser.ParseDocument(await response.Content.ReadAsStringAsync());
        return (document.QuerySelector("input[name=__RequestVerificationToken]") as IHtmlInputElement)?.Value
            ?? throw new InvalidOperationException($"{page} ({(int)response.StatusCode}) holds no form with a token.");
    }

    /// <summary>Keeps the cookies of an answer: a Cookie header set by hand switches the handler's own store off.</summary>
    public void Remember(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var set))
            return;
        var jar = (client.DefaultRequestHeaders.TryGetValues("Cookie", out var sent) ? string.Join("; ", sent) : "")
            .Split("; ", StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(c => c[..c.IndexOf('=', StringComparison.Ordinal)]);
        foreach (var cookie in set.Select(c => c.Split(';')[0]))
            jar[cookie[..cookie.IndexOf('=', StringComparison.Ordinal)]] = cookie;
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", jar.Values));
    }
}
