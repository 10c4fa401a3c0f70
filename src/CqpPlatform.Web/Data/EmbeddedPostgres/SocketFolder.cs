using System.Text;

namespace CqpPlatform.Web.Data.EmbeddedPostgres;

/// <summary>Where the server listens: in the data folder, or, when that path is too long for a socket, in a private temporary folder recorded there.</summary>
internal static class SocketFolder
{
    // sockaddr_un.sun_path on Linux: 108 bytes with the final zero.
    private const int LongestSocketPath = 107;
    private const string SocketName = "/.s.PGSQL.5432";

    public static string Prepare(string dataDirectory, ServerAccount account)
    {
        Remove(dataDirectory);
        var folder = Path.Combine(dataDirectory, "socket");
        // A comma separates hosts in a connection string, a quote ends a folder name in postgresql.conf.
        if (Encoding.UTF8.GetByteCount(folder + SocketName) > LongestSocketPath || folder.AsSpan().ContainsAny(",\"';\\"))
        {
            folder = Directory.CreateTempSubdirectory("cqp-").FullName;
            File.WriteAllText(Record(dataDirectory), folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Unix.OwnerFolder);
        }
        account.Own(folder);
        return folder;
    }

    public static void Remove(string dataDirectory)
    {
        var record = Record(dataDirectory);
        var folder = File.Exists(record) ? File.ReadAllText(record) : Path.Combine(dataDirectory, "socket");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        File.Delete(record);
    }

    private static string Record(string dataDirectory) => Path.Combine(dataDirectory, "socket-folder");
}
