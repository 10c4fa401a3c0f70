using System.Collections.Concurrent;

namespace CqpPlatform.Web.Features.Juries;

/// <summary>
/// Tells the open screens of a session that something changed, so that they read it again. In this process only: members whose
/// circuits are on a second node see the change at their next act or reload.
/// </summary>
public sealed class JuryNotifier
{
    private readonly ConcurrentDictionary<(Guid Tenant, Guid Session, bool OfFocus), Action> listeners = new();
    private readonly ConcurrentDictionary<(Guid Tenant, Guid Session), BlockKey> focus = new();

    /// <summary>Listens until the answer is disposed.</summary>
    public IDisposable Listen(Guid tenantId, Guid sessionId, Action changed) => Listen((tenantId, sessionId, false), changed);

    /// <summary>Listens to what the presidency looks at: the projected screen follows it.</summary>
    public IDisposable ListenToFocus(Guid tenantId, Guid sessionId, Action moved) => Listen((tenantId, sessionId, true), moved);

    public BlockKey? Focus(Guid tenantId, Guid sessionId) => focus.GetValueOrDefault((tenantId, sessionId));

    public void LookAt(Guid tenantId, Guid sessionId, BlockKey block)
    {
        focus[(tenantId, sessionId)] = block;
        if (listeners.TryGetValue((tenantId, sessionId, true), out var all)) all();
    }

    private Subscription Listen((Guid, Guid, bool) key, Action changed)
    {
        listeners.AddOrUpdate(key, changed, (_, others) => others + changed);
        return new Subscription(() =>
        {
            while (listeners.TryGetValue(key, out var all))
            {
                var others = (Action?)Delegate.Remove(all, changed);
                if (others is null ? listeners.TryRemove(new(key, all)) : listeners.TryUpdate(key, others, all)) return;
            }
        });
    }

    public void Changed(Guid tenantId, Guid sessionId)
    {
        if (listeners.TryGetValue((tenantId, sessionId, false), out var all)) all();
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? end = end;

        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
