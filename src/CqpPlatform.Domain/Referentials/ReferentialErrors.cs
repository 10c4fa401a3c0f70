using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

public static class ReferentialErrors
{
    public static readonly Error ReasonRequired = new("reason-required", "Indiquez le motif\u00A0: il sera conservé dans l’historique.", Field: "Reason");

    public static Error VersionFrozen(string version) => new(
        "version-frozen", $"La version {version} est publiée\u00A0: elle ne change plus. Copiez-la pour en préparer une nouvelle.");

    public static Error VersionStep(string version, ReferentialStatus status) => new(
        "version-wrong-step", $"La version {version} est à l’état «\u00A0{status.French()}\u00A0»\u00A0: cette action n’y est pas possible. Rechargez la page.");

    public static Error VersionUsed(int campaigns) => new(
        "version-used",
        $"{(campaigns == 1 ? "Une campagne repose" : $"{campaigns} campagnes reposent")} sur cette version\u00A0: elle reste publiée. Copiez-la pour la corriger, ou fermez-la aux nouvelles campagnes.");

    public static Error VersionHeld(int lines) => new(
        "version-held",
        $"Le registre des blocs acquis porte {(lines == 1 ? "un bloc" : $"{lines} blocs")} de cette version\u00A0: elle reste publiée. Copiez-la pour la corriger, ou fermez-la aux nouvelles campagnes.");

    public static Error VersionTaken(string code, string version) => new(
        "version-taken", $"{code} a déjà une version «\u00A0{version}\u00A0»\u00A0: donnez-lui un autre nom.", Field: "$.version");

    public static Error VersionCopied(string version, string copy) => new(
        "version-copied", $"La version {copy} est une copie de {version}\u00A0: supprimez-la d’abord, ou gardez les deux.");

    public static Error TextTooLong(string field, int limit) => new("text-too-long", $"{limit} caractères au plus.", Field: field);

    public static Error OptionMissing(IReadOnlyList<OptionRule> options) => new(
        "option-missing",
        $"Option\u00A0: aucune n’est choisie. Choix possibles\u00A0: {French.List([.. options.Select(o => o.Title)], "ou")}.",
        [.. options.SelectMany(o => o.Blocks).Distinct()], "option");

    public static Error OptionUnknown(string option, IReadOnlyList<OptionRule> options) => new(
        "option-unknown",
        $"Option\u00A0: «\u00A0{option}\u00A0» n’existe pas pour cette certification. Choix possibles\u00A0: {French.List([.. options.Select(o => o.Title)], "ou")}.",
        [], "option");

    public static Error OptionNotOffered(string option) => new(
        "option-not-offered", $"Option\u00A0: cette certification n’en comporte pas. Retirez «\u00A0{option}\u00A0».", [], "option");

    public static Error CommonMissing(IReadOnlyList<string> blocks) => new(
        "common-missing", $"Blocs communs, tous obligatoires\u00A0: il manque {French.List(blocks)}.", blocks, "blocks");

    public static Error OptionBlocksMissing(OptionRule option, IReadOnlyList<string> blocks) => new(
        "option-blocks-missing", $"{French.Capital(option.Title)}, blocs tous obligatoires\u00A0: il manque {French.List(blocks)}.", blocks, "blocks");

    public static Error ElectiveMissing(ElectiveSet set, int missing, IReadOnlyList<string> among) => new(
        "elective-missing",
        among.Count == 0
            ? $"{set.Title}, {set.Wanted}\u00A0: il n’en reste plus assez à choisir."
            : $"{set.Title}, {set.Wanted}\u00A0: encore {missing} {(missing == 1 ? "bloc" : "blocs")} à choisir parmi {French.List(among)}.",
        among, "blocks");

    public static Error ElectiveTooMany(ElectiveSet set, IReadOnlyList<string> chosen) => new(
        "elective-too-many",
        $"{set.Title}, {set.Wanted}\u00A0: {chosen.Count} sont choisis ({French.List(chosen)}). Retirez-en {chosen.Count - set.Most}.",
        chosen, "blocks");

