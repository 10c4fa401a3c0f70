using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Invitations;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Members.Inviting;

/// <param name="OrganisationId">Ignored of a training organisation, which invites for itself.</param>
public sealed record InviteMemberInput(string? Email, string? LastName, string? FirstName, Role? Role, Guid? OrganisationId);

/// <summary>Offers an access by mail. The person sets their own account up; nothing is opened before.</summary>
public sealed class InviteMember(WorkFactory work, InviteMemberValidator validator, IConfiguration configuration)
{
    /// <returns>The invitation's id.</returns>
    public async Task<Result<Guid>> ExecuteAsync(InviteMemberInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageMembers, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (unit.Actor.Role == Role.TrainingOrganisation) input = input with { Role = Role.TrainingOrganisation, OrganisationId = unit.Actor.OrganisationId };
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (!EmailAddress.Fits(input.Email)) return MemberErrors.NoAddress;

        var db = unit.Db;
        var organisationId = input.Role == Role.TrainingOrganisation ? input.OrganisationId : null;
        var organisation = organisationId is { } id ? await db.TrainingOrganisations.Where(o => o.Id == id).Select(o => o.Name).SingleOrDefaultAsync(ct) : null;
        if (organisationId is not null && organisation is null) return SecurityErrors.NotFound;
        var invited = new Invited(input.Email!, input.LastName!, input.FirstName!, input.Role!.Value, organisationId);
        var (email, normalized) = (invited.Email.Trim().ToLowerInvariant(), invited.Email.Trim().ToUpperInvariant());
        // Whether the address has an account elsewhere is nobody's business: only this tenant's memberships are looked at.
        if (await (from m in db.Memberships join a in db.Users on m.AccountId equals a.Id where m.Active && m.Role == invited.Role && m.OrganisationId == organisationId && a.NormalizedEmail == normalized select m).AnyAsync(ct))
            return MemberErrors.AlreadyMember;
        if (await db.Invitations.AnyAsync(i => i.Email == email && i.Role == invited.Role && i.OrganisationId == organisationId && i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > unit.Now, ct))
            return MemberErrors.AlreadyInvited;

        var tenant = await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == unit.Actor.TenantId, ct);
        var row = InvitationMails.Invite(db, tenant, invited, organisation, configuration.PublicUrl(), unit.Now);
        return await unit.SaveAsync(ct: ct) is { Refused: true } refused ? refused : row.Id;
    }
}

public sealed class InviteMemberValidator : AbstractValidator<InviteMemberInput>
{
    public InviteMemberValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(x => x.LastName).NotEmpty().WithMessage("Indiquez le nom de la personne.").PrintedLine("Nom", Account.NameMaxLength);
        RuleFor(x => x.FirstName).NotEmpty().WithMessage("Indiquez son prénom.").PrintedLine("Prénom", Account.NameMaxLength);
        RuleFor(x => x.Email).NotEmpty().WithMessage("Indiquez son adresse de courriel.").Line("Adresse de courriel", Account.EmailMaxLength);
        RuleFor(x => x.Role).Must(role => role is { } given && given.IsByMembership()).WithMessage("Choisissez l’accès à ouvrir.");
        RuleFor(x => x.OrganisationId).NotNull().When(x => x.Role == Role.TrainingOrganisation).WithMessage("Choisissez l’organisme de formation pour lequel la personne travaille.");
    }
}
