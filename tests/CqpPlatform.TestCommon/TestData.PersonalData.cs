using System.IO.Compression;
using System.Net;

namespace CqpPlatform.TestCommon;

public static partial class TestData
{
    /// <summary>What a person reads of the archive of their file.</summary>
    public static async Task<string> PageOfAsync(Func<Stream, CancellationToken, Task> write)
    {
        using var memory = new MemoryStream();
        await write(memory, default);
        memory.Position = 0;
        await using var zip = new ZipArchive(memory);
        using var reader = new StreamReader(zip.GetEntry("dossier.html")!.Open());
        return WebUtility.HtmlDecode(await reader.ReadToEndAsync());
    }
}
