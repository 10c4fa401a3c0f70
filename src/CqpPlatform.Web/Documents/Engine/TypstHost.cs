using System.Threading.Channels;

namespace CqpPlatform.Web.Documents.Engine;

/// <summary>A small pool of worker processes; each handles one request at a time.</summary>
internal sealed class TypstHost : IAsyncDisposable
{
    /// <summary>A fresh process now and then keeps any slow leak of the engine away from the machine's memory.</summary>
    private const int RecycleAfter = 20_000;

    private readonly Channel<TypstWorker> idle;
    private readonly TypstWorker[] workers;
    private readonly TimeSpan timeout;

    public TypstHost(EngineFiles files, int size, TimeSpan timeout)
    {
        this.timeout = timeout;
        workers = [.. Enumerable.Range(0, size).Select(_ => new TypstWorker(files))];
        idle = Channel.CreateBounded<TypstWorker>(size);
        foreach (var worker in workers) idle.Writer.TryWrite(worker);
    }

    public IReadOnlyList<int> ProcessIds => [.. workers.Select(w => w.ProcessId).Where(id => id != 0)];

    public async Task<TypstResult> RenderAsync(TypstRequest request, CancellationToken ct)
    {
        var worker = await idle.Reader.ReadAsync(ct);
        try
        {
            // Rendering is pure, so a request whose worker died is tried once more, on a new process.
            try
            {
                return await SendAsync(worker, request, ct);
            }
            catch (IOException)
            {
                return await SendAsync(worker, request, ct);
            }
        }
        finally
        {
            idle.Writer.TryWrite(worker);
        }
    }

    private async Task<TypstResult> SendAsync(TypstWorker worker, TypstRequest request, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        var healthy = false;
        try
        {
            var result = await worker.SendAsync(request, limit.Token);
            healthy = worker.Handled < RecycleAfter;
            return result;
        }
        catch (TypstException)
        {
            healthy = true;
            throw;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The document was not ready after {timeout.TotalSeconds:0.#} s.");
        }
        finally
        {
            // A frame in flight leaves the pipe unusable: after a time-out, a cancellation or a fault the process ends.
            if (!healthy) worker.Kill();
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var worker in workers) worker.Kill();
        return ValueTask.CompletedTask;
    }
}
