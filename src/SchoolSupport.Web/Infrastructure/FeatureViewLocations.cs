using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace SchoolSupport.Web.Infrastructure;

/// <summary>
/// Finds views beside their controllers: <c>Features/Room/Controller/Action.cshtml</c>, then <c>Features/Room</c>,
/// then <c>Features/Shared</c>. The room is the part of the controller's namespace after <c>Features</c>.
/// </summary>
public sealed class FeatureViewLocations : IViewLocationExpander
{
    private const string RoomKey = "room";
    private const string RoomMarker = ".Features.";

    public void PopulateValues(ViewLocationExpanderContext context) =>
        context.Values[RoomKey] = RoomOf(context.ActionContext.ActionDescriptor as ControllerActionDescriptor);

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        if (context.Values.TryGetValue(RoomKey, out var room) && room is not null)
        {
            yield return $"/Features/{room}/{{1}}/{{0}}.cshtml";
            yield return $"/Features/{room}/{{0}}.cshtml";
        }
        yield return "/Features/Shared/{1}/{0}.cshtml";
        yield return "/Features/Shared/{0}.cshtml";
    }

    private static string? RoomOf(ControllerActionDescriptor? action)
    {
        var space = action?.ControllerTypeInfo.Namespace;
        var start = space?.IndexOf(RoomMarker, StringComparison.Ordinal) ?? -1;
        return start < 0 ? null : space![(start + RoomMarker.Length)..].Replace('.', '/');
    }
}
