namespace SchoolSupport.Documents.Reports;

/// <summary>Sizes of the paper and its margins in millimetres; one place for DOCX and PDF.</summary>
public static class PaperFormat
{
    public const double ShortSide = 210;
    public const double LongSide = 297;

    /// <summary>A portrait page: top, right, bottom, left.</summary>
    public static readonly PageMargins Portrait = new(20, 10, 20, 30);

    /// <summary>A landscape page is bound at its upper side, hence the wide margin there.</summary>
    public static readonly PageMargins Landscape = new(30, 20, 10, 20);

    public const double FirstLineIndent = 12.5;

    /// <summary>Width between the margins.</summary>
    public static double TextWidth(bool landscape) => landscape
        ? LongSide - Landscape.Left - Landscape.Right
        : ShortSide - Portrait.Left - Portrait.Right;
}

/// <summary>Millimetres.</summary>
public sealed record PageMargins(double Top, double Right, double Bottom, double Left);
