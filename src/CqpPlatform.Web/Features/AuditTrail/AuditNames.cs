using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.AuditTrail;

/// <summary>The names, as they are today, of what the audit holds by reference. Whoever was erased has none.</summary>
internal sealed class AuditNames
{
    private readonly Dictionary<Guid, string> names = [];
    private readonly HashSet<Guid> keys = [];
    private readonly Dictionary<Guid, RatingScale> scales = [];

    public string? Of(Guid id) => names.GetValueOrDefault(id);

    public string Actor(AuditEntry entry) => entry.ActorId is not { } id ? entry.ActorName.Length > 0 ? entry.ActorName : "Plateforme" : Of(id) is not { } name ? "Personne effacée"
        : keys.Contains(id) ? $"Clé d’interface «\u00a0{name}\u00a0»" : name;

    /// <summary>A rating as the scale of its referential words it; null where its line is no more.</summary>
    public string? Level(Guid line, string key) => Rating.Of(key) is { } rating ? scales.GetValueOrDefault(line)?.Find(rating)?.Label : null;

    public static async Task<AuditNames> ReadAsync(CqpDbContext db, ReferentialCatalogue catalogue, IEnumerable<Guid> asked, CancellationToken ct)
    {
        var ids = asked.Distinct().ToList();
        var found = new AuditNames();
        found.Add(await db.Candidates.Where(x => ids.Contains(x.Id)).Select(x => new Named(x.Id, CandidateIdentity.NameOf(x.BirthName, x.FirstNames))).ToListAsync(ct));
        found.Add(await db.Users.Where(x => ids.Contains(x.Id)).Select(x => new Named(x.Id, French.Person(x.LastName, x.FirstName))).ToListAsync(ct));
        found.Add(await db.Tutors.Where(x => ids.Contains(x.Id)).Select(x => new Named(x.Id, French.Person(x.LastName, x.FirstName))).ToListAsync(ct));
        found.Add(await (from m in db.Memberships join a in db.Users on m.AccountId equals a.Id where ids.Contains(m.Id) select new Named(m.Id, French.Person(a.LastName, a.FirstName))).ToListAsync(ct));
        found.Add(await db.Set<Domain.Juries.JuryMember>().Where(x => ids.Contains(x.Id)).Select(x => new Named(x.Id, French.Person(x.LastName, x.FirstName))).ToListAsync(ct));
        found.Add(await db.Campaigns.Where(x => ids.Contains(x.Id)).Select(x => new Named(x.Id, x.Name)).ToListAsync(ct));
        found.Add(await db.TrainingOrganisations.Where(x => ids.Contains(x.Id)).Select(x => new Named(x.Id, x.Name)).ToListAsync(ct));
        found.Add(await db.Companies.Where(x => ids.Contains(x.Id)).Select(x => new Named(x.Id, x.Name)).ToListAsync(ct));
        found.Add(await db.IssuedDocuments.Where(x => ids.Contains(x.Id)).Select(x => new Named(x.Id, x.Number)).ToListAsync(ct));
        var keys = await db.ApiKeys.Where(x => ids.Contains(x.Id)).Select(x => new Named(x.Id, x.Name)).ToListAsync(ct);
        found.Add(keys);
        found.keys.UnionWith(keys.Select(k => k.Id));
        var lines = await (
            from r in db.Set<EvaluationRating>()
            join v in db.EveryGrid on r.EvaluationId equals v.Id
            join e in db.Enrolments on v.EnrolmentId equals e.Id
            join c in db.Campaigns on e.CampaignId equals c.Id
            where ids.Contains(r.Id)
            select new { r.Id, c.ReferentialVersionId }).ToListAsync(ct);
        foreach (var version in lines.GroupBy(l => l.ReferentialVersionId, l => l.Id))
        {
            var scale = (await catalogue.GetAsync(db, version.Key, ct)).Scale;
            foreach (var line in version) found.scales[line] = scale;
        }
        return found;
    }

    private void Add(IEnumerable<Named> rows)
    {
        foreach (var row in rows) names[row.Id] = row.Name;
    }

    private sealed record Named(Guid Id, string Name);
}
