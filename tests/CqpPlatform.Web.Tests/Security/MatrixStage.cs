using System.Text.RegularExpressions;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Referentials.FranceCompetences;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>The identifiers one person may name.</summary>
public sealed record MatrixIds(Guid CampaignId, Guid EnrolmentId, Guid CandidateId, Guid OralId, Guid SessionId, string Code, string Block)
{
    public Guid MemberId { get; init; } = Guid.NewGuid();
    public Guid AccountId { get; init; } = Guid.NewGuid();
    public Guid ProofId { get; init; } = Guid.NewGuid();
    /// <summary>A campaign that still takes enrolments; the other one is at its evaluations.</summary>
    public Guid OpenCampaignId { get; init; } = Guid.NewGuid();
    public MatrixFiles Files { get; init; } = new();
    public Guid DocumentId { get; init; } = Guid.NewGuid();
    public Guid JobId { get; init; } = Guid.NewGuid();
    public Guid VersionId { get; init; } = Guid.NewGuid();
    public Guid FicheId { get; init; } = Guid.NewGuid();
    public Guid ImportId { get; init; } = Guid.NewGuid();
    public Guid DeclarationId { get; init; } = Guid.NewGuid();
    public static MatrixIds Unknown => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "RNCP99999", "BC1");
}

/// <summary>One file of each kind: a page names only files of its own kind.</summary>
public sealed record MatrixFiles
{
    public Guid Supporting { get; init; } = Guid.NewGuid();
    public Guid Training { get; init; } = Guid.NewGuid();
    public Guid Tutor { get; init; } = Guid.NewGuid();
    public Guid Commission { get; init; } = Guid.NewGuid();

    /// <summary>Under a grid that was submitted, and so seen by the jury.</summary>
    public Guid Submitted { get; init; } = Guid.NewGuid();
    public Guid Sheet { get; init; } = Guid.NewGuid();
}

/// <summary>Two certifiers with the same story each, so that everything of the one can be asked by the other.</summary>
public sealed partial class MatrixStage
{
    private readonly HostFixture fixture;
    private readonly TestWorld world;
    private readonly (TutorLink Link, string Secret) link;

    private MatrixStage(HostFixture fixture, TestWorld world, (TutorLink, string) link, MatrixIds own, MatrixIds otherTenant, MatrixIds otherPeople) =>
        (this.fixture, this.world, this.link, Own, OtherTenant, OtherPeople) = (fixture, world, link, own, otherTenant, otherPeople);

    public TestWorld World => world;
    public Guid OrganisationId => world.Organisation.Id;
    public MatrixIds Own { get; }
    public MatrixIds OtherTenant { get; }

    /// <summary>Same tenant, but another organisation's candidate, another examiner's oral, another jury's session, another tutor's enrolment.</summary>
    public MatrixIds OtherPeople { get; }
    public MatrixIds Unknown { get; } = MatrixIds.Unknown;

    public static async Task<MatrixStage> SetAsync(HostFixture fixture)
    {
        var platform = fixture.Platform;
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await platform.GivePasswordsAsync(world);
        var stranger = await platform.CreateWorldAsync(CqpFixture.Broker);
        var insurer = await platform.CreateWorldAsync(CqpFixture.Insurer);
        return new(fixture, world, await platform.CreateTutorLinkAsync(world), await StoryAsync(platform, world, "RNCP31391"), await StoryAsync(platform, insurer, "RNCP41351"), await StoryAsync(platform, stranger, "RNCP31391"));
    }

    /// <summary>What a role must not learn of: everything of the other certifier and, for whoever has a share only, of its neighbours.</summary>
    public IEnumerable<(string Whose, MatrixIds Ids)> Others(Role? role)
    {
        yield return ("another tenant", OtherTenant with { Block = "BC1" });
        if (role is Role.TrainingOrganisation or Role.Examiner or Role.JuryMember or Role.Tutor) yield return ("somebody else", OtherPeople with { CampaignId = Unknown.CampaignId, OpenCampaignId = Unknown.OpenCampaignId, Code = Unknown.Code });
    }

