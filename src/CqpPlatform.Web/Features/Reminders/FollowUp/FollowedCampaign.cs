using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Reminders.FollowUp;

/// <summary>
/// Where one evaluation stands for whoever owes it. ToCome: its oral is not there yet. Reconciling: of two examiners, both have submitted their own grid,
/// and owe the one they confirm.
/// </summary>
public enum FollowedState { NotBegun, InProgress, Reopened, Reconciling, ToCome, Signed }

public static class FollowedStateFacts
{
    public static string French(this FollowedState state) => state switch
    {
        FollowedState.NotBegun => EvaluationStates.French(null),
        FollowedState.InProgress => EvaluationStates.French(EvaluationStatus.Draft),
        FollowedState.Reopened => EvaluationStates.French(EvaluationStatus.Reopened),
        FollowedState.Reconciling => PairStage.Reconciling.French(),
        FollowedState.ToCome => "à venir",
        FollowedState.Signed => EvaluationStates.French(EvaluationStatus.Submitted),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}

/// <summary>One candidate's block, for one of those who evaluate it.</summary>
/// <param name="OrganisationId">The candidate's.</param>
/// <param name="OralOn">The commission's day.</param>
public sealed record FollowedEvaluation(Guid EnrolmentId, string Candidate, Guid OrganisationId, string Block, FollowedState State, DateOnly? OralOn = null)
{
    public bool Owed => State is FollowedState.NotBegun or FollowedState.InProgress or FollowedState.Reopened or FollowedState.Reconciling;
}

/// <summary>An organisation, a tutor or an examiner, with what is asked of them.</summary>
/// <param name="Id">The organisation, the tutor, or the examiner's membership.</param>
/// <param name="Detail">The tutor's company.</param>
/// <param name="Addresses">Where a reminder goes; empty where nobody has an access.</param>
public sealed record Followed(SourceKind Source, Guid Id, string Name, string? Detail, IReadOnlyList<string> Addresses, IReadOnlyList<FollowedEvaluation> Evaluations)
{
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>Reminded so lately that it is not done again without asking for it.</summary>
    public bool RemindedLately { get; init; }

    /// <summary>Of a tutor: the last link, when the last of them was cut where none was sent since, the last visit, and whether one of the links still opens.</summary>
    public DateOnly? LinkSentOn { get; init; }
    public DateOnly? LinkCutOn { get; init; }
    public DateOnly? LastVisitOn { get; init; }
    public bool HasLink { get; init; }

    public int Count(FollowedState state) => Evaluations.Count(e => e.State == state);
    public int Owed => Evaluations.Count(e => e.Owed);
    public IReadOnlyList<string> Candidates => [.. Evaluations.Where(e => e.Owed).Select(e => e.Candidate).Distinct().Order(StringComparer.CurrentCulture)];
}

/// <param name="WithoutOral">Of the commission: candidates who have no oral yet, so nobody to remind.</param>
public sealed record FollowedSource(SourceKind Source, string Label, IReadOnlyList<Followed> People, int WithoutOral)
{
    /// <summary>Of the commission: orals before an examiner who is linked to the candidate, so nobody to remind either.</summary>
    public int Barred { get; init; }
}

public sealed record FollowedOrganisation(Guid Id, string Name);

/// <param name="Open">The campaign's step accepts evaluations.</param>
/// <param name="Late">What is owed is late, by the date of the campaign.</param>
/// <param name="Own">Read by an organisation: its own part only.</param>
public sealed record FollowedCampaign(Guid Id, string Name, string CertificationCode, DateOnly DueOn, DateOnly Today, bool Open, bool Late, Guid? Own, IReadOnlyList<FollowedSource> Sources,
    IReadOnlyList<FollowedOrganisation> Organisations)
{
    /// <summary>Whom a reminder may reach: who owes something, but never the reader themselves.</summary>
    public bool CanRemind(Followed followed) => Open && followed.Owed > 0 && followed.Id != Own;

    /// <summary>One source, or one organisation's candidates, or both.</summary>
    public FollowedCampaign Only(SourceKind? source, Guid? organisation, bool owedOnly) => this with
    {
        Sources =
        [
            .. from s in Sources
               where source is null || s.Source == source
               select s with
               {
                   People =
                   [
                       .. s.People.Select(p => p with { Evaluations = [.. p.Evaluations.Where(e => organisation is null || e.OrganisationId == organisation)] })
                           .Where(p => p.Evaluations.Count > 0 && (!owedOnly || p.Evaluations.Any(e => e.State != FollowedState.Signed))),
                   ],
               },
        ],
    };
}
