using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Candidates;

/// <summary>What a training organisation writes about one candidate in one campaign. Anything may be missing while it is a draft.</summary>
public sealed record EnrolmentDetails(AccessRoute? AccessRoute, DateOnly? EngagementDate, BlockChoice Choice, Guid? CompanyId, Guid? TutorId, string? Adaptations);

/// <summary>One candidate in one campaign: draft by the training organisation, submitted, then accepted or returned by the certifier.</summary>
public sealed class Enrolment : TenantEntity
{
    public const int AdaptationsMaxLength = 1000, ReasonMaxLength = 1000;

    private Enrolment() { }

    public Guid CampaignId { get; private set; }
    public Guid CandidateId { get; private set; }
    public Guid OrganisationId { get; private set; }
    public EnrolmentStatus Status { get; private set; }
    public AccessRoute? AccessRoute { get; private set; }
    public DateOnly? EngagementDate { get; private set; }
    public string? Option { get; private set; }
    public List<string> Blocks { get; private set; } = [];

    /// <summary>Blocks of the choice already in the ledger when the enrolment was submitted: they keep their place and are not evaluated again.</summary>
    public List<string> AcquiredBlocks { get; private set; } = [];
    public Guid? CompanyId { get; private set; }
    public Guid? TutorId { get; private set; }

    /// <summary>The arrangement granted (time, room, equipment), never the medical reason.</summary>
    public string? Adaptations { get; private set; }
    public string? ReturnReason { get; private set; }

    /// <summary>What was typed of the contacts; null for an enrolment that came complete.</summary>
    public EnrolmentContacts? Contacts { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    public BlockChoice Choice => new(Option, Blocks);
    public IReadOnlyList<string> BlocksToEvaluate => [.. Blocks.Except(AcquiredBlocks)];

    public static Enrolment Create(Guid campaignId, Guid candidateId, Guid organisationId, EnrolmentDetails details)
    {
        var enrolment = new Enrolment { CampaignId = campaignId, CandidateId = candidateId, OrganisationId = organisationId };
        enrolment.Set(details);
        return enrolment;
    }

    public Result Change(EnrolmentDetails details)
    {
        if (!Status.IsEditable()) return EnrolmentErrors.NotEditable;
        Set(details);
        return Result.Success;
    }

    /// <summary>Keeps the contacts as typed, until submitting finds or creates the company and the tutor.</summary>
    public Result Note(EnrolmentContacts contacts)
    {
        if (!Status.IsEditable()) return EnrolmentErrors.NotEditable;
        Contacts = contacts;
        return Result.Success;
    }

    /// <summary>The corrected identity is another person of the registry.</summary>
    public Result Attach(Guid candidateId)
    {
        if (!Status.IsEditable()) return EnrolmentErrors.NotEditable;
        CandidateId = candidateId;
        return Result.Success;
    }

    /// <summary>Every rule of product.md section 3 but the tutor's: identity, route, engagement, habilitation, block choice. All refusals come back together.</summary>
    /// <param name="acquired">Referential codes of the candidate's valid acquired blocks.</param>
    public IReadOnlyList<Error> Check(EnrolmentRules rules, CandidateIdentity identity, IReadOnlySet<string> acquired)
    {
        var referential = rules.Referential;
        var errors = identity.Check(rules.Today, rules.Places).ToList();

        if (AccessRoute is not { } route) errors.Add(EnrolmentErrors.AccessRouteMissing);
        else if (referential.CheckRoute(route) is { } inadmissible) errors.Add(inadmissible with { Field = nameof(AccessRoute) });

        if (EngagementDate is not { } engagement) errors.Add(EnrolmentErrors.EngagementMissing);
        else
        {
            if (referential.CheckEngagement(engagement) is { } outside) errors.Add(outside with { Field = nameof(EngagementDate) });
            if (!rules.IsHabilitated(OrganisationId, engagement)) errors.Add(EnrolmentErrors.NotHabilitated);
        }

        var (refusals, whole) = rules.Judge(Choice, acquired);
        errors.AddRange(refusals.Select(e => e with { Field = nameof(Blocks) }));
        if (whole.Count > 0 && whole.All(acquired.Contains)) errors.Add(EnrolmentErrors.NothingToEvaluate);
        return errors;
    }

    public Result Submit(EnrolmentRules rules, CandidateIdentity identity, IReadOnlySet<string> acquired, DateTimeOffset now)
    {
        if (!Status.IsEditable()) return EnrolmentErrors.NotEditable;
        var errors = Check(rules, identity, acquired).ToList();
        if (rules.Referential.RequiresTutor() && TutorId is null) errors.Add(EnrolmentErrors.TutorMissing);
        if (errors.Count > 0) return errors;

        // What is acquired satisfies its place even where nobody ticked it: from here on it is part of the choice.
        Blocks = [.. rules.Judge(Choice, acquired).Whole];
        AcquiredBlocks = [.. Blocks.Where(acquired.Contains)];
        Status = EnrolmentStatus.Submitted;
        SubmittedAt = now;
        ReturnReason = null;
        return Result.Success;
    }

    public Result Accept(DateTimeOffset now)
    {
        if (Status != EnrolmentStatus.Submitted) return EnrolmentErrors.NotSubmitted;
        (Status, AnsweredAt) = (EnrolmentStatus.Accepted, now);
        return Result.Success;
    }

    public Result Return(string reason, DateTimeOffset now)
    {
        if (Status != EnrolmentStatus.Submitted) return EnrolmentErrors.NotSubmitted;
        if (string.IsNullOrWhiteSpace(reason)) return EnrolmentErrors.ReasonRequired;
        (Status, ReturnReason, AnsweredAt) = (EnrolmentStatus.Returned, reason.Trim(), now);
        return Result.Success;
    }

    /// <summary>Takes an acceptance back, only while nothing has been evaluated.</summary>
    public Result UndoAccept(bool evaluationStarted)
    {
        if (Status != EnrolmentStatus.Accepted) return EnrolmentErrors.NotSubmitted;
        if (evaluationStarted) return EnrolmentErrors.EvaluationStarted;
        (Status, AnsweredAt) = (EnrolmentStatus.Submitted, null);
        return Result.Success;
    }

    /// <summary>What was written about the person; choice, route and dates stay, for statistics.</summary>
    public void EraseDetails() => (Adaptations, ReturnReason, Contacts) = (null, null, null);

    private void Set(EnrolmentDetails d) => (AccessRoute, EngagementDate, Option, Blocks, CompanyId, TutorId, Adaptations) =
        (d.AccessRoute, d.EngagementDate, d.Choice.Option, [.. d.Choice.Blocks], d.CompanyId, d.TutorId, string.IsNullOrWhiteSpace(d.Adaptations) ? null : d.Adaptations.Trim());
}
