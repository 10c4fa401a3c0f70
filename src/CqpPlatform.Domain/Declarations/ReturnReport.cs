using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Declarations;

public sealed record RejectedPassage(string TechnicalId, string Message);

/// <summary>What the Caisse des Dépôts answers to one file.</summary>
/// <param name="FluxId">Of the file it answers.</param>
/// <param name="TreatmentId">Its own reference.</param>
public sealed record ReturnReport(string FluxId, string? TreatmentId, IReadOnlyList<RejectedPassage> Rejected, IReadOnlyList<string> Accepted)
{
    /// <summary>Takes the whole report or none of it: an identifier of another file, or a contradiction, refuses it all.</summary>
    /// <param name="sent">The passages of that file.</param>
    public Result Apply(Guid fileId, IReadOnlyCollection<DeclaredPassage> sent, DateTimeOffset now)
    {
        if (Accepted.Count + Rejected.Count == 0) return DeclarationErrors.ReportEmpty;
        var known = sent.ToDictionary(p => p.TechnicalId, StringComparer.OrdinalIgnoreCase);
        var named = Accepted.Concat(Rejected.Select(r => r.TechnicalId)).ToList();
        var errors = named.Where(id => !known.ContainsKey(id)).Select(DeclarationErrors.NotInThatFile).ToList();
        errors.AddRange(named.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => DeclarationErrors.NamedTwice(g.Key)));
        // What went again in a later file is answered by the report of that one.
        errors.AddRange(named.Where(id => known.TryGetValue(id, out var p) && p.FileId != fileId).Select(DeclarationErrors.SentAgainSince));
        if (errors.Count > 0) return errors;

        foreach (var id in Accepted) errors.AddRange(known[id].Accept(now).Errors);
        foreach (var rejected in Rejected) errors.AddRange(known[rejected.TechnicalId].Reject(rejected.Message, now).Errors);
        return errors;
    }
}
