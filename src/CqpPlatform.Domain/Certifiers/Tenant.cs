using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Certifiers;

/// <summary>One certifying body of this installation. The list of tenants is global; all that hangs below one is not.</summary>
public sealed class Tenant : IGlobal
{
    public const int SlugMaxLength = 40, NameMaxLength = 80;

    private Tenant() { }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string Slug { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>Starts every document number of this tenant, so that a public verification knows whose document it looks for.</summary>
    public string DocumentPrefix { get; private set; } = "";

    /// <summary>Invented, for trying the platform: its people may sign in with a password alone. Nothing turns it into a real one, nor a real one into it.</summary>
    public bool IsDemonstration { get; private set; }

    public static Tenant Create(string slug, string name, string documentPrefix, bool isDemonstration = false) =>
        new() { Slug = slug, Name = name, DocumentPrefix = documentPrefix, IsDemonstration = isDemonstration };
}
