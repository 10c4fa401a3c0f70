using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;

namespace CqpPlatform.Web.Features.Juries.Sealing;

/// <summary>The annexes of the minutes, row by row: who was there and when, each voice of each nominal vote, each recusal.</summary>
internal sealed class MinutesAnnexWriter(JurySession session, IReadOnlyList<SessionCandidate> candidates)
{
    private readonly Dictionary<Guid, string> names = candidates.ToDictionary(c => c.Id, c => c.Name);

    public MinutesAnnexes Write(AnnexKinds kinds) => new(
        kinds.HasFlag(AnnexKinds.Attendance) ? [.. Attendance()] : null,
        kinds.HasFlag(AnnexKinds.Votes) ? [.. Votes()] : null,
        kinds.HasFlag(AnnexKinds.Recusals) ? [.. Recusals()] : null);

    /// <summary>« à distance, arrivée à 10 h 15, départ à 11 h 30 », or null.</summary>
    public static string? Hours(JuryMember m)
    {
        string?[] parts = [m.Remote ? "à distance" : null, m.ArrivedAt is { } a ? $"arrivée à {PrintedFrench.Hour(a)}" : null, m.LeftAt is { } l ? $"départ à {PrintedFrench.Hour(l)}" : null];
        var said = string.Join(", ", parts.OfType<string>());
        return said.Length == 0 ? null : said;
    }

    private IEnumerable<IReadOnlyList<string>> Attendance() =>
        from m in session.Members
        orderby m.College, m.Name
        let holder = session.Members.FirstOrDefault(h => h.Id == m.ProxyHolderId)?.Name
        let statement = session.StatementOf(m.Id)
        select (IReadOnlyList<string>)
        [
            m.Name + (m.IsSubstitute ? ", suppléant(e)" : ""), m.College.French(),
            m.Sat ? string.Join(", ", new[] { PrintedFrench.Agree(Presence.Present.French(), null), Hours(m), holder is null ? null : $"puis {PrintedFrench.Agree(Presence.Represented.French(), null)} par {holder}" }.OfType<string>())
                : PrintedFrench.Agree(m.Presence.French(), null) + (holder is null ? "" : $" par {holder}"),
            statement is null ? "sans objet" : (statement.OnPaper ? "reçue sur papier le " : "signée le ") + PrintedFrench.Moment(statement.SignedAt.InParis()),
        ];

    private IEnumerable<IReadOnlyList<string>> Votes() =>
        from r in session.Rounds
        where names.ContainsKey(r.EnrolmentId)
        orderby names[r.EnrolmentId], r.BlockCode, r.Number
        select (IReadOnlyList<string>)
        [
            names[r.EnrolmentId], r.BlockCode,
            $"{r.Number}. « {r.Asked.French()} » {r.State.French()} : {r.Count().French()}{(r.ByCastingVote ? ", voix prépondérante" : "")}".French(),
            string.Join(", ", from b in r.Ballots join m in session.Members on b.MemberId equals m.Id orderby m.Name select $"{m.Name} : {b.Choice.French()}".French()),
        ];

    private IEnumerable<IReadOnlyList<string>> Recusals() =>
        from r in session.Recusals
        join m in session.Members on r.MemberId equals m.Id
        where names.ContainsKey(r.EnrolmentId)
        orderby names[r.EnrolmentId], m.Name
        select (IReadOnlyList<string>)[names[r.EnrolmentId], m.Name, r.Kind.French() + (r.Detail is null ? "" : $" ({r.Detail})")];
}
