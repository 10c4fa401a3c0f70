using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Candidates;

/// <summary>What enrolments in one campaign are checked against: read once, for one candidate or for ten thousand.</summary>
/// <param name="Habilitations">Of any organisation; only those for this certification count.</param>
public sealed record EnrolmentRules(Referential Referential, IReadOnlyCollection<Habilitation> Habilitations, BirthPlaceRegister Places, DateOnly Today)
{
    // Ten thousand candidates of one file make a few dozen choices.
    private readonly Dictionary<BlockChoice, (IReadOnlyList<Error>, IReadOnlyList<string>)> judged = new(BlockChoice.ByContent);

    /// <summary>Every violation of the composition, and the choice with the acquired blocks in their places.</summary>
    public (IReadOnlyList<Error> Refusals, IReadOnlyList<string> Whole) Judge(BlockChoice choice, IReadOnlySet<string> acquired)
    {
        if (acquired.Count > 0) return Work(choice, acquired);
        return judged.TryGetValue(choice, out var known) ? known : judged[choice with { Blocks = [.. choice.Blocks] }] = Work(choice, acquired);
    }

    private (IReadOnlyList<Error>, IReadOnlyList<string>) Work(BlockChoice choice, IReadOnlySet<string> acquired) =>
        (Referential.Composition.Check(choice, acquired), Referential.InOrder(Referential.Composition.Complete(choice, acquired).Blocks));

    /// <summary>The organisation was, is or will be allowed to prepare the certification: enough to start a file.</summary>
    public bool IsHabilitated(Guid organisationId) => Habilitations.Any(h => h.OrganisationId == organisationId && h.CertificationCode == Referential.Code);

    /// <summary>Why the organisation may not prepare that option for a candidate who engages that day; null when it may.</summary>
    public Error? CheckHabilitation(Guid organisationId, DateOnly engagement, string? option)
    {
        var (covered, title) = (false, Referential.OptionTitle(option));
        foreach (var habilitation in Habilitations)
        {
            if (habilitation.OrganisationId != organisationId || habilitation.CertificationCode != Referential.Code || !habilitation.Covers(engagement)) continue;
            if (title is null || habilitation.Allows(option!)) return null;
            covered = true;
        }
        return covered ? EnrolmentErrors.OptionNotHabilitated(title!) : EnrolmentErrors.NotHabilitated;
    }
}
