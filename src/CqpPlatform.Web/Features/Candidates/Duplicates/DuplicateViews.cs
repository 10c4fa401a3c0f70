using CqpPlatform.Domain.Candidates;

namespace CqpPlatform.Web.Features.Candidates.Duplicates;

/// <summary>One of two files laid side by side.</summary>
public sealed record ComparedFile(Guid Id, CandidateIdentity Identity, string? Email, string? Phone, IReadOnlyList<EnrolmentOfCandidate> Enrolments, IReadOnlyList<ComparedBlock> Ledger);

public sealed record ComparedBlock(string CertificationCode, string BlockCode, DateOnly AcquiredOn, string MinutesNumber);

/// <param name="Likeness">Null where nothing makes them alike.</param>
/// <param name="Review">What was decided and stands.</param>
public sealed record DuplicatePair(ComparedFile Left, ComparedFile Right, Likeness? Likeness, SettledPair? Review);

/// <summary>Two files that resemble each other and wait for a decision.</summary>
public sealed record AlikePair(Guid LeftId, string LeftName, Guid RightId, string RightName, DateOnly BirthDate, Likeness Likeness);

/// <summary>A decision, with what can be undone.</summary>
public sealed record SettledPair(Guid ReviewId, Guid KeptId, string KeptName, Guid OtherId, string OtherName, DuplicateVerdict Verdict, string Reason, string DecidedByName, DateTimeOffset DecidedAt);

public sealed record DuplicateList(IReadOnlyList<AlikePair> Waiting, IReadOnlyList<SettledPair> Settled);
