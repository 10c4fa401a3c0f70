using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>
/// The part of the registry that identities at hand may meet, in memory: two queries for one candidate or for ten thousand. An organisation
/// recognises whom it enrolled before, and a person whose whole identity it typed itself; of anybody else it learns nothing but that the
/// certifier will check (docs/adr/0016).
/// </summary>
public sealed class RegistryExtract
{
    private readonly PersonIndex index;
    private readonly Dictionary<Guid, Person> persons;
    private readonly ILookup<Guid, Stay> stays;

    private RegistryExtract(IEnumerable<Person> persons, IEnumerable<Stay> stays)
    {
        this.persons = persons.ToDictionary(p => p.Id);
        this.stays = stays.ToLookup(s => s.CandidateId);
        index = new(this.persons.Values.Select(p => new KnownPerson(p.Id, PersonKey.Of(p.BirthName, p.FirstNames, p.BirthDate))));
    }

    /// <param name="birthDates">Of the identities at hand.</param>
    public static async Task<RegistryExtract> ReadAsync(CqpDbContext db, IEnumerable<DateOnly> birthDates, CancellationToken ct = default)
    {
        var days = PersonIndex.DaysOf(birthDates);
        var persons = await db.Candidates.Where(c => days.Contains(c.BirthDate) && c.MergedIntoId == null && c.ErasedAt == null)
            .Select(c => new Person(c.Id, c.BirthName, c.UsageName, c.FirstNames, c.Sex, c.BirthDate, c.BirthPlace, c.BirthInseeCode)).ToListAsync(ct);
        var stays = await (from e in db.Enrolments
                           join c in db.Candidates on e.CandidateId equals c.Id
                           where days.Contains(c.BirthDate) && c.MergedIntoId == null && c.ErasedAt == null
                           select new Stay(e.Id, c.Id, e.CampaignId, e.OrganisationId, e.Status, e.SubmittedAt != null)).ToListAsync(ct);
        return new(persons, stays);
    }

    /// <summary>Everybody who may be that person, the likest first.</summary>
    public IReadOnlyList<PersonMatch> Find(PersonKey key) => index.Find(key);

    /// <summary>The candidate of the registry that this organisation's enrolment is of; null where it must open a file of its own.</summary>
    public Guid? Recognise(CandidateIdentity identity, Guid organisationId, Guid? except = null)
    {
        var same = index.Find(PersonKey.Of(identity), except).Where(m => m.Likeness == Likeness.Same).Select(m => m.CandidateId).ToList();
        return Own() ?? Identical();

        Guid? Own() => same.Where(id => stays[id].Any(s => s.OrganisationId == organisationId)).Cast<Guid?>().FirstOrDefault();
        Guid? Identical() => same.Where(id => persons[id].Is(identity)).Cast<Guid?>().FirstOrDefault();
    }

    /// <summary>The same person, by name, first names and birth date, is already in the campaign, through whatever organisation.</summary>
    public bool IsEnrolled(PersonKey key, Guid campaignId, Guid? exceptEnrolmentId = null) => index.Find(key) is { Count: > 0 } known && IsAmong(known, campaignId, exceptEnrolmentId);

    private bool IsAmong(IReadOnlyList<PersonMatch> known, Guid campaignId, Guid? exceptEnrolmentId) =>
        known.Any(m => m.Likeness == Likeness.Same
            && stays[m.CandidateId].Any(s => s.CampaignId == campaignId && s.EnrolmentId != exceptEnrolmentId && s.Status != EnrolmentStatus.Withdrawn));

    /// <summary>Somebody the certifier knows resembles this identity: it will be asked whether they are one person.</summary>
    public bool WillBeChecked(CandidateIdentity identity, Guid candidateId) =>
        index.Find(PersonKey.Of(identity), candidateId).Any(m => stays[m.CandidateId].Any(s => s.Sent));

    private sealed record Person(Guid Id, string BirthName, string? UsageName, string FirstNames, Sex Sex, DateOnly BirthDate, string BirthPlace, string BirthInseeCode)
    {
        /// <summary>Down to the last datum: who typed all of it learns nothing from being recognised.</summary>
        public bool Is(CandidateIdentity identity) => Sex == identity.Sex && BirthInseeCode.Length > 0 && BirthInseeCode == identity.BirthInseeCode
            && PersonKey.Fold(BirthPlace) == PersonKey.Fold(identity.BirthPlace) && PersonKey.Fold(UsageName ?? "") == PersonKey.Fold(identity.UsageName ?? "");
    }

    private sealed record Stay(Guid EnrolmentId, Guid CandidateId, Guid CampaignId, Guid OrganisationId, EnrolmentStatus Status, bool Sent);
}
