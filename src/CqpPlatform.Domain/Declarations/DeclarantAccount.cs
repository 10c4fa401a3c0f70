using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Declarations;

/// <summary>How the Caisse des Dépôts knows the certifier: every file bears both identifiers, and none is written without them.</summary>
public sealed partial class DeclarantAccount : TenantEntity
{
    public const int ClientIdLength = 8, ContractIdMaxLength = 20;

    private DeclarantAccount() { }

    public string ClientId { get; private set; } = "";
    public string ContractId { get; private set; } = "";

    /// <summary>Number of the last file written. Two who write at once both change it, so that one of them is refused.</summary>
    public int LastFile { get; private set; }

    public static DeclarantAccount Create() => new();

    public Result Change(string clientId, string contractId)
    {
        var errors = new List<Error>();
        if (!ClientPattern().IsMatch(clientId.Trim())) errors.Add(DeclarationErrors.ClientIdInvalid);
        if (!ContractPattern().IsMatch(contractId.Trim())) errors.Add(DeclarationErrors.ContractIdInvalid);
        if (errors.Count > 0) return errors;
        (ClientId, ContractId) = (clientId.Trim(), contractId.Trim());
        return Result.Success;
    }

    public int NextFile() => ++LastFile;

    [GeneratedRegex(@"^[0-9A-Za-z]{8}\z")]
    private static partial Regex ClientPattern();

    [GeneratedRegex(@"^[0-9A-Za-z_\-]{1,20}\z")]
    private static partial Regex ContractPattern();
}
