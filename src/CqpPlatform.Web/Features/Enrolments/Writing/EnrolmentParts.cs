using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Enrolments.Components;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <param name="Named">« l’identité ».</param>
/// <param name="Holds">The fields of this part, by the id a refusal names.</param>
/// <param name="ReadBack">What was typed; empty where nothing was, and then the part has nothing to fold to.</param>
internal sealed record EnrolmentPart(string Label, string Title, string Anchor, string Named, Func<string?, bool> Holds, Func<SaveEnrolmentInput, Referential, IReadOnlyList<(string Term, string? Text)>> ReadBack);

/// <summary>The parts of the form, and how a finished one is read back.</summary>
internal static class EnrolmentParts
{
    public const string Identity = "identite", Route = "parcours", Blocks = "blocs", Workplace = "entreprise", Adaptations = "amenagements", Files = "pieces";

    public static IReadOnlyList<EnrolmentPart> All { get; } =
    [
        new("1. Identité", "1. Identité", Identity, "l’identité", f => f is "Sex" or "BirthName" or "UsageName" or "FirstNames" or "BirthDate" or "BirthPlace" or "BirthInseeCode" or "Email" or "Phone", (i, _) =>
        [
            ("Civilité, nom de naissance", EnrolmentWords.Joined(" ", i.Sex?.French(), i.BirthName)), ("Prénoms", i.FirstNames), ("Nom d’usage", i.UsageName ?? "Aucun"),
            ("Date de naissance", i.BirthDate is { } born ? FrenchFormat.Date(born) : null), ("Commune de naissance", $"{i.BirthPlace} ({i.BirthInseeCode})"), ("Courriel, téléphone", EnrolmentWords.Joined(", ", i.Email, i.Phone)),
        ]),
        new("2. Parcours", "2. Parcours", Route, "le parcours", f => f is null or "AccessRoute" or "VaeLeave" or "EngagementDate", (i, _) =>
            [("Voie d’accès", i.AccessRoute?.French(i.VaeLeave)), ("Entrée en parcours", i.EngagementDate is { } day ? FrenchFormat.Date(day) : null)]),
        new("3. Choix des blocs", "3. Choix des blocs", Blocks, "le choix des blocs", f => f is "Blocks", (i, referential) =>
            [.. referential.OptionTitle(i.Option) is { } option ? [("Option", French.Capital(option))] : Array.Empty<(string, string?)>(), ("Blocs", string.Join(", ", i.Blocks))]),
        new("4. Entreprise, tuteur", "4. Entreprise et tuteur", Workplace, "l’entreprise et le tuteur",
            f => f?.StartsWith("Company", StringComparison.Ordinal) == true || f?.StartsWith("Tutor", StringComparison.Ordinal) == true, (i, _) => !i.Contacts.HasWorkplace ? [] :
            [
                ("Entreprise", EnrolmentWords.Joined(", SIRET ", i.CompanyName, i.CompanySiret)), ("Tuteur", EnrolmentWords.Joined(", ", French.Person(i.TutorLastName ?? "", i.TutorFirstName ?? ""), i.TutorQuality)),
                ("Son courriel, pour le lien d’observation", i.TutorEmail),
            ]),
        new("5. Aménagements", "5. Aménagements", Adaptations, "les aménagements", f => f is "Adaptations", (i, _) => string.IsNullOrWhiteSpace(i.Adaptations) ? [] : [("Aménagements accordés", i.Adaptations)]),
        new("6. Pièces jointes", "6. Pièces jointes", Files, "les pièces", f => f is "Files", (_, _) => []),
    ];
}
