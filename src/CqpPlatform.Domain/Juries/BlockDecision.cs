using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

public enum Outcome { Validated, NotValidated, Adjourned }

public static class OutcomeFacts
{
    public static string French(this Outcome outcome) => outcome switch
    {
        Outcome.Validated => "validé",
        Outcome.NotValidated => "non validé",
        Outcome.Adjourned => "ajourné",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    public static bool Follows(this Outcome outcome, ProposalOutcome proposal) =>
        (outcome, proposal) is (Outcome.Validated, ProposalOutcome.Validated) or (Outcome.NotValidated, ProposalOutcome.NotValidated);
}

/// <summary>Voices on the decision retained.</summary>
public sealed record Vote(int For, int Against, int Abstentions)
{
    public int Total => For + Against + Abstentions;

    /// <summary>« 6 pour, 3 contre, 1 abstention »</summary>
    public string French(string votesFor = "pour") => $"{For} {votesFor}, {Against} contre, {Abstentions}\u00a0abstention{(Abstentions > 1 ? "s" : "")}";
}

/// <summary>What the jury wants to decide on one block.</summary>
/// <param name="Vote">Null = unanimous, by all the voices that count for this candidate.</param>
public sealed record DecisionInput(Outcome Outcome, string? Motive, string? Recommendation, Vote? Vote);

/// <summary>The jury's decision on one block of one candidate; it can be taken back until the session is sealed.</summary>
public sealed class BlockDecision : TenantEntity
{
    public const int TextMaxLength = 1000;

    private Outcome? votedOn;

    private BlockDecision() { }
    internal BlockDecision(Guid sessionId, Guid enrolmentId, string blockCode) => (SessionId, EnrolmentId, BlockCode) = (sessionId, enrolmentId, blockCode);

    public Guid SessionId { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public string BlockCode { get; private set; } = "";
    public ProposalOutcome Proposed { get; private set; }
    public Outcome Outcome { get; private set; }
    public string? Motive { get; private set; }
    public string? Recommendation { get; private set; }
    public int VotesFor { get; private set; }
    public int VotesAgainst { get; private set; }
    public int Abstentions { get; private set; }
    public bool Unanimous { get; private set; }
    public Guid DecidedById { get; private set; }
    public string DecidedByName { get; private set; } = "";
    public DateTimeOffset DecidedAt { get; private set; }

    /// <param name="counted">Null = by all the voices, unanimous.</param>
    internal void Set(ProposalOutcome proposed, DecisionInput input, Vote? counted, int voices, Signatory by, DateTimeOffset now)
    {
        Unanimous = counted is null || counted.For == voices;
        counted ??= new Vote(voices, 0, 0);
        (Proposed, Outcome) = (proposed, input.Outcome);
        (Motive, Recommendation) = (input.Motive.OrNull(), input.Recommendation.OrNull());
        (VotesFor, VotesAgainst, Abstentions) = (counted.For, counted.Against, counted.Abstentions);
        (DecidedById, DecidedByName, DecidedAt) = (by.Id, by.Name, now);
    }

    /// <summary>The voices that gave this decision; null where a correction reads it as another one than was voted on.</summary>
    public Vote? Given() => votedOn is { } asked && asked != Outcome ? null : new(VotesFor, VotesAgainst, Abstentions);

    /// <summary>« unanimité, 11 voix »: how the voices gave it, as minutes say. A refusal is voted for: the words say what it is that they gave.</summary>
    public string HowGiven() => Given() is not { } vote ? "rectifiée, sans nouveau vote" : Unanimous ? $"unanimité, {vote.For} voix" : vote.French("voix pour cette décision");

    /// <summary>As a correction says it is to be read; the row itself stays. What the jury advised whoever it refused goes with the refusal.</summary>
    internal BlockDecision Amended(AmendedDecision change)
    {
        var read = (BlockDecision)MemberwiseClone();
        (read.Outcome, read.Motive, read.votedOn) = (change.After, change.Motive, Outcome);
        if (change.After == Outcome.Validated && Outcome != Outcome.Validated) read.Recommendation = null;
        return read;
    }
}
