using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Candidates;

/// <summary>What enrolments in one campaign are checked against: read once, for one candidate or for ten thousand.</summary>
/// <param name="Habilitations">Those of the organisations concerned, of any certification.</param>
public sealed record EnrolmentRules(Referential Referential, IReadOnlyCollection<Habilitation> Habilitations, BirthPlaceRegister Places, DateOnly Today)
{
    // Ten thousand candidates of one file make a few dozen choices.
    private readonly Dictionary<string, (IReadOnlyList<Error>, IReadOnlyList<string>)> judged = [];

    /// <summary>Every violation of the composition, and the choice with the acquired blocks in their places.</summary>
    public (IReadOnlyList<Error> Refusals, IReadOnlyList<string> Whole) Judge(BlockChoice choice, IReadOnlySet<string> acquired)
    {
        if (acquired.Count > 0) return Work(choice, acquired);
        var key = $"{choice.Option}|{string.Join('|', choice.Blocks)}";
        return judged.TryGetValue(key, out var known) ? known : judged[key] = Work(choice, acquired);
    }

    private (IReadOnlyList<Error>, IReadOnlyList<string>) Work(BlockChoice choice, IReadOnlySet<string> acquired) =>
        (Referential.Composition.Check(choice, acquired), Referential.InOrder(Referential.Composition.Complete(choice, acquired).Blocks));

    /// <summary>The organisation was, is or will be allowed to prepare the certification: enough to start a file.</summary>
    public bool IsHabilitated(Guid organisationId) => Habilitations.Any(h => h.OrganisationId == organisationId && h.CertificationCode == Referential.Code);

    /// <summary>Why the organisation may not prepare that option for a candidate who engages that day; null when it may.</summary>
    public Error? CheckHabilitation(Guid organisationId, DateOnly engagement, string? option)
    {
        var then = Habilitations.Where(h => h.OrganisationId == organisationId && h.CertificationCode == Referential.Code && h.Covers(engagement)).ToList();
        if (then.Count == 0) return EnrolmentErrors.NotHabilitated;
        return Referential.OptionTitle(option) is { } title && !then.Exists(h => h.Allows(option!)) ? EnrolmentErrors.OptionNotHabilitated(title) : null;
    }
}
