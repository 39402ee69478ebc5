namespace SchoolSupport.Documents.Pdf;

/// <summary>A PDF cannot be made now: no browser, too many waiting, too long. The message is Russian and for the reader.</summary>
public sealed class PdfUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The content is wider than its page; the browser would silently shrink the whole paper. The message is Russian.</summary>
public sealed class PdfLayoutException(string message) : Exception(message);
