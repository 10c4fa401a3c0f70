namespace CqpPlatform.Web.Components.Audit;

public static partial class AuditWords
{
    // Machine facts: hashes, secrets, counters, and what another column already tells.
    public static readonly IReadOnlySet<string> Unshown = new HashSet<string>
    {
        "AcquiredBlockId", "AmendmentId", "AnsweredById", "At", "ById", "Bytes", "CastById", "ChangeId", "CheckCode", "CodeAttempts", "CodeExpiresAt", "CodeHash", "CommentChange",
        "ConfirmedById", "MinutesSha256", "SecondConfirmedById",
        "Contacts", "Content", "ContentType", "CopiedFromId", "CriteriaChange", "DayId", "DecidedAt", "DecidedById", "DecidedByName", "Digest", "EnrolmentId",
        "ErasedById", "EvaluationId", "Facts", "Fields", "FileId", "FilesSha256", "FormerContent", "ImportId", "JobId", "JurySessionId", "KeptId", "Last", "LastFile", "MemberId",
        "MembershipId", "MergedIntoId", "MovedCandidates", "MovedEnrolments", "OperatorId", "OtherId", "PassageId", "ProofId", "ProxyHolderId", "RatingChange",
        "RecipientId", "RecognisedFromId", "RectifiedById", "ReferentialVersion", "ReferentialVersionId", "Report", "ReviewSessionId", "RncpCode", "RoundId", "SavedAt", "SchemaVersion",
        "SecretHash", "SessionId", "Sha256", "SignedById", "SubstituteForId", "SupersedesId", "TenantId", "Year",
    };
}
