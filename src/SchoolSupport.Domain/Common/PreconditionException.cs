namespace SchoolSupport.Domain.Common;

/// <summary>
/// An operation was asked for while its precondition does not hold, although the page that offered it asked first.
/// Shown as 409 with the message.
/// </summary>
/// <param name="message">What cannot be done and why, in Russian, without personal data.</param>
public sealed class PreconditionException(string message) : Exception(message);
