namespace CqpPlatform.Web.Components.Layout;

/// <param name="Also">Other addresses that belong to it: what is reached from it and lives elsewhere.</param>
public sealed record NavEntry(string Href, string Label, params string[] Also);

/// <summary>What the frame shows about the person signed in.</summary>
/// <param name="TenantName">Certifying body, or training organisation, on whose behalf the person acts.</param>
/// <param name="UserName">NOM Prénom.</param>
/// <param name="Finds">May look for candidates from any page.</param>
public sealed record Shell(string TenantName, string UserName, string Initials, IReadOnlyList<NavEntry> Entries, bool Finds);

/// <summary>How many work items wait for the person signed in; null where it cannot be told.</summary>
public delegate Task<int?> CountWorkItems(CancellationToken ct);

/// <summary>The work items that wait, as last counted in this circuit: by the worklist, which shows them, or beside another page, at most once a minute.</summary>
public sealed class WorkItemCount(TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);
    private DateTimeOffset at;

    public event Action? Changed;

    public int? Value { get; private set; }
    public bool Recent => Value is not null && time.GetUtcNow() - at < Lasts;

    public void Set(int? count)
    {
        (Value, at) = (count, time.GetUtcNow());
        Changed?.Invoke();
    }
}
