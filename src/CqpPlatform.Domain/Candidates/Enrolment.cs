using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Candidates;

/// <summary>What a training organisation writes about one candidate in one campaign. Anything may be missing while it is a draft.</summary>
/// <param name="VaeLeave">Congé VAE.</param>
public sealed record EnrolmentDetails(AccessRoute? AccessRoute, DateOnly? EngagementDate, BlockChoice Choice, Guid? CompanyId, Guid? TutorId, string? Adaptations, bool VaeLeave = false);

/// <summary>One candidate in one campaign: draft by the training organisation, submitted, then accepted or returned by the certifier.</summary>
public sealed class Enrolment : TenantEntity
{
    public const int AdaptationsMaxLength = 1000, ReasonMaxLength = 1000;

    private Enrolment() { }

    public Guid CampaignId { get; private set; }
    public Guid CandidateId { get; private set; }
    public Guid OrganisationId { get; private set; }

    /// <summary>The file it came with; null for one that was written by itself.</summary>
    public Guid? ImportId { get; private set; }
    public EnrolmentStatus Status { get; private set; }
    public AccessRoute? AccessRoute { get; private set; }

    /// <summary>A VAE prepared during a leave of absence granted for it (« congé VAE »): the Caisse des Dépôts asks which.</summary>
    public bool VaeLeave { get; private set; }
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

    /// <summary>Where a withdrawn enrolment stood; null for one that stands.</summary>
    public EnrolmentStatus? WithdrawnFrom { get; private set; }

