using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Candidates;

public sealed record CandidateEnrolmentLine(string Campaign, string OrganisationName, EnrolmentStatus Status);

public sealed record CandidateLine(Guid Id, string BirthName, string FirstNames, DateOnly BirthDate, IReadOnlyList<CandidateEnrolmentLine> Enrolments);

/// <param name="Total">How many match; only the first <see cref="ListCandidates.Shown"/> are listed.</param>
public sealed record CandidateList(int Total, bool AllOrganisations, IReadOnlyList<CandidateLine> Lines);

/// <summary>The candidates one may see, found by any part of their name, their organisation, their campaign or the number of a document they hold, whatever the accents.</summary>
public sealed class ListCandidates(WorkFactory work)
{
    public const int Shown = 200, SearchMaxLength = 100;

    public async Task<Result<CandidateList>> ExecuteAsync(string? search, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var rows = await (from enrolment in unit.VisibleEnrolments()
                          join candidate in unit.Db.Candidates on enrolment.CandidateId equals candidate.Id
                          where candidate.ErasedAt == null
                          join campaign in unit.Db.Campaigns on enrolment.CampaignId equals campaign.Id
                          join organisation in unit.Db.TrainingOrganisations on enrolment.OrganisationId equals organisation.Id
                          orderby campaign.JuryOn descending
                          select new { candidate.Id, candidate.BirthName, candidate.FirstNames, candidate.BirthDate, Campaign = campaign.Name + ", " + campaign.CertificationCode, Organisation = organisation.Name, enrolment.Status })
            .ToListAsync(ct);
        var numbers = string.IsNullOrWhiteSpace(search) ? null : (await (from document in unit.Db.ToldDocuments() join enrolment in unit.VisibleEnrolments() on document.EnrolmentId equals enrolment.Id select new { enrolment.CandidateId, document.Number })
            .ToListAsync(ct)).ToLookup(d => d.CandidateId, d => d.Number);
        var words = PersonKey.Fold(search is { Length: > SearchMaxLength } ? search[..SearchMaxLength] : search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = rows.GroupBy(r => r.Id)
            .Select(g => new CandidateLine(g.Key, g.First().BirthName, g.First().FirstNames, g.First().BirthDate, [.. g.Select(r => new CandidateEnrolmentLine(r.Campaign, r.Organisation, r.Status))]))
            .Where(line => words.Length == 0 || Matches(line, numbers?[line.Id] ?? [], words))
            .OrderBy(line => PersonKey.Fold(line.BirthName), StringComparer.Ordinal).ThenBy(line => PersonKey.Fold(line.FirstNames), StringComparer.Ordinal).ToList();
        return new CandidateList(found.Count, unit.Actor.Role is Role.CertifierManager or Role.Support, [.. found.Take(Shown)]);
    }

    private static bool Matches(CandidateLine line, IEnumerable<string> numbers, string[] words)
    {
        var text = PersonKey.Fold(string.Join(' ', [line.BirthName, line.FirstNames, .. line.Enrolments.SelectMany(e => new[] { e.Campaign, e.OrganisationName }), .. numbers]));
        return words.All(word => text.Contains(word, StringComparison.Ordinal));
    }
}
