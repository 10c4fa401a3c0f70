using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Awards;

/// <summary>The certifier recognises, between two certifications, the blocks their referentials declare equivalent. Off until it says so.</summary>
public sealed class OpenPasserelle : TenantEntity
{
    private OpenPasserelle() { }

    public string CertificationCode { get; private set; } = "";
    public string OtherReferential { get; private set; } = "";

    public static OpenPasserelle Create(string certificationCode, string otherReferential) => new() { CertificationCode = certificationCode, OtherReferential = otherReferential };
}

/// <summary>A block the person could be recognised, for one they hold elsewhere: somebody decides, never the platform.</summary>
public sealed record PasserelleProposal(Block Block, AcquiredBlock Source)
{
    /// <param name="ledger">The person's standing lines, of every certification.</param>
    /// <param name="versions">Those the lines were acquired under.</param>
    /// <param name="named">The version of each other certification whose blocks this one’s passerelles name.</param>
    /// <param name="open">The certifications whose blocks the certifier recognises in this one.</param>
    public static IReadOnlyList<PasserelleProposal> Of(Referential referential, IReadOnlyCollection<AcquiredBlock> ledger, IReadOnlyCollection<Referential> versions, IReadOnlyCollection<Referential> named, IReadOnlySet<string> open, DateOnly today)
    {
        var valid = ledger.Where(l => l.IsValidOn(today)).ToList();
        return
        [
            .. from declared in referential.Passerelles
               where open.Contains(declared.OtherReferential) && !valid.Exists(l => l.BlocksIn(referential, versions).Contains(declared.Block))
               let source = valid.Where(l => l.CertificationCode == declared.OtherReferential && Counts(l, declared)).MinBy(l => l.AcquiredOn)
               where source is not null
               select new PasserelleProposal(referential.Block(declared.Block), source),
        ];

        bool Counts(AcquiredBlock line, Passerelle declared) =>
            named.FirstOrDefault(n => n.Code == declared.OtherReferential) is { } other ? line.BlocksIn(other, versions).Contains(declared.OtherBlock) : line.BlockCode == declared.OtherBlock;
    }
}