    public string Fill(string template, MatrixIds ids) => Slot().Replace(template, slot => slot.Groups[1].Value switch
    {
        "CampaignId" => ids.CampaignId.ToString(),
        "EnrolmentId" => ids.EnrolmentId.ToString(),
        "CandidateId" => ids.CandidateId.ToString(),
        "OralId" => ids.OralId.ToString(),
        "SessionId" or "sessionId" => ids.SessionId.ToString(),
        "SheetId" => ids.Files.Sheet.ToString(),
        "MemberId" => ids.MemberId.ToString(),
        "JobId" => ids.JobId.ToString(),
        "FicheId" => ids.FicheId.ToString(),
        "VersionId" => ids.VersionId.ToString(),
        "ImportId" => ids.ImportId.ToString(),
        "DocumentId" => ids.DocumentId.ToString(),
        "FileId" => ids.DeclarationId.ToString(),
        "AccountId" => ids.AccountId.ToString(),
        "id" when template.Contains("/declarations/", StringComparison.Ordinal) => ids.DeclarationId.ToString(),
        "id" when template.Contains("/documents/", StringComparison.Ordinal) => ids.DocumentId.ToString(),
        "id" when template.Contains("/preuves/", StringComparison.Ordinal) => ids.ProofId.ToString(),
        "id" when template.Contains("/candidates/", StringComparison.Ordinal) => ids.CandidateId.ToString(),
        "id" when template.Contains("/jobs/", StringComparison.Ordinal) => ids.JobId.ToString(),
        "id" when template.Contains("/enrolment-imports/", StringComparison.Ordinal) => ids.ImportId.ToString(),
        "id" when template.Contains("/enrolments/", StringComparison.Ordinal) => ids.EnrolmentId.ToString(),
        "enrolmentId" => ids.EnrolmentId.ToString(),
        "fileId" => FileOf(template, ids.Files).ToString(),
        "campaignId" when template.Contains("/inscriptions/importer/", StringComparison.Ordinal) || template.StartsWith("/api/", StringComparison.Ordinal) => ids.OpenCampaignId.ToString(),
        "campaignId" => ids.CampaignId.ToString(),
        "candidateId" => ids.CandidateId.ToString(),
        "importId" => ids.ImportId.ToString(),
        "versionId" => ids.VersionId.ToString(),
        "code" => ids.Code,
        "Code" => ids.Code,
        "Block" or "block" => ids.Block,
        "Number" or "number" => "CPNEC-2021-C-99999",
        "Slug" when template.StartsWith("/observation/", StringComparison.Ordinal) => CqpFixture.Broker,
        "Slug" => "organisme",
        "Secret" => ids == Own ? link.Secret : "0123456789abcdef",
        var unknown => throw new InvalidOperationException($"Say here what {unknown} is: {template}."),
    });

    private static Guid FileOf(string template, MatrixFiles files) => template.Split('/')[1] switch
    {
        "inscriptions" => files.Supporting,
        "evaluations" or "campagnes" => files.Training,
        "observations" => files.Tutor,
        "ma-journee" => files.Commission,
        "jury" => files.Submitted,
        var unknown => throw new InvalidOperationException($"Say here which file {unknown} hands out: {template}."),
    };

    public async Task<Clients> SignInAllAsync()
    {
        var clients = new Clients { [(Role?)null] = SignedInClient.Anonymous(fixture.Host) };
        foreach (var member in new[] { world.Manager, world.Secretary, world.Examiner, world.JuryMember }) clients[member.Role] = await SignedInClient.SignInAsync(fixture.Host, member);
        var account = await fixture.Platform.CreateOperatorAsync();
        await fixture.Platform.GivePasswordAsync(account.Id);
        // The host lives by the machine's clock, and an access lasts some hours.
        var start = fixture.Platform.Clock.Now;
        fixture.Platform.Clock.Now = TimeProvider.System.GetUtcNow();
        var access = await fixture.Platform.GrantSupportAsync(world, account);
        fixture.Platform.Clock.Now = start;
        clients[Role.Operator] = await SignedInClient.SignInAsync(fixture.Host, account.Email!);
        clients[Role.Support] = await SignedInClient.SignInAsync(fixture.Host, account.Email!);
        await clients[Role.Support].PostFormAsync("/compte", "/compte/acces", null, new() { ["membershipId"] = access.Id.ToString() });
        clients[Role.Tutor] = await SignedInClient.EnterAsync(fixture.Host, link.Link, CqpFixture.Broker, link.Secret);
        return clients;
    }

