using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Rules;

public sealed record ChangeJuryRulesInput
{
    public int MinimumPerParitarianCollege { get; set; } = QuorumRule.Default.MinimumPerParitarianCollege;
    public int ProxiesPerMember { get; set; } = QuorumRule.Default.ProxiesPerMember;

    /// <summary>Null leaves the referential's own.</summary>
    public JuryMajority? Majority { get; set; }
    public int UnionSeats { get; set; }
    public int AppealDays { get; set; }

    public QuorumRule Quorum => new(MinimumPerParitarianCollege, ProxiesPerMember, Majority);
}

/// <summary>Sets what the fiches leave to the certifier. A session that is open or sealed keeps the rules it opened under.</summary>
public sealed class ChangeJuryRules(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result> ExecuteAsync(ChangeJuryRulesInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var profile = await unit.Db.CertifierProfiles.SingleAsync(ct);
        var juries = await ReadJuryRules.DeclaredAsync(unit.Db, catalogue, ct);
        var set = profile.SetJuries(input.Quorum, input.UnionSeats, input.AppealDays, juries.Select(j => j.Rule));
        return set.Refused ? set : await unit.SaveAsync(reason: null, ct);
    }
}
