namespace CqpPlatform.Web.Components.Layout;

public sealed record NavEntry(string Href, string Label);

/// <summary>What the frame shows about the person signed in.</summary>
/// <param name="TenantName">Certifying body, or training organisation, on whose behalf the person acts.</param>
/// <param name="UserName">NOM Prénom.</param>
public sealed record Shell(string TenantName, string UserName, string Initials, IReadOnlyList<NavEntry> Entries);
