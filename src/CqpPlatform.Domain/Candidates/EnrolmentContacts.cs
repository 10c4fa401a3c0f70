using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;

namespace CqpPlatform.Domain.Candidates;

/// <summary>
/// Contacts as the training organisation typed them, complete or not: a draft keeps every character, and only submitting finds or creates
/// the company and the tutor, so that no half-typed company enters the registry.
/// </summary>
public sealed partial record EnrolmentContacts(string? Email, string? Phone, string? CompanySiret, string? CompanyName,
    string? TutorLastName, string? TutorFirstName, string? TutorQuality, string? TutorEmail)
{
    public const int QualityMaxLength = 120;
    public static readonly EnrolmentContacts None = new(null, null, null, null, null, null, null, null);

    [GeneratedRegex(@"^\+?[0-9 .()\-\u00A0\u202F]{6,}$")]
    private static partial Regex Number();

    public bool HasWorkplace => Given(CompanySiret) || Given(CompanyName) || Given(TutorLastName) || Given(TutorFirstName) || Given(TutorQuality) || Given(TutorEmail);

    /// <summary>What keeps these contacts from being submitted, each refusal with its field.</summary>
    /// <param name="tutorRequired">The referential has the tutor among its sources.</param>
    public IEnumerable<Error> Check(bool tutorRequired)
    {
        if (Given(Email) && !EmailAddress.Fits(Email)) yield return BadAddress(nameof(Email), "Courriel du candidat");
        if (Given(Phone) && !Number().IsMatch(Phone!.Trim())) yield return new("phone-format", "Téléphone : chiffres attendus, par exemple 06 39 98 41 07.".French(), Field: nameof(Phone));
        if (!tutorRequired && !HasWorkplace) yield break;

        if (!Given(CompanySiret)) yield return Missing(nameof(CompanySiret), "Indiquez le SIRET de l’entreprise.");
        else if (Siret.Check(Siret.Normalise(CompanySiret!)) is { } wrong) yield return wrong with { Field = nameof(CompanySiret) };
        if (!Given(CompanyName)) yield return Missing(nameof(CompanyName), "Indiquez le nom de l’entreprise.");
        if (!Given(TutorLastName)) yield return Missing(nameof(TutorLastName), "Indiquez le nom du tuteur.");
        if (!Given(TutorFirstName)) yield return Missing(nameof(TutorFirstName), "Indiquez le prénom du tuteur.");
        if (!Given(TutorEmail)) yield return Missing(nameof(TutorEmail), "Indiquez le courriel du tuteur : il y reçoit son lien d’observation.".French());
        else if (!EmailAddress.Fits(TutorEmail)) yield return BadAddress(nameof(TutorEmail), "Courriel du tuteur");
        else if (IsTheTutors(Email)) yield return EnrolmentErrors.TutorIsCandidate;

        static Error Missing(string field, string message) => new(EnrolmentErrors.MissingCode, message, Field: field);
        static Error BadAddress(string field, string label) => new("email-format", $"{label} : adresse attendue, par exemple prenom.nom@exemple.fr.".French(), Field: field);
    }

    /// <summary>Whoever reads the mailbox is the tutor, and would observe themselves.</summary>
    public bool IsTheTutors(string? candidateEmail) => Given(candidateEmail) && string.Equals(candidateEmail!.Trim(), TutorEmail?.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The company and the tutor as the registry has them, in place of what was typed.</summary>
    public EnrolmentContacts At(Company company, Tutor tutor) => this with
    {
        CompanySiret = company.Siret,
        CompanyName = company.Name,
        TutorLastName = tutor.LastName,
        TutorFirstName = tutor.FirstName,
        TutorQuality = tutor.Quality,
        TutorEmail = tutor.Email,
    };

    /// <summary>Sent, they find this tutor in this company.</summary>
    public bool LeadTo(Company company, Tutor tutor) =>
        Given(CompanySiret) && Siret.Normalise(CompanySiret!) == company.Siret && string.Equals(TutorEmail?.Trim(), tutor.Email, StringComparison.OrdinalIgnoreCase);

    /// <summary>The same person, whatever the case, the accents and the hyphens.</summary>
    public bool Name(Tutor tutor) => PersonKey.Fold(TutorLastName ?? "") == PersonKey.Fold(tutor.LastName) && PersonKey.Fold(TutorFirstName ?? "") == PersonKey.Fold(tutor.FirstName);

    private static bool Given(string? text) => !string.IsNullOrWhiteSpace(text);
}
