using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Declarations;

/// <summary>Who holds the certification, in the words the Caisse des Dépôts takes. Born in France: the code of the commune; abroad: the town and the country.</summary>
/// <param name="FirstNames">At most three.</param>
/// <param name="InseeCode">Null for a birth abroad.</param>
/// <param name="CountryCode">Three figures, Germany 109; null for a birth in France.</param>
public sealed record DeclaredHolder(string BirthName, string? UsageName, IReadOnlyList<string> FirstNames, DateOnly BirthDate, Sex Sex, string? InseeCode, string BirthPlace, string? CountryCode, string? CountryName)
{
    private const int MostFirstNames = 3;

    public static DeclaredHolder Of(CandidateIdentity identity, BirthPlaceRegister places)
    {
        var abroad = BirthPlaceRegister.IsAbroad(identity.BirthInseeCode);
        return new(identity.BirthName, identity.UsageName, [.. identity.EachFirstName.Take(MostFirstNames)], identity.BirthDate, identity.Sex, abroad ? null : identity.BirthInseeCode, identity.BirthPlace,
            abroad ? identity.BirthInseeCode[BirthPlaceRegister.Abroad.Length..] : null, abroad ? places.Find(identity.BirthInseeCode)?.Name : null);
    }
}

/// <summary>Everything the file says of one passage but its identifier.</summary>
/// <param name="ProofUrl">Public page that verifies the certificate.</param>
/// <param name="DeliveredOn">Day of the first certificate that its jury session gave: a corrected one changes nothing to it.</param>
/// <param name="VaeLeave">The VAE was prepared during a congé VAE.</param>
public sealed record PassageFacts(string CertificationCode, string? OptionTitle, string ProofUrl, DateOnly DeliveredOn, AccessRoute Route, DeclaredHolder Holder, bool VaeLeave = false)
{
    public const int UrlMaxLength = 255;

    /// <summary>Why these facts cannot be declared: one sentence for each, with the field to mend. None where they can.</summary>
    public static IReadOnlyList<Error> Obstacles(CandidateIdentity identity, bool erased, AccessRoute? route, string proofUrl, BirthPlaceRegister places, DateOnly today)
    {
        if (erased) return [DeclarationErrors.HolderErased];
        var errors = identity.Check(today, places).ToList();
        if (route is null) errors.Add(EnrolmentErrors.AccessRouteMissing);
        if (proofUrl.Length > UrlMaxLength) errors.Add(DeclarationErrors.AddressTooLong);
        return errors;
    }

    /// <summary>Of what the Caisse des Dépôts judges: the address of the proof may change with the installation, and mends nothing.</summary>
    public string Digest() => Sha256Hex.Of(string.Join('\u001f',
        CertificationCode, OptionTitle, DeliveredOn.ToString("O"), Route, Holder.BirthName, Holder.UsageName, string.Join('\u001e', Holder.FirstNames), Holder.BirthDate.ToString("O"), Holder.Sex,
        Holder.InseeCode, Holder.BirthPlace, Holder.CountryCode, Holder.CountryName) + (VaeLeave ? "\u001fVaeLeave" : ""));
}