    private static async Task<MatrixIds> StoryAsync(CqpFixture platform, TestWorld world, string certification)
    {
        var (campaign, enrolment, oral) = await platform.CreateEvaluationAsync(world, certification, $"Matrice {Guid.NewGuid():N}");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var referential = await new CqpPlatform.Web.Data.ReferentialCatalogue().GetAsync(db, campaign.ReferentialVersionId);
        var session = JurySession.Convene(campaign.Id, referential.AdmittedRoutes(), new(2021, 12, 9), "Paris");
        var seated = session.Seat(new("Cosson", "Béatrice", College.Employees, "membre", IsPresident: true, world.JuryMember.Id, null, null));
        if (seated.Refused) throw new InvalidOperationException(seated.Message);
        // As each role may follow only its own people's jobs, the manager asks for this one.
        var job = Job.Create(new(Guid.NewGuid(), "MOREL Hélène", world.TenantId, Role.CertifierManager, world.Manager.Id, null, null), "matrix", "Travail", "", null, platform.Clock.Now);
        var copy = referential with { Version = $"{Guid.NewGuid():N}" };
        var draft = ReferentialVersion.Draft(copy, CqpPlatform.Web.Referentials.ReferentialJson.Write(copy), campaign.ReferentialVersionId);
        var fiche = new Fiche("RNCP40001", "Conseiller", 5, [], [], [], [], [], [new("RNCP40001BC01", "Conseiller", "Accueillir", "Entretien", "")], [], "", "", null, null, null, null, [], []);
        var received = ReferentialImport.Receive("fiches.xml", fiche.Number, fiche.Title, System.Text.Json.JsonSerializer.Serialize(fiche, CqpPlatform.Web.Referentials.ReferentialJson.Options), platform.Clock.Now);
        var import = EnrolmentImport.Create(campaign.Id, world.Organisation.Id, new string('0', 64));
        import.Upload("candidats.csv", "Nom;Prénom\nAmbrosini;Jade\n"u8.ToArray(), "", asDrafts: false, savesItself: false, job.Id, platform.Clock.Now);
        import.Check("[]", new(1, 0, 0, 0), null, platform.Clock.Now);
        var proof = CqpPlatform.Domain.Awards.LedgerProof.Create(enrolment.CandidateId, "attestation 2015-A-114", "preuve.pdf", "%PDF-1.7\n%%EOF"u8.ToArray(), platform.Clock.Now).Value;
        var declaration = DeclarationFile.Open(Random.Shared.Next(), "MAT", "1.1.2", new(world.Manager.Id, "MOREL Hélène"), platform.Clock.Now);
        declaration.Hold("<flux/>"u8.ToArray(), 0);
        db.AddRange(session, job, draft, received, import, proof, declaration);
        await db.SaveChangesAsync();
        var open = await platform.CreateCampaignAsync(world, certification, $"Ouverte {Guid.NewGuid():N}");
        var files = await FilesAsync(platform, db, enrolment, session.Id, referential);
        var document = await platform.CreateDocumentAsync(world, session, DocumentKind.Attestation, $"MAT-{Guid.NewGuid():N}"[..20], enrolment.Id);
        return new(campaign.Id, enrolment.Id, enrolment.CandidateId, oral.Id, session.Id, certification, enrolment.BlocksToEvaluate[0]) { MemberId = seated.Value.Id, AccountId = world.Manager.AccountId, ProofId = proof.Id, DocumentId = document.Id, JobId = job.Id, VersionId = draft.Id, FicheId = received.Id, ImportId = import.Id, DeclarationId = declaration.Id, OpenCampaignId = open.Id, Files = files };
    }

    /// <summary>Each source joins a file to its grid of the first block; the organisation's grid of the second is submitted with its file; the minutes have a scan.</summary>
    private static async Task<MatrixFiles> FilesAsync(CqpFixture platform, CqpPlatform.Web.Data.CqpDbContext db, Enrolment enrolment, Guid sessionId, Referential referential)
    {
        var (by, now) = (new Signatory(Guid.NewGuid(), "ROCHETTE Benoît"), platform.Clock.Now);
        var pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"u8.ToArray();
        var supporting = SupportingFile.Create(enrolment.Id, "Accord.pdf", pdf, [], by, now).Value;
        db.Add(supporting);
        var (first, second) = (enrolment.BlocksToEvaluate[0], enrolment.BlocksToEvaluate[1]);
        var joined = new[] { (first, SourceKind.TrainingOrganisation), (first, SourceKind.Tutor), (first, SourceKind.Commission), (second, SourceKind.TrainingOrganisation) }.Select(grid =>
        {
            var evaluation = Evaluation.Start(enrolment.Id, grid.Item1, grid.Item2);
            var file = evaluation.Join("Copie.pdf", pdf, [], by, now).Value;
            if (grid.Item1 == second)
            {
                foreach (var line in referential.Block(second).GridLines(grid.Item2)) evaluation.Rate(referential, line.Code, referential.Scale.Levels[0].Rating, null, by, now);
                if (evaluation.Submit(referential, by, now) is { Refused: true } refused) throw new InvalidOperationException(refused.Message);
            }
            db.AddRange(evaluation, file);
            return file.Id;
        }).ToList();
        await db.SaveChangesAsync();
        // As if the minutes were sealed, which would lock all the rest of the story.
        var sheet = Guid.NewGuid();
        await db.Database.ExecuteSqlAsync($"insert into signed_sheets (tenant_id, id, session_id, file_name, type, sha256, bytes, added_by_name, added_at) values ({db.TenantId}, {sheet}, {sessionId}, 'Feuille.pdf', {SupportingFileType.Pdf.ToString()}, '', {pdf}, '', {now})");
        return new() { Supporting = supporting.Id, Training = joined[0], Tutor = joined[1], Commission = joined[2], Submitted = joined[3], Sheet = sheet };
    }

    [GeneratedRegex(@"\{\*{0,2}(\w+)[^}]*\}")]
    public static partial Regex Slot();

    /// <summary>One client for each role; the anonymous one has none.</summary>
    public sealed class Clients : IDisposable
    {
        private readonly List<(Role? Role, SignedInClient Client)> all = [];

        public SignedInClient this[Role? role]
        {
            get => all.Single(c => c.Role == role).Client;
            set => all.Add((role, value));
        }

        public void Dispose() => all.ForEach(c => c.Client.Dispose());
    }
}
