using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Enrolments.Passerelles;

namespace CqpPlatform.Web.Features.Enrolments;

/// <summary>One line of the ledger, as a card says it.</summary>
public sealed record AcquiredLine(string BlockCode, DateOnly AcquiredOn, string MinutesNumber);

/// <summary>What the rules and the registry say of an enrolment as it stands.</summary>
/// <param name="Obstacles">Every refusal that sending it would meet.</param>
/// <param name="IdentityEstablished">The identity was checked elsewhere: it is read-only here.</param>
/// <param name="KnownCompany">Name of the company the registry has under the SIRET typed.</param>
/// <param name="KnownTutor">The tutor that company has under the address typed.</param>
/// <param name="WillBeChecked">Somebody of the registry resembles this person: the certifier will say whether they are one. Nothing else is told.</param>
public sealed record EnrolmentFacts(IReadOnlyList<Error> Obstacles, IReadOnlyList<AcquiredLine> Acquired, bool IdentityEstablished, string? KnownCompany, string? KnownTutor, bool WillBeChecked = false)
{
    /// <summary>Blocks of other certifications that may be recognised: nothing is until the certifier says so.</summary>
    public IReadOnlyList<ProposedBlock> Proposed { get; init; } = [];

    public IReadOnlySet<string> AcquiredCodes => Acquired.Select(a => a.BlockCode).ToHashSet();
}

internal static class EnrolmentFactsReader
{
    public static async Task<EnrolmentFacts> FactsAsync(this UnitOfWork unit, Enrolment enrolment, Candidate candidate, EnrolmentRules rules, CancellationToken ct)
    {
        var acquired = (await unit.Db.CountedAsync([candidate.Id], rules.Referential, ct)).Where(h => h.Line.IsValidOn(unit.Today))
            .OrderBy(h => h.BlockCode, StringComparer.Ordinal).Select(h => new AcquiredLine(h.BlockCode, h.Line.AcquiredOn, h.Line.MinutesNumber)).DistinctBy(a => a.BlockCode).ToList();
        var codes = acquired.Select(a => a.BlockCode).ToHashSet();
        List<Error> obstacles = [.. enrolment.Check(rules, candidate.Identity, codes), .. Workplace(enrolment, rules.Referential)];
        var (company, tutor) = await unit.Db.KnownWorkplaceAsync(enrolment.Contacts, ct);
        var registry = await RegistryExtract.ReadAsync(unit.Db, [candidate.BirthDate], ct);
        return new(obstacles, acquired, await CandidateRegistry.IsEstablishedAsync(unit.Db, candidate.Id, enrolment.Id, ct), company?.Name, tutor?.Name, registry.WillBeChecked(candidate.Identity, candidate.Id))
        {
            Proposed = await PasserelleReader.ProposedAsync(unit, rules.Referential, candidate.Id, ct),
        };
    }

    /// <summary>The rules of an enrolment of which the tutor is known only as typed.</summary>
    private static IEnumerable<Error> Workplace(Enrolment enrolment, Referential referential)
    {
        if (enrolment.Contacts is { } typed && enrolment.Status.IsEditable()) return typed.Check(referential.RequiresTutor());
        return referential.RequiresTutor() && enrolment.TutorId is null ? [EnrolmentErrors.TutorMissing] : [];
    }
}
