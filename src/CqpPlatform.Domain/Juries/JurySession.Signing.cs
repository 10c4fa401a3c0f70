using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

/// <summary>The members' signatures under the minutes, once they are sealed.</summary>
public sealed partial class JurySession
{
    private readonly List<MinutesSignature> signatures = [];

    public IReadOnlyList<MinutesSignature> Signatures => signatures;

    /// <summary>Who signs: the members who were there in person, were it for a part of the session. A proxy does not sign for whoever gave it.</summary>
    public IReadOnlyList<JuryMember> Signers => Status.IsOver() ? [.. members.Where(m => m.Sat)] : [];

    public IReadOnlyList<JuryMember> SignersMissing => [.. Signers.Where(m => SignatureOf(m.Id) is null)];

    public MinutesSignature? SignatureOf(Guid memberId) => signatures.Find(s => s.MemberId == memberId);

    /// <param name="minutesSha256">Of the sealed PDF.</param>
    public Result SignMinutes(Guid memberId, string minutesSha256, Signatory by, DateTimeOffset now) => Sign(memberId, minutesSha256, null, by, now);

    /// <summary>Members signed on paper: its scan is kept, and says who.</summary>
    public Result<SignedSheet> JoinSheet(string fileName, byte[] bytes, IReadOnlyCollection<Guid> memberIds, string minutesSha256, Signatory by, DateTimeOffset now)
    {
        if (!Status.IsOver()) return JuryErrors.NotSealed;
        if (memberIds.Count == 0) return JuryErrors.SignersUnsaid;
        var sheet = SignedSheet.Create(Id, fileName, bytes, by, now);
        if (sheet.Refused) return sheet;
        foreach (var memberId in memberIds.Distinct())
            if (Sign(memberId, minutesSha256, sheet.Value.Id, by, now) is { Refused: true } refused) return refused;
        return sheet;
    }

    /// <summary>Who is to be reminded: whoever has not signed and was not reminded in the last day.</summary>
    public Result<IReadOnlyList<JuryMember>> RemindSigners(DateTimeOffset now)
    {
        if (!Status.IsOver()) return JuryErrors.NotSealed;
        if (SignersMissing.Count == 0) return JuryErrors.AllSigned;
        var due = SignersMissing.Where(m => m.SigningAskedAt is not { } at || at <= now.AddDays(-1)).ToList();
        if (due.Count == 0) return JuryErrors.RemindedToday;
        due.ForEach(m => m.AskToSign(now));
        return due;
    }

    private Result Sign(Guid memberId, string minutesSha256, Guid? sheetId, Signatory by, DateTimeOffset now)
    {
        if (!Status.IsOver()) return JuryErrors.NotSealed;
        if (members.Find(m => m.Id == memberId) is not { } member) return JuryErrors.UnknownMember;
        if (!member.Sat) return JuryErrors.DidNotSit(member.Name);
        if (SignatureOf(memberId) is not null) return JuryErrors.SignedAlready(member.Name);
        signatures.Add(MinutesSignature.Sign(Id, member, minutesSha256, sheetId, by, now));
        return Result.Success;
    }
}
