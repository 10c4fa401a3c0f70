namespace CqpPlatform.Web.Data.EmbeddedPostgres;

public sealed record EmbeddedPostgresOptions
{
    /// <summary>False for tests only: a power cut may then lose everything.</summary>
    public bool DurableWrites { get; init; } = true;

    /// <summary>Lets the owner create databases; tests clone a template per class.</summary>
    public bool OwnerCreatesDatabases { get; init; }

    public int MaxConnections { get; init; } = 100;

    /// <summary>Folder of <c>initdb</c> and <c>postgres</c>; null searches PG_BIN, Debian's folders, then node_modules.</summary>
    public string? BinDirectory { get; init; }
}
