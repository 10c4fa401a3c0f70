using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.Json;

namespace CqpPlatform.Web.Documents.Engine;

/// <summary>One Node process, started at the first request. Frames are described in worker.mjs.</summary>
internal sealed class TypstWorker(EngineFiles files)
{
    private Process? process;
    private int lastId;

    public int Starts { get; private set; }
    public int Handled { get; private set; }
    public int ProcessId => process?.Id ?? 0;

    public async Task<TypstResult> SendAsync(TypstRequest request, CancellationToken ct)
    {
        var running = process ??= Start();
        var id = ++lastId;
        var json = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id,
            template = request.Template,
            data = request.DataJson,
            standard = request.Standard,
            also = request.Also ?? [],
            attempts = request.Attempts,
        });
        var frame = new byte[4 + json.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, json.Length);
        json.CopyTo(frame, 4);
        var input = running.StandardInput.BaseStream;
        await input.WriteAsync(frame, ct);
        await input.FlushAsync(ct);

        var output = running.StandardOutput.BaseStream;
        var lengths = new byte[8];
        await output.ReadExactlyAsync(lengths, ct); // the end of the stream is an IOException too
        var header = new byte[BinaryPrimitives.ReadInt32LittleEndian(lengths)];
        var pdf = new byte[BinaryPrimitives.ReadInt32LittleEndian(lengths.AsSpan(4))];
        await output.ReadExactlyAsync(header, ct);
        await output.ReadExactlyAsync(pdf, ct);
        Handled++;
        return Answer(id, header, pdf);
    }

    public void Kill()
    {
        var running = process;
        process = null;
        if (running is null) return;
        try
        {
            running.Kill(entireProcessTree: true);
            running.WaitForExit(2000);
        }
        catch (InvalidOperationException)
        {
            // It had already ended.
        }
        running.Dispose();
    }

    private static TypstResult Answer(int id, byte[] header, byte[] pdf)
    {
        using var document = JsonDocument.Parse(header);
        var answer = document.RootElement;
        if (answer.GetProperty("id").GetInt32() != id) throw new IOException("The worker's answer is out of step.");
        if (!answer.GetProperty("ok").GetBoolean()) throw new TypstException(Texts(answer, "error"));
        // An unknown font makes text vanish from a valid file with no more than a warning.
        var warnings = Texts(answer, "warnings");
        if (warnings.Count > 0) throw new TypstException(warnings);
        return new TypstResult(pdf, answer.GetProperty("pages").GetInt32());
    }

    private static List<string> Texts(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(x => x.GetString()!)] : [];

    private Process Start()
    {
        var info = new ProcessStartInfo(files.Node, [files.Worker, files.NodeModules, files.Templates, .. files.Fonts])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = files.Templates,
        };
        info.Environment.Clear(); // the worker needs none of the host's secrets
        Starts++;
        Handled = 0;
        return Process.Start(info) ?? throw new IOException("node did not start.");
    }
}