    public static Error GroupMissing(GroupRule rule, int missing, IReadOnlyList<BlockGroup> among) => new(
        "group-missing",
        among.Count == 0
            ? $"{CompositionWords.Title(rule)}, {CompositionWords.Wanted(rule)}\u00A0: il n’en reste plus assez à choisir."
            : $"{CompositionWords.Title(rule)}, {CompositionWords.Wanted(rule)}\u00A0: encore {missing} à choisir parmi {French.List([.. among.Select(CompositionWords.Named)])}.",
        [.. among.SelectMany(g => g.Blocks)], "blocks");

    public static Error GroupTooMany(GroupRule rule, IReadOnlyList<BlockGroup> taken) => new(
        "group-too-many",
        $"{CompositionWords.Title(rule)}, {CompositionWords.Wanted(rule)}\u00A0: {taken.Count} sont choisis, {French.List([.. taken.Select(CompositionWords.Named)])}. Retirez-en {taken.Count - rule.Most()}.",
        [.. taken.SelectMany(g => g.Blocks)], "blocks");

    public static Error GroupIncomplete(BlockGroup group, IReadOnlyList<string> blocks) => new(
        "group-incomplete", $"{French.Capital(group.Title)}, à prendre en entier\u00A0: il manque {French.List(blocks)}.", blocks, "blocks");

    public static Error PrerequisiteMissing(string block, IReadOnlyList<string> missing) => new(
        "prerequisite-missing",
        $"{block} demande {French.List(missing)}\u00A0: {(missing.Count == 1 ? "choisissez-le" : "choisissez-les")} aussi, ou retirez {block}.",
        [block, .. missing], "blocks");

    public static Error BlockOutOfChoice(IReadOnlyList<string> blocks) => new(
        "block-out-of-choice",
        blocks.Count == 1
            ? $"Composition\u00A0: {blocks[0]} n’a pas de place dans ce choix, il relève d’une option non retenue. Retirez-le."
            : $"Composition\u00A0: {French.List(blocks)} n’ont pas de place dans ce choix, ils relèvent d’une option non retenue. Retirez-les.",
        blocks, "blocks");

    public static Error BlockUnknown(IReadOnlyList<string> blocks) => new(
        "block-unknown",
        blocks.Count == 1
            ? $"Blocs\u00A0: {blocks[0]} n’existe pas dans cette certification."
            : $"Blocs\u00A0: {French.List(blocks)} n’existent pas dans cette certification.",
        blocks, "blocks");

    public static Error BlockDuplicate(IReadOnlyList<string> blocks) => new(
        "block-duplicate", $"Blocs\u00A0: {French.List(blocks)} {(blocks.Count == 1 ? "est choisi" : "sont choisis")} plusieurs fois.", blocks, "blocks");

    public static Error EngagementAfterRegistration(string code, DateOnly day, DateOnly end) => new(
        "engagement-after-registration",
        $"Le {French.Date(day)} est postérieur au {French.Date(end)}, fin de l’enregistrement de {code}. Vérifiez la date\u202F; si elle est exacte, cette inscription est impossible.",
        Field: "engagementDate");

    public static Error EngagementBeforeRegistration(string code, DateOnly day, DateOnly start) => new(
        "engagement-before-registration",
        $"Le {French.Date(day)} est antérieur au {French.Date(start)}, début de l’enregistrement de {code}. Vérifiez la date\u202F; si elle est exacte, cette inscription est impossible.",
        Field: "engagementDate");

    public static Error EngagementBetweenRegistrations(string code, DateOnly day) => new(
        "engagement-outside-registration",
        $"Le {French.Date(day)} n’est dans aucune période d’enregistrement de {code}. Vérifiez la date\u202F; si elle est exacte, cette inscription est impossible.",
        Field: "engagementDate");

    public static Error RouteNotAdmitted(string code, AccessRoute route, string? whyNot, IReadOnlyList<AccessRoute> admitted) => new(
        "route-not-admitted",
        $"La voie «\u00A0{route.French()}\u00A0» n’est pas ouverte pour {code}. {(whyNot is null ? "" : whyNot + " ")}Voies ouvertes\u00A0: {French.List([.. admitted.Select(r => r.FrenchShort())])}.",
        Field: "accessRoute");
}
