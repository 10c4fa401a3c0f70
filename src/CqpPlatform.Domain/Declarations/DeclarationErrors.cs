using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Declarations;

public static class DeclarationErrors
{
    public static readonly Error ClientIdInvalid = new("declarant-client", "Identifiant client : les 8 caractères que la Caisse des Dépôts vous a donnés, lettres et chiffres.".French(), Field: "ClientId");
    public static readonly Error ContractIdInvalid = new("declarant-contract", "Identifiant du contrat : de 1 à 20 caractères, lettres, chiffres et tirets.".French(), Field: "ContractId");

    public static readonly Error NoAccount = new("declaration-no-account",
        "Vos identifiants auprès de la Caisse des Dépôts ne sont pas renseignés : aucun fichier ne peut être écrit. Indiquez-les dans « Identifiants ».".French());

    public static readonly Error NothingToSend = new("declaration-nothing", "Rien n’est à déclarer : aucun fichier n’a été écrit.".French());

    public static readonly Error HolderErased = new("declaration-erased", "L’identité de cette personne a été effacée : elle ne peut plus être déclarée.".French());
    public static readonly Error AddressTooLong = new("declaration-address", "L’adresse publique de la plateforme est trop longue pour la déclaration : l’exploitant doit en donner une de moins de 200 caractères.".French());

    public static readonly Error NotRejected = new("declaration-not-rejected", "Seule une déclaration rejetée se renvoie.");
    public static readonly Error ReasonRequired = new("declaration-reason", "Indiquez pourquoi la même déclaration serait acceptée cette fois : rien n’y a changé.".French(), Field: "Reason");

    public static readonly Error ReportUnreadable = new("report-unreadable", "Ce fichier n’est pas un compte rendu de la Caisse des Dépôts : un XML « rapport » est attendu. Rien n’a été enregistré.".French(), Field: "Report");
    public static readonly Error ReportTooLarge = new("report-too-large", "Ce fichier dépasse la taille d’un compte rendu. Rien n’a été enregistré.", Field: "Report");
    public static readonly Error ReportOfNoFile = new("report-unknown-file", "Ce compte rendu ne répond à aucun de vos fichiers : vérifiez que c’est bien celui de ce certificateur. Rien n’a été enregistré.".French(), Field: "Report");
    public static readonly Error ReportEmpty = new("report-empty", "Ce compte rendu ne nomme aucune déclaration. Rien n’a été enregistré.", Field: "Report");

    /// <summary>What the schema found; a fault of ours, or of a datum no rule foresees.</summary>
    public static Error NotValid(IReadOnlyList<string> faults) => new("declaration-invalid", $"Le fichier n’est pas conforme au schéma de la Caisse des Dépôts : rien n’a été enregistré. {string.Join(' ', faults)}".French());

    public static Error NotSendable(DeclarationState state) => new("declaration-not-sendable", $"Cette déclaration ne peut pas être envoyée : {state.French().ToLowerInvariant()}.".French());
    public static Error NotInThatFile(string id) => new("report-unknown-passage", $"Le compte rendu nomme {id}, qui n’est pas dans ce fichier. Rien n’a été enregistré.", Field: "Report");
    public static Error NamedTwice(string id) => new("report-named-twice", $"Le compte rendu nomme {id} deux fois. Rien n’a été enregistré.", Field: "Report");
    public static Error SentAgainSince(string id) => new("report-late", $"{id} a été renvoyé depuis dans un autre fichier : c’est le compte rendu de celui-là qui compte. Rien n’a été enregistré.".French(), Field: "Report");
    public static Error AcceptedBefore(string id) => new("report-contradiction", $"Le compte rendu rejette {id}, qui est déjà accepté. Rien n’a été enregistré.", Field: "Report");
    public static Error NotWaiting(string id) => new("report-not-waiting", $"{id} n’attend pas de réponse. Rien n’a été enregistré.", Field: "Report");
}
