using System.Collections.Concurrent;

namespace CqpPlatform.Web.Features.Juries;

/// <summary>
/// Tells the open screens of a session that something changed, so that they read it again. In this process only: members whose
/// circuits are on a second node see the change at their next act or reload.
/// </summary>
public sealed class JuryNotifier
{
    private readonly ConcurrentDictionary<(Guid Tenant, Guid Session), Action> listeners = new();

    /// <summary>Listens until the answer is disposed.</summary>
    public IDisposable Listen(Guid tenantId, Guid sessionId, Action changed)
    {
        var key = (tenantId, sessionId);
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
        if (listeners.TryGetValue((tenantId, sessionId), out var all)) all();
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? end = end;

        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
