using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Identification;

/// <summary>How lists and sentences call a school: without the legal form, never torn at «№» or «г.».</summary>
internal static class SchoolTitle
{
    public static string Of(string shortName) => RussianText.Nbsp(NaturalKey.Title(shortName));
}
