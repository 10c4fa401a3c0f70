using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Constitution;

/// <param name="MembershipId">The member's own sign-in, among the tenant's jury members.</param>
/// <param name="OrganisationId">The training organisation represented or worked for; required of its representative.</param>
public sealed record SeatMemberInput(Guid SessionId, string? LastName, string? FirstName, College? College, string? Quality, bool IsPresident = false,
    Guid? MembershipId = null, Guid? OrganisationId = null, Guid? CompanyId = null)
{
    public bool IsVicePresident { get; init; }
    public DateOnly? MandateFrom { get; init; }
    public DateOnly? MandateUntil { get; init; }


    /// <summary>For whoever has no sign-in: where the convocation goes.</summary>
    public string? Email { get; init; }

    /// <summary>The titular this member replaces when they are absent; null for a titular.</summary>
    public Guid? SubstituteForId { get; init; }
}

/// <summary>Seats a member before the session opens.</summary>
public sealed class SeatMember(JurySessionWork work, SeatMemberValidator validator)
{
    /// <returns>The member's id.</returns>
    public async Task<Result<Guid>> ExecuteAsync(SeatMemberInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var (db, session) = (opened.Unit.Db, opened.Context.Session);
        var email = input.MembershipId is null && !string.IsNullOrWhiteSpace(input.Email) ? input.Email.Trim() : null;
        if (email is not null && !EmailAddress.Fits(email)) return JuryErrors.EmailWrong;

        var organisation = input.OrganisationId;
        if (input.MembershipId is { } membershipId)
        {
            var person = await PersonAsync(db, membershipId, ct);
            if (person.Count == 0) return SecurityErrors.NotFound;
            // One person, one seat, even with two sign-ins in this tenant.
            if (session.Members.Any(m => person.Any(p => p.Id == m.MembershipId))) return JuryErrors.SeatedTwice;
            organisation ??= person.Select(p => p.OrganisationId).FirstOrDefault(o => o is not null);
        }
        if (organisation is { } o && !await db.TrainingOrganisations.AnyAsync(x => x.Id == o, ct)) return SecurityErrors.NotFound;
        if (input.CompanyId is { } c && !await db.Companies.AnyAsync(x => x.Id == c, ct)) return SecurityErrors.NotFound;

        var seated = session.Seat(new JurySeatHolder(input.LastName!.Trim(), input.FirstName!.Trim(), input.College!.Value, input.Quality!.Trim(), input.IsPresident,
            input.MembershipId, organisation, input.CompanyId, input.IsVicePresident, input.MandateFrom, input.MandateUntil, input.SubstituteForId, email));
        if (seated.Refused) return Result.From(seated.Errors);
        if (await opened.CommitAsync(reason: null, ct) is { Refused: true } refused) return refused;
        return seated.Value.Id;
    }

    /// <summary>All the memberships of the person behind a jury member's sign-in; none for any other sign-in.</summary>
    private static async Task<List<Membership>> PersonAsync(CqpDbContext db, Guid membershipId, CancellationToken ct)
    {
        var account = await db.Memberships.Where(m => m.Id == membershipId && m.Role == Role.JuryMember && m.Active).Select(m => m.AccountId).ToListAsync(ct);
        return await db.Memberships.AsNoTracking().Where(m => account.Contains(m.AccountId)).ToListAsync(ct);
    }
}

public sealed class SeatMemberValidator : AbstractValidator<SeatMemberInput>
{
    public SeatMemberValidator()
    {
        RuleFor(x => x.LastName).NotEmpty().WithMessage("Indiquez le nom du membre.").PrintedLine("Nom", JuryMember.NameMaxLength);
        RuleFor(x => x.FirstName).NotEmpty().WithMessage("Indiquez le prénom du membre.").PrintedLine("Prénom", JuryMember.NameMaxLength);
        RuleFor(x => x.Quality).NotEmpty().WithMessage("Indiquez la qualité du membre : elle figure au procès-verbal.".French()).PrintedLine("Qualité", JuryMember.QualityMaxLength);
        RuleFor(x => x.MandateUntil).GreaterThanOrEqualTo(x => x.MandateFrom).When(x => x.MandateFrom is not null && x.MandateUntil is not null)
            .WithMessage("Le mandat se termine après avoir commencé.");
        RuleFor(x => x.Email).Line("Courriel", JuryMember.EmailMaxLength);
        RuleFor(x => x.College).NotNull().WithMessage("Choisissez le collège.");
        RuleFor(x => x.OrganisationId).NotNull().When(x => x.College == College.TrainingOrganisation)
            .WithMessage("Indiquez l’organisme représenté : son représentant ne vote pas sur ses candidats.".French());
    }
}
