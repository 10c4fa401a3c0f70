namespace CqpPlatform.Domain.Common;

/// <summary>The person who acts, as it is signed and printed: an account, or a tutor who came by a link.</summary>
/// <param name="Id">The account or the tutor.</param>
/// <param name="Name">NOM Prénom.</param>
public sealed record Signatory(Guid Id, string Name);
