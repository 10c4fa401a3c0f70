using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>What the certifier's registry knows of the people and companies of one file: a handful of queries, whatever the number of lines.</summary>
internal sealed class ImportRegistry
{
    private readonly Dictionary<Guid, Candidate> candidates = [];
    private readonly Dictionary<Guid, HashSet<string>> acquired = [];
    private readonly Dictionary<string, Company> companies = [];
    private readonly Dictionary<(Guid Company, string Email), Tutor> tutors = [];

    private ImportRegistry(RegistryExtract persons) => Persons = persons;

    /// <summary>Who resembles whom, whom of them this organisation may recognise, and who is in the campaign already.</summary>
    public RegistryExtract Persons { get; }
    public IReadOnlySet<string> NothingAcquired { get; } = new HashSet<string>();

    public static async Task<ImportRegistry> ReadAsync(CqpDbContext db, IReadOnlyList<ImportLine> lines, Referential referential, DateOnly today, CancellationToken ct)
    {
        var born = lines.Where(l => l.Input.BirthDate is not null).Select(l => l.Input.BirthDate!.Value).ToHashSet();
        var registry = new ImportRegistry(await RegistryExtract.ReadAsync(db, born, ct));
        var ids = new HashSet<Guid>();
        foreach (var line in lines)
            if (line.Key is { } key) ids.UnionWith(registry.Persons.Find(key).Where(m => m.Likeness == Likeness.Same).Select(m => m.CandidateId));
        if (ids.Count > 0)
        {
            foreach (var candidate in await db.Candidates.Where(c => ids.Contains(c.Id)).ToListAsync(ct)) registry.candidates[candidate.Id] = candidate;
            foreach (var held in (await db.CountedAsync(ids, referential, ct)).Where(h => h.Line.IsValidOn(today)))
            {
                if (!registry.acquired.TryGetValue(held.PersonId, out var blocks)) registry.acquired[held.PersonId] = blocks = [];
                blocks.Add(held.BlockCode);
            }
        }
        var sirets = lines.Select(l => l.Input.CompanySiret).Where(s => s is not null).Distinct().ToList();
        foreach (var company in await db.Companies.AsNoTracking().Where(c => sirets.Contains(c.Siret)).ToListAsync(ct)) registry.companies[company.Siret] = company;
        var known = registry.companies.Values.Select(c => c.Id).ToList();
        foreach (var tutor in known.Count == 0 ? [] : await db.Tutors.AsNoTracking().Where(t => known.Contains(t.CompanyId)).ToListAsync(ct))
            registry.tutors[(tutor.CompanyId, Workplaces.Address(tutor.Email))] = tutor;
        return registry;
    }

    public Candidate Candidate(Guid id) => candidates[id];

    public IReadOnlySet<string> AcquiredBy(Guid candidateId) => acquired.TryGetValue(candidateId, out var blocks) ? blocks : NothingAcquired;

    /// <summary>The company of that SIRET: the registry's or that of an earlier line; null for a new one.</summary>
    public Company? Company(string siret) => companies.GetValueOrDefault(siret);

    public Company Add(Company company) => companies[company.Siret] = company;

    public Tutor? Tutor(Guid companyId, string email) => tutors.GetValueOrDefault((companyId, email));

    public Tutor Add(Tutor tutor) => tutors[(tutor.CompanyId, tutor.Email)] = tutor;
}
