using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.EditMentions;

/// <summary>What the certifier says of itself on its documents.</summary>
public sealed record EditMentionsInput
{
    public string? LegalName { get; set; }
    public string? City { get; set; }
    public string? SignatoryName { get; set; }
    public string? SignatoryQuality { get; set; }

    /// <summary>The legal acts the fiches do not give.</summary>
    public IReadOnlyList<LegalActInput> Acts { get; init; } = [];
}

public sealed record LegalActInput(string CertificationCode, string Title)
{
    public string? LegalAct { get; set; }
}

public sealed class EditMentions(WorkFactory work, EditMentionsValidator validator)
{
    public async Task<Result> ExecuteAsync(EditMentionsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var checkedInput = validator.Validate(input);
        if (!checkedInput.IsValid) return checkedInput.Errors.Select(e => new Error("mention-invalid", e.ErrorMessage, Field: e.PropertyName)).ToList();

        var profile = await unit.Db.CertifierProfiles.SingleAsync(ct);
        profile.Change(input.LegalName ?? "", input.City ?? "", input.SignatoryName ?? "", input.SignatoryQuality ?? "");
        var codes = await unit.Db.ReferentialVersions.Select(v => v.CertificationCode).Distinct().ToListAsync(ct);
        var mentions = await unit.Db.CertificationMentions.ToDictionaryAsync(m => m.CertificationCode, ct);
        foreach (var act in input.Acts)
        {
            if (!codes.Contains(act.CertificationCode)) return SecurityErrors.NotFound;
            if (mentions.TryGetValue(act.CertificationCode, out var known)) known.Change(act.LegalAct ?? "");
            else if (!string.IsNullOrWhiteSpace(act.LegalAct)) unit.Db.Add(CertificationMention.Create(act.CertificationCode, act.LegalAct.Trim()));
        }
        return await unit.SaveAsync(reason: null, ct);
    }
}
