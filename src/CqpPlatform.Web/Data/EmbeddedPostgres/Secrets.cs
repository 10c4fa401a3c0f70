using System.Security.Cryptography;

namespace CqpPlatform.Web.Data.EmbeddedPostgres;

internal static class Secrets
{
    /// <summary>32 random bytes in hexadecimal: safe inside SQL, a connection string and a shell.</summary>
    public static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Written beside and renamed, readable by its owner only from the first byte.</summary>
    public static void Write(string file, string content)
    {
        var unfinished = file + ".new";
        File.Delete(unfinished);
        using (var stream = new FileStream(unfinished, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Unix.OwnerOnly }))
        using (var writer = new StreamWriter(stream))
            writer.Write(content);
        File.Move(unfinished, file, overwrite: true);
    }
}
