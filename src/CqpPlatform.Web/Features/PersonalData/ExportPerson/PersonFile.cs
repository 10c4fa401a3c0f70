using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;

namespace CqpPlatform.Web.Features.PersonalData.ExportPerson;

/// <param name="Source">As the certification calls it; where two examiners rated apart before they agreed, whose own grid it was.</param>
public sealed record EvaluationSheet(string Block, string Source, IReadOnlyList<RatedLine> Lines, IReadOnlyList<EvaluationSignature> Signatures);

/// <param name="Item">« C8.1 Étudier les besoins », or the title of what has no code of its own.</param>
/// <param name="Level">In the words of the scale; null without a rating.</param>
public sealed record RatedLine(string Item, string? Level, string? Comment);

public sealed record OralLine(DateOnly Date, TimeOnly At, string Place, string Room);

public sealed record EnrolmentSheet(Enrolment Enrolment, string Campaign, string? Option, string Organisation, string? Company, string? Tutor,
    IReadOnlyList<EvaluationSheet> Evaluations, IReadOnlyList<OralLine> Orals, IReadOnlyList<BlockDecision> Decisions);

public sealed record MailLine(DateTimeOffset At, string Subject, string Body);

/// <param name="Who">An account's name, or what acted.</param>
public sealed record JournalLine(DateTimeOffset At, string Who, string Action, string Row);

/// <summary>What a person may read of all that is held on them; the JSON beside it holds every value.</summary>
/// <param name="Others">Tables that refer to the person and have no words of their own here, with their number of rows.</param>
public sealed record PersonFile(Candidate Candidate, string Certifier, DateTimeOffset At, IReadOnlyList<EnrolmentSheet> Enrolments, IReadOnlyList<AcquiredBlock> Ledger,
    IReadOnlyList<IssuedDocument> Documents, IReadOnlyList<LedgerProof> Proofs, IReadOnlyList<MailLine> Mails, IReadOnlyList<JournalLine> Journal, IReadOnlyList<(string Table, int Rows)> Others);
