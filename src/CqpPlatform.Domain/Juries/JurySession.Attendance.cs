using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>Who is there, who may vote on whom, and who declared what.</summary>
public sealed partial class JurySession
{
    /// <param name="remote">Present from elsewhere: votes like anyone.</param>
    /// <param name="at">Of a late arrival or of a departure, Paris time; required when leaving. Of a represented member: they sat until then.</param>
    public Result Attend(Guid memberId, Presence presence, Guid? proxyHolderId, QuorumRule rule, bool remote = false, TimeOnly? at = null)
    {
        if (Frozen() is { } frozen) return frozen;
        if (members.Find(m => m.Id == memberId) is not { } member) return JuryErrors.UnknownMember;
        if (presence == Presence.Left || (presence == Presence.Represented && at is not null))
        {
            if (!member.Sat) return JuryErrors.NeverThere(member.Name);
            if (at is null) return JuryErrors.HourOfLeaving;
            if (at < member.ArrivedAt) return JuryErrors.LeftBeforeArriving(member.Name, member.ArrivedAt.Value);
        }
        if (presence == Presence.Represented)
        {
            if (proxyHolderId == memberId) return JuryErrors.ProxyToSelf;
            if (members.Find(m => m.Id == proxyHolderId) is not { Presence: Presence.Present }) return JuryErrors.ProxyHolderAbsent;
            if (rule.ProxiesPerMember == 0) return JuryErrors.NoProxies;
            if (members.Count(m => m.Id != memberId && m.ProxyHolderId == proxyHolderId) >= rule.ProxiesPerMember) return JuryErrors.ProxyLimit;
        }
        member.Attend(presence, presence == Presence.Represented ? proxyHolderId : null, remote, at);
        // Whoever leaves takes the proxies held with them.
        if (presence != Presence.Present)
            foreach (var represented in members.Where(m => m.ProxyHolderId == memberId))
                represented.LoseProxy();
        TakeConfirmationsBack();
        return Result.Success;
    }

    /// <summary>Members whose seat is held: present or represented, a substitute only while their titular is not.</summary>
    public IReadOnlyList<JuryMember> Sitting() => [.. members.Where(m => m.Presence.Sits() && !IsIdleSubstitute(m))];

    /// <summary>Members whose voice counts on this candidate: sitting, in a voting seat, neither they nor whoever votes for them recused.</summary>
    public IReadOnlyList<JuryMember> VotersFor(Guid enrolmentId, JuryRule rule) =>
    [
        .. Sitting().Where(m => rule.Votes(m.College)
            && !IsRecused(m.Id, enrolmentId)
            && (m.ProxyHolderId is not { } holder || !IsRecused(holder, enrolmentId))),
    ];

    /// <summary>Looks at the candidates' links again; what is already a recusal stays as it is.</summary>
    /// <returns>How many recusals were added.</returns>
    public int DetectConflicts(IEnumerable<CandidateLinks> candidates)
    {
        var before = recusals.Count;
        foreach (var candidate in candidates)
            foreach (var member in members)
                if (candidate.ConflictWith(member) is { } kind)
                    Recuse(member.Id, candidate.EnrolmentId, kind, null);
        return recusals.Count - before;
    }

    public Result DeclareLink(Guid memberId, Guid enrolmentId, string detail)
    {
        if (Frozen() is { } frozen) return frozen;
        if (members.TrueForAll(m => m.Id != memberId)) return JuryErrors.UnknownMember;
        if (string.IsNullOrWhiteSpace(detail)) return JuryErrors.LinkUnknown;
        Recuse(memberId, enrolmentId, RecusalKind.DeclaredLink, detail.Trim());
        TakeConfirmationsBack();
        return Result.Success;
    }

    /// <summary>The member's declaration that holds; null when none was signed, or when it was taken back.</summary>
    public ImpartialityStatement? StatementOf(Guid memberId) => statements.Find(s => s.MemberId == memberId && s.RevokedAt is null);

    /// <param name="onPaper">Signed on a sheet the certifier holds; <paramref name="by"/> then says who received it.</param>
    public Result SignStatement(Guid memberId, bool onPaper, Signatory by, DateTimeOffset now)
    {
        if (Frozen() is { } frozen) return frozen;
        if (members.Find(m => m.Id == memberId) is not { } member) return JuryErrors.UnknownMember;
        if (StatementOf(memberId) is not null) return JuryErrors.StatementSigned;
        statements.Add(ImpartialityStatement.Sign(Id, member, onPaper, by, now));
        return Result.Success;
    }

    /// <summary>The member no longer stands by it: another one is due before the seal.</summary>
    public Result RevokeStatement(Guid memberId, string reason, DateTimeOffset now)
    {
        if (Frozen() is { } frozen) return frozen;
        if (StatementOf(memberId) is not { } statement) return JuryErrors.StatementUnknown;
        statement.Revoke(reason, now);
        TakeConfirmationsBack();
        return Result.Success;
    }

    private bool IsIdleSubstitute(JuryMember member) => member.SubstituteForId is { } titular && members.Exists(m => m.Id == titular && m.Presence.Sits());

    private bool IsRecused(Guid memberId, Guid enrolmentId) => recusals.Exists(r => r.MemberId == memberId && r.EnrolmentId == enrolmentId);

    private void Recuse(Guid memberId, Guid enrolmentId, RecusalKind kind, string? detail)
    {
        if (IsRecused(memberId, enrolmentId)) return;
        recusals.Add(new Recusal(Id, memberId, enrolmentId, kind, detail));
        // Those votes and decisions counted a voice that does not count: the jury takes them again.
        decisions.RemoveAll(d => d.EnrolmentId == enrolmentId);
        foreach (var round in rounds.Where(r => r.EnrolmentId == enrolmentId)) round.Cancel();
    }
}
