using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>One method of one endpoint of the running application, and who may reach it.</summary>
/// <param name="Pattern">The address without constraints, «schools/{id}/edit».</param>
internal sealed record AppRoute(string Method, string Pattern, RouteEndpoint Endpoint)
{
    private static readonly HashSet<string> Safe = ["GET", "HEAD", "OPTIONS"];

    public bool IsSafe => Safe.Contains(Method);

    public ControllerActionDescriptor? Action => Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>();

    public IReadOnlyList<string> Permissions { get; } = [.. Endpoint.Metadata.OfType<RequirePermissionAttribute>().Select(a => a.Permission).Distinct()];

    public bool IsAnonymous => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public bool IsSignedIn => Endpoint.Metadata.OfType<SignedInAttribute>().Any();

    /// <summary>How many kinds of guard the endpoint has; anything but one is a mistake.</summary>
    public int Guards => (Permissions.Count > 0 ? 1 : 0) + (IsSignedIn ? 1 : 0) + (IsAnonymous ? 1 : 0);

    public bool Allows(string role) => IsAnonymous || IsSignedIn || (Permissions.Count > 0 && Permissions.All(p => Roles.Allows(role, p)));

    public IEnumerable<RoutePatternParameterPart> Parameters => Endpoint.RoutePattern.Parameters;

    public bool HasId => Parameters.Any(IsId);

    /// <summary>Whether a part of the address is the id of something.</summary>
    public bool IsId(RoutePatternParameterPart part) =>
        part.ParameterPolicies.Any(p => p.Content == "guid")
        || Action?.Parameters.SingleOrDefault(p => p.Name == part.Name)?.ParameterType is { } type && (Nullable.GetUnderlyingType(type) ?? type) == typeof(Guid);

    /// <summary>The address with values in it.</summary>
    /// <param name="value">Asked with everything up to and with the parameter, «schools/{id}».</param>
    public string Url(Func<string, RoutePatternParameterPart, string> value)
    {
        var (address, known) = ("", "");
        foreach (var segment in Endpoint.RoutePattern.PathSegments)
        {
            (address, known) = (address + "/", known + (known.Length > 0 ? "/" : ""));
            foreach (var part in segment.Parts)
            {
                known += Text(part);
                address += part is RoutePatternParameterPart parameter ? value(known, parameter) : Text(part);
            }
        }
        return address.Length == 0 ? "/" : address;
    }

    public override string ToString() => $"{Method} /{Pattern}";

    public static IReadOnlyList<AppRoute> Of(IServiceProvider services) => Of(services.GetRequiredService<EndpointDataSource>().Endpoints);

    public static IReadOnlyList<AppRoute> Of(IEnumerable<Endpoint> endpoints) =>
        [.. from endpoint in endpoints.OfType<RouteEndpoint>()
            // An endpoint that names no method answers to all.
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } named ? named : ["GET", "POST"]
            let pattern = string.Join("/", endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Text))))
            orderby pattern, method
            select new AppRoute(method, pattern, endpoint)];

    private static string Text(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => "",
    };
}
