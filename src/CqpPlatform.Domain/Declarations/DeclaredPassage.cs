using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Declarations;

/// <summary>
/// One certification delivered to one person, as declared to the Caisse des Dépôts: sent until it is accepted, never after. There is one for an
/// enrolment, kept for ever, so that its identifier always means the same person.
/// </summary>
public sealed class DeclaredPassage : TenantEntity
{
    public const int MessageMaxLength = 500;

    /// <summary>« Dans les trois mois de la délivrance », and as long to answer a rejection (accrochage CPF).</summary>
    public const int MonthsToDeclare = 3;

    private DeclaredPassage() { }

    public Guid EnrolmentId { get; private set; }
    public DeclarationState State { get; private set; }

    /// <summary>The last file that holds it.</summary>
    public Guid? FileId { get; private set; }

    /// <summary>SHA-256 of the facts last sent: a person whose facts differ since has been mended.</summary>
    public string? Digest { get; private set; }

    /// <summary>Why the Caisse des Dépôts rejected it, in its own words.</summary>
    public string? Message { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The key of the return report.</summary>
    public string TechnicalId => Id.ToString("D");

    public static DeclaredPassage Create(Guid enrolmentId) => new() { EnrolmentId = enrolmentId };

    /// <summary>What may be done with it now that its facts have this digest: a rejected one whose facts changed is mended.</summary>
    public DeclarationState StateWith(string digest) => State == DeclarationState.Rejected && Digest != digest ? DeclarationState.Mended : State;

    public Result Send(Guid fileId, string digest)
    {
        if (!StateWith(digest).IsSendable()) return DeclarationErrors.NotSendable(State);
        (State, FileId, Digest, Message, AnsweredAt) = (DeclarationState.InFile, fileId, digest, null, null);
        return Result.Success;
    }

    /// <summary>Once and for all, even where an earlier report of the same file rejected it.</summary>
    public Result Accept(DateTimeOffset now)
    {
        if (State is not (DeclarationState.InFile or DeclarationState.Accepted or DeclarationState.Rejected)) return DeclarationErrors.NotWaiting(TechnicalId);
        if (State == DeclarationState.Accepted) return Result.Success;
        (State, Message, AnsweredAt) = (DeclarationState.Accepted, null, now);
        return Result.Success;
    }

    public Result Reject(string message, DateTimeOffset now)
    {
        if (State == DeclarationState.Accepted) return DeclarationErrors.AcceptedBefore(TechnicalId);
        if (State is not (DeclarationState.InFile or DeclarationState.Rejected)) return DeclarationErrors.NotWaiting(TechnicalId);
        (State, Message, AnsweredAt) = (DeclarationState.Rejected, Shortened(message), now);
        return Result.Success;
    }

    /// <summary>The rejection was not the file's fault: it goes again as it is.</summary>
    public Result SendAgain(string reason)
    {
        if (State != DeclarationState.Rejected) return DeclarationErrors.NotRejected;
        if (string.IsNullOrWhiteSpace(reason)) return DeclarationErrors.ReasonRequired;
        State = DeclarationState.Mended;
        return Result.Success;
    }

    public void EraseMessage() => Message = null;

    // A number of social security is never kept, whoever wrote it.
    private static string Shortened(string message)
    {
        var text = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0) return "Rejet sans message.";
        if (PersonalNumber.IsIn(text)) return "Message non conservé : il contenait un numéro de sécurité sociale.".French();
        return text.Length <= MessageMaxLength ? text : text[..(MessageMaxLength - 1)] + "…";
    }
}
