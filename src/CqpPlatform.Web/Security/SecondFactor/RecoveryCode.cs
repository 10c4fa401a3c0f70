using System.Security.Cryptography;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security.SecondFactor;

/// <summary>Stands in once for a lost telephone. Shown when it is made, stored hashed.</summary>
public sealed class RecoveryCode : IGlobal
{
    // No 0 O 1 I L: they are copied by hand. 16 letters of 31 are 79 bits, so a fast hash is enough.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private RecoveryCode() { }

    public Guid Id { get; private set; } = Guid.NewGuid();
    public Guid AccountId { get; private set; }
    public string CodeHash { get; private set; } = "";
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>The row to store and the code to show.</summary>
    public static (RecoveryCode Row, string Code) Create(Guid accountId)
    {
        var letters = RandomNumberGenerator.GetString(Letters, 16);
        return (new RecoveryCode { AccountId = accountId, CodeHash = Hash(accountId, letters) }, string.Join('-', letters.Chunk(4).Select(c => new string(c))));
    }

    /// <summary>Of the code as typed: case, spaces and dashes do not count.</summary>
    public static string Hash(Guid accountId, string typed) => Sha256Hex.Of(
        accountId + string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)));
}
