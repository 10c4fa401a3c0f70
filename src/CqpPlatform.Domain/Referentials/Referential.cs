using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

/// <summary>One published version of a certification's referential. Every rule of a certification is data here.</summary>
/// <param name="Code">RNCP31391.</param>
/// <param name="Title">The exact registered title.</param>
/// <param name="Version">2017-04-19.</param>
/// <param name="VersionLabel">« référentiel du 19/04/2017 ».</param>
/// <param name="Level">Level of the French framework, where the fiche gives one.</param>
/// <param name="Replaces">The fiche it replaces.</param>
/// <param name="Regulation">Null where the activity is not regulated.</param>
/// <param name="Notes">Contradictions of the sources and how we read them.</param>
/// <param name="Equivalences">What blocks acquired under former versions count for, where it is not the block of the same code.</param>
public sealed record Referential(
    string Code,
    string Title,
    string ShortTitle,
    string Version,
    string VersionLabel,
    string CertifierLegalName,
    int? Level,
    int? EuropeanLevel,
    IReadOnlyList<CodedLabel> NsfCodes,
    IReadOnlyList<CodedLabel> RomeCodes,
    IReadOnlyList<CodedLabel> Formacodes,
    IReadOnlyList<CodedLabel> CollectiveAgreements,
    IReadOnlyList<Block> Blocks,
    Composition Composition,
    IReadOnlyList<AccessRouteRule> AccessRoutes,
    IReadOnlyList<RegistrationPeriod> RegistrationPeriods,
    string? Replaces,
    IReadOnlyList<SourceRequirement> Sources,
    RatingScale Scale,
    ProposalRule Proposal,
    Validity Validity,
    RegulationText? Regulation,
    IReadOnlyList<SourceNote> Notes,
    IReadOnlyList<Passerelle> Passerelles,
    IReadOnlyList<Equivalence>? Equivalences = null)
{
    public Block? FindBlock(string code) => Blocks.FirstOrDefault(b => b.Code == code || b.RncpCode == code);

    public Block Block(string code) => FindBlock(code) ?? throw new ArgumentException($"{Code} has no block {code}.", nameof(code));

    /// <summary>Codes in the referential's order.</summary>
    public IReadOnlyList<string> InOrder(IEnumerable<string> codes)
    {
        var wanted = codes.ToHashSet();
        return [.. Blocks.Select(b => b.Code).Where(wanted.Contains)];
    }

    /// <summary>The blocks of this version that one acquired under another counts for: those declared, or the one of the same code.</summary>
    /// <param name="under">The version it was acquired under. A later one that this one does not know is read backwards: its block counts for those that count for it, and for it alone.</param>
    public IReadOnlyList<string> BlocksFor(string version, string block, Referential? under = null)
    {
        if (under is not null && version != Version && (Equivalences ?? []).All(e => e.Version != version))
            return [.. Blocks.Select(b => b.Code).Where(code => under.BlocksFor(Version, code) is [var only] && only == block)];
        var declared = version == Version ? [] : (Equivalences ?? []).Where(e => e.Version == version && e.FormerBlock == block).ToList();
        return declared.Count > 0 ? [.. declared.Select(e => e.Block).OfType<string>()] : Blocks.Any(b => b.Code == block) ? [block] : [];
    }

    /// <summary>What a copy of this version has to declare of a later one: it would read its blocks by their codes, which that one may have moved.</summary>
    public IReadOnlyList<Equivalence> Moved(Referential later) =>
        (Equivalences ?? []).Any(e => e.Version == later.Version) ? [] :
        [
            .. from block in later.Blocks
               let byCode = BlocksFor(later.Version, block.Code)
               let counts = BlocksFor(later.Version, block.Code, later)
               where !counts.SequenceEqual(byCode)
               from here in counts.DefaultIfEmpty<string?>(null)
               select new Equivalence(later.Version, block.Code, here),
        ];

    /// <summary>The source as this certification calls it.</summary>
    public SourceRequirement Source(SourceKind kind) => Sources.FirstOrDefault(s => s.Source == kind) ?? new(kind, kind.French(), kind.French().ToLowerInvariant());

    /// <summary>The tutor is one of the sources, so an enrolment names one.</summary>
    public bool RequiresTutor() => Sources.Any(s => s.Source == SourceKind.Tutor);

    /// <summary>The title of the option as documents write it; null without an option.</summary>
    public string? OptionTitle(string? option) => Composition.Option(option)?.Title;

    /// <summary>The period that holds the day; the later one on a day two periods share.</summary>
    public RegistrationPeriod? PeriodAt(DateOnly engagement) =>
        RegistrationPeriods.Where(p => p.Contains(engagement)).MaxBy(p => p.From);

    public RegistrationPeriod LastPeriod() => RegistrationPeriods.MaxBy(p => p.To)!;

    /// <summary>The engagement date decides, not the day of judging.</summary>
    public Error? CheckEngagement(DateOnly engagement)
    {
        if (PeriodAt(engagement) is not null)
            return null;
        var start = RegistrationPeriods.Min(p => p.From);
        var end = LastPeriod().To;
        if (engagement > end)
            return ReferentialErrors.EngagementAfterRegistration(Code, engagement, end);
        return engagement < start
            ? ReferentialErrors.EngagementBeforeRegistration(Code, engagement, start)
            : ReferentialErrors.EngagementBetweenRegistrations(Code, engagement);
    }

    public AccessRouteRule? RouteRule(AccessRoute route) => AccessRoutes.FirstOrDefault(r => r.Route == route);

    public IReadOnlyList<AccessRoute> AdmittedRoutes() => [.. AccessRoutes.Where(r => r.Admitted).Select(r => r.Route)];

    public Error? CheckRoute(AccessRoute route)
    {
        var rule = RouteRule(route);
        return rule is { Admitted: true } ? null : ReferentialErrors.RouteNotAdmitted(Code, route, rule?.WhyNot, AdmittedRoutes());
    }

    /// <summary>The jury that judges candidates of that route; null when the route is closed.</summary>
    public JuryRule? JuryFor(AccessRoute route) => RouteRule(route)?.Jury;

    /// <summary>The juries the fiche composes, each with the routes it judges.</summary>
    public IReadOnlyList<JuryGroup> JuryGroups()
    {
        var groups = new List<JuryGroup>();
        foreach (var route in AccessRoutes)
        {
            if (route.Jury is not { } rule) continue;
            var known = groups.FindIndex(g => g.Rule.IsSameAs(rule));
            if (known < 0) groups.Add(new JuryGroup(rule, [route.Route]));
            else groups[known] = groups[known] with { Routes = [.. groups[known].Routes, route.Route] };
        }
        return groups;
    }

    public Proposal Propose(string blockCode, IReadOnlyList<SourceRatings> ratings) => Proposal.Propose(Block(blockCode), Sources, Scale, ratings);
}
