using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>A certified person whom the Caisse des Dépôts has not accepted yet.</summary>
/// <param name="Holder">NOM Prénom.</param>
/// <param name="DocumentNumber">Of the certificate in force; of the last one where none is.</param>
/// <param name="Facts">What a file would say today; null while something stands in the way.</param>
public sealed record Declarable(Guid EnrolmentId, Guid CandidateId, Guid CampaignId, string Holder, string CertificationCode, string? Option, string DocumentNumber, DateOnly DeliveredOn,
    DeclaredPassage? Passage, PassageFacts? Facts, IReadOnlyList<Error> Obstacles)
{
    public string? Digest { get; } = Facts?.Digest();

    public DeclarationState State => Passage is null ? DeclarationState.Due : Digest is null ? Passage.State : Passage.StateWith(Digest);

    /// <summary>The next file takes it.</summary>
    public bool IsReady => Facts is not null && State.IsSendable();

    /// <summary>Last day to declare it, or to answer the rejection.</summary>
    public DateOnly DueOn => (Passage is { AnsweredAt: { } answered } ? answered.DayInParis() : DeliveredOn).AddMonths(DeclaredPassage.MonthsToDeclare);
}

/// <summary>
/// Who is to be declared: every enrolment that a certificate in force closes, and that is not accepted yet. Computed, so that a certificate is due from the
/// moment it is issued and no longer once it is revoked.
/// </summary>
public sealed class DeclarationQueue(ReferentialCatalogue catalogue, BirthPlaceRegister places, IConfiguration configuration)
{
    /// <param name="only">Those enrolments; all of them by default.</param>
    /// <param name="tracked">The passages are going to change.</param>
    public async Task<IReadOnlyList<Declarable>> ReadAsync(CqpDbContext db, DateOnly today, IReadOnlyCollection<Guid>? only = null, bool tracked = false, CancellationToken ct = default)
    {
        var enrolments = only is null ? db.Enrolments : db.Enrolments.Where(e => only.Contains(e.Id));
        var known = db.DeclaredPassages.Where(p => p.State != DeclarationState.Accepted);
        if (only is not null) known = known.Where(p => only.Contains(p.EnrolmentId));
        var rows = await (
            from d in db.IssuedDocuments
            from e in enrolments
            join c in db.Campaigns on e.CampaignId equals c.Id
            join person in db.Candidates on e.CandidateId equals person.Id
            where d.Kind == DocumentKind.Certificate && d.EnrolmentId == e.Id && !db.DeclaredPassages.Any(p => p.EnrolmentId == e.Id && p.State == DeclarationState.Accepted)
            orderby d.IssuedAt
            select new { Document = new { d.Number, d.CheckCode, d.State, d.IssuedAt, d.JurySessionId }, e.Id, e.Option, e.AccessRoute, e.VaeLeave, Campaign = c.Id, c.CertificationCode, c.ReferentialVersionId, Person = person }).AsNoTracking().ToListAsync(ct);
        var passages = await (tracked ? known : known.AsNoTracking()).ToDictionaryAsync(p => p.EnrolmentId, ct);
        var options = new Dictionary<(Guid, string?), string?>();
        foreach (var (version, option) in rows.Select(r => (r.ReferentialVersionId, r.Option)).Distinct()) options[(version, option)] = (await catalogue.GetAsync(db, version, ct)).OptionTitle(option);

        var queue = new List<Declarable>();
        foreach (var certificates in rows.GroupBy(r => r.Id))
        {
            var inForce = certificates.LastOrDefault(c => c.Document.State == DocumentState.Valid);
            var passage = passages.GetValueOrDefault(certificates.Key);
            // Revoked: nothing to declare, unless a file that is on its way already did.
            if (inForce is null && passage?.State != DeclarationState.InFile) continue;
            var row = inForce ?? certificates.Last();
            // A correction delivers nothing anew; another jury does, once what the first one gave was revoked.
            var delivered = certificates.First(c => c.Document.JurySessionId == row.Document.JurySessionId).Document.IssuedAt.DayInParis();
            var (identity, option, url) = (row.Person.Identity, options[(row.ReferentialVersionId, row.Option)], ProofUrl(row.Document.Number, row.Document.CheckCode));
            var obstacles = PassageFacts.Obstacles(identity, row.Person.ErasedAt is not null, row.AccessRoute, url, places, today);
            var facts = obstacles.Count > 0 || inForce is null ? null : new PassageFacts(row.CertificationCode, option, url, delivered, row.AccessRoute!.Value, DeclaredHolder.Of(identity, places), row.VaeLeave);
            queue.Add(new(row.Id, row.Person.Id, row.Campaign, identity.Name, row.CertificationCode, option, row.Document.Number, delivered, passage, facts, obstacles));
        }
        return [.. queue.OrderBy(d => d.DueOn).ThenBy(d => d.CertificationCode, StringComparer.Ordinal).ThenBy(d => d.Holder, StringComparer.Ordinal).ThenBy(d => d.EnrolmentId)];
    }

    private string ProofUrl(string number, string? code) => $"{configuration.PublicUrl()}/verification/{Uri.EscapeDataString(number)}{(code is null ? "" : "/" + code)}";
}