    /// <summary>What was typed of the contacts; null for an enrolment that came complete.</summary>
    public EnrolmentContacts? Contacts { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    public BlockChoice Choice => new(Option, Blocks);
    public EnrolmentDetails Details => new(AccessRoute, EngagementDate, Choice, CompanyId, TutorId, Adaptations, VaeLeave);
    public IReadOnlyList<string> BlocksToEvaluate => [.. Blocks.Except(AcquiredBlocks)];

    public static Enrolment Create(Guid campaignId, Guid candidateId, Guid organisationId, EnrolmentDetails details, Guid? importId = null)
    {
        var enrolment = new Enrolment { CampaignId = campaignId, CandidateId = candidateId, OrganisationId = organisationId, ImportId = importId };
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

    /// <summary>Two files of the registry were one person, or were parted again: the enrolment goes with its person, whatever its status.</summary>
    internal void Follow(Guid candidateId) => CandidateId = candidateId;

    /// <summary>Every rule of an enrolment but the tutor's: identity, route, engagement, habilitation, block choice. All refusals come back together.</summary>
    /// <param name="acquired">Referential codes of the candidate's valid acquired blocks.</param>
    public IReadOnlyList<Error> Check(EnrolmentRules rules, CandidateIdentity identity, IReadOnlySet<string> acquired) => Examine(rules, identity, acquired).Errors;

    private (List<Error> Errors, IReadOnlyList<string> Whole) Examine(EnrolmentRules rules, CandidateIdentity identity, IReadOnlySet<string> acquired)
    {
        var referential = rules.Referential;
        var errors = identity.Check(rules.Today, rules.Places).ToList();

        if (AccessRoute is not { } route) errors.Add(EnrolmentErrors.AccessRouteMissing);
        else if (referential.CheckRoute(route) is { } inadmissible) errors.Add(inadmissible with { Field = nameof(AccessRoute) });
        if (VaeLeave && AccessRoute is not (null or Referentials.AccessRoute.ValidationOfExperience)) errors.Add(EnrolmentErrors.LeaveWithoutVae);

        if (EngagementDate is not { } engagement) errors.Add(EnrolmentErrors.EngagementMissing);
        else
        {
            if (referential.CheckEngagement(engagement) is { } outside) errors.Add(outside with { Field = nameof(EngagementDate) });
            if (rules.CheckHabilitation(OrganisationId, engagement, Option) is { } unauthorised) errors.Add(unauthorised);
        }

        var (refusals, whole) = rules.Judge(Choice, acquired);
        if (refusals.Count > 0) errors.AddRange(refusals.Select(e => e with { Field = nameof(Blocks) }));
        if (whole.Count > 0 && acquired.Count > 0 && whole.All(acquired.Contains)) errors.Add(EnrolmentErrors.NothingToEvaluate);
        return (errors, whole);
    }

    public Result Submit(EnrolmentRules rules, CandidateIdentity identity, IReadOnlySet<string> acquired, DateTimeOffset now)
    {
        if (!Status.IsEditable()) return EnrolmentErrors.NotEditable;
        var (errors, whole) = Examine(rules, identity, acquired);
        if (rules.Referential.RequiresTutor() && TutorId is null) errors.Add(EnrolmentErrors.TutorMissing);
        if (errors.Count > 0) return errors;

        // What is acquired satisfies its place even where nobody ticked it: from here on it is part of the choice.
        if (!Blocks.SequenceEqual(whole)) Blocks = [.. whole];
        AcquiredBlocks = acquired.Count == 0 ? [] : [.. Blocks.Where(acquired.Contains)];
        Status = EnrolmentStatus.Submitted;
        SubmittedAt = now;
        ReturnReason = null;
        return Result.Success;
    }

    /// <param name="acquired">The ledger as it is now: a jury may have sealed, or two files been merged, since the enrolment was sent.</param>
    public Result Accept(IReadOnlySet<string> acquired, DateTimeOffset now)
    {
        if (Status != EnrolmentStatus.Submitted) return EnrolmentErrors.NotSubmitted;
        AcquiredBlocks = [.. Blocks.Where(acquired.Contains)];
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
        if (Status != EnrolmentStatus.Accepted) return EnrolmentErrors.NotAccepted;
        if (evaluationStarted) return EnrolmentErrors.EvaluationStarted;
        (Status, AnsweredAt) = (EnrolmentStatus.Submitted, null);
        return Result.Success;
    }

    /// <summary>What was written about the person; choice, route and dates stay, for statistics.</summary>
    public void EraseDetails() => (Adaptations, ReturnReason, Contacts) = (null, null, null);

    /// <summary>The candidate gives up, or was enrolled by mistake. What was evaluated is kept.</summary>
    /// <param name="decided">A jury has decided on the candidate.</param>
    public Result Withdraw(string reason, bool decided)
    {
        if (Status is not (EnrolmentStatus.Submitted or EnrolmentStatus.Accepted or EnrolmentStatus.Returned)) return EnrolmentErrors.NotWithdrawable;
        if (string.IsNullOrWhiteSpace(reason)) return EnrolmentErrors.ReasonRequired;
        if (decided) return EnrolmentErrors.JuryDecided;
        (WithdrawnFrom, Status) = (Status, EnrolmentStatus.Withdrawn);
        return Result.Success;
    }

    /// <summary>Takes a withdrawal back: the enrolment stands where it stood, and what was acquired meanwhile is not evaluated.</summary>
    /// <param name="enrolledAgain">The person has another enrolment in the campaign since.</param>
    /// <param name="acquired">The ledger as it is now.</param>
    public Result Reinstate(bool enrolledAgain, IReadOnlySet<string> acquired)
    {
        if (Status != EnrolmentStatus.Withdrawn) return EnrolmentErrors.NotWithdrawn;
        if (enrolledAgain) return EnrolmentErrors.AlreadyEnrolled;
        var stood = WithdrawnFrom ?? EnrolmentStatus.Submitted;
        if (stood == EnrolmentStatus.Accepted)
        {
            if (Blocks.TrueForAll(acquired.Contains)) return EnrolmentErrors.NothingToEvaluate;
            AcquiredBlocks = [.. Blocks.Where(acquired.Contains)];
        }
        (Status, WithdrawnFrom) = (stood, null);
        return Result.Success;
    }

    /// <summary>Another training organisation takes the candidate over.</summary>
    public Result TransferTo(Guid organisationId, string reason, EnrolmentRules rules, bool evaluationStarted)
    {
        if (ChangeObstacle(reason, evaluationStarted) is { } obstacle) return obstacle;
        if (organisationId == OrganisationId) return EnrolmentErrors.SameOrganisation;
        if (EngagementDate is { } engagement && rules.CheckHabilitation(organisationId, engagement, Option) is { } unauthorised) return unauthorised with { Field = "OrganisationId" };
        OrganisationId = organisationId;
        return Result.Success;
    }

    /// <summary>Another tutor, of the same company or of another, will observe the candidate.</summary>
    public Result ConfideTo(Company company, Tutor tutor, string reason)
    {
        if (ChangeObstacle(reason, started: false) is { } obstacle) return obstacle;
        if (tutor.Id == TutorId) return EnrolmentErrors.SameTutor;
        // Returned and sent again, what was typed would bring the former tutor back.
        (CompanyId, TutorId, Contacts) = (company.Id, tutor.Id, Contacts?.At(company, tutor));
        return Result.Success;
    }

    /// <summary>What was typed gives way where it names another than the tutor it has: one changed before the contacts followed.</summary>
    public void KeepTutor(Company company, Tutor tutor)
    {
        if (Contacts?.LeadTo(company, tutor) == false) Contacts = Contacts.At(company, tutor);
    }

    /// <summary>Another choice of blocks, before anything is evaluated.</summary>
    public Result ChangeBlocks(BlockChoice choice, string reason, EnrolmentRules rules, IReadOnlySet<string> acquired, bool evaluationStarted)
    {
        if (ChangeObstacle(reason, evaluationStarted) is { } obstacle) return obstacle;
        var (refusals, whole) = rules.Judge(choice, acquired);
        var errors = refusals.Select(e => e with { Field = nameof(Blocks) }).ToList();
        if (EngagementDate is { } engagement && rules.CheckHabilitation(OrganisationId, engagement, choice.Option) is { } unauthorised) errors.Add(unauthorised);
        if (whole.Count > 0 && whole.All(acquired.Contains)) errors.Add(EnrolmentErrors.NothingToEvaluate);
        if (errors.Count > 0) return errors;
        (Option, Blocks, AcquiredBlocks) = (choice.Option, [.. whole], [.. whole.Where(acquired.Contains)]);
        return Result.Success;
    }

    private Error? ChangeObstacle(string reason, bool started)
    {
        if (Status is not (EnrolmentStatus.Submitted or EnrolmentStatus.Accepted)) return EnrolmentErrors.NotSent;
        if (started) return EnrolmentErrors.ChangeAfterStart;
        return string.IsNullOrWhiteSpace(reason) ? EnrolmentErrors.ReasonRequired : null;
    }

    private void Set(EnrolmentDetails d) => (AccessRoute, EngagementDate, Option, Blocks, CompanyId, TutorId, Adaptations, VaeLeave) =
        (d.AccessRoute, d.EngagementDate, d.Choice.Option, [.. d.Choice.Blocks], d.CompanyId, d.TutorId, d.Adaptations.OrNull(), d.VaeLeave);
}
