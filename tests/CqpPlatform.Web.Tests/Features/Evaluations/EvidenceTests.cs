using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Evaluations.Evidence;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Supervision;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.PersonalData.ErasePerson;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

public sealed class EvidenceTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    private const string Gap = "RNCP31391";
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"u8];

    [Fact]
    public async Task A_file_is_proved_like_any_joined_file_and_starts_the_grid_like_a_first_rating()
    {
        var (world, enrolment) = await StageAsync("joined");
        var link = await EnteredAsync(world);

        (await AddAsync(link, enrolment.Id, "photo.png")).Errors.ShouldHaveSingleItem().Code.ShouldBe("file-content");
        (await AddAsync(link, enrolment.Id, "Situation au poste.pdf")).Value.Name.ShouldBe("Situation au poste.pdf");
        (await AddAsync(link, enrolment.Id, "la même.pdf")).Errors.ShouldBe([EvaluationErrors.FileJoinedAlready]);

        var grid = (await RunAsync<ReadGrid, Result<EvaluationGrid>>(Platform.AsTutor(link), u => u.ExecuteAsync(enrolment.Id, "BC4"))).Value;
        (grid.Status, grid.Files.ShouldHaveSingleItem().Name).ShouldBe((EvaluationStatus.Draft, "Situation au poste.pdf"));
    }

    [Fact]
    public async Task A_file_is_seen_by_whoever_sees_the_ratings_and_by_nobody_else()
    {
        var (world, enrolment) = await StageAsync("seen");
        var file = (await AddAsync(world.Secretary, enrolment.Id, "Copie.pdf")).Value;

        (await ReadAsync(world.Secretary, enrolment.Id, file.Id)).Value.Bytes.ShouldBe(Pdf);
        foreach (var other in new[] { world.OtherSecretary, world.Examiner }) (await ReadAsync(other, enrolment.Id, file.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await ReadAsync(world.Examiner, enrolment.Id, file.Id)).Errors.ShouldBe((await ReadAsync(world.Examiner, enrolment.Id, Guid.NewGuid())).Errors, "a foreign file answers like an unknown one");
        (await RunAsync<ReadEvidence, Result<FileToRead>>(Platform.AsTutor(await EnteredAsync(world)), u => u.ExecuteAsync(enrolment.Id, "BC4", file.Id))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await SourceAsync(world.Manager, enrolment, SourceKind.TrainingOrganisation, file.Id)).Value.FileName.ShouldBe("Copie.pdf");
        (await SourceAsync(world.Manager, enrolment, SourceKind.Tutor, file.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await SourceAsync(world.JuryMember, enrolment, SourceKind.TrainingOrganisation, file.Id)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
    }

    [Fact]
    public async Task Once_signed_a_file_is_part_of_the_grid_and_a_file_joined_since_the_reading_stops_the_signature()
    {
        var (world, enrolment) = await StageAsync("signed");
        await FillAsync(world.Secretary, enrolment.Id, "BC4");
        var seen = (await ReadAsync(world.Secretary, enrolment.Id, "BC4")).Value.Sha256;
        var file = (await AddAsync(world.Secretary, enrolment.Id, "Copie.pdf")).Value;

        (await SubmitAsync(world.Secretary, enrolment.Id, "BC4", seen)).Errors.ShouldBe([EvaluationErrors.ChangedSinceRead]);
        (await SubmitAsync(world.Secretary, enrolment.Id, "BC4")).Message.ShouldBe("");
        (await AddAsync(world.Secretary, enrolment.Id, "Autre.pdf", [.. "%PDF-1.4\n"u8, .. Pdf[9..]])).Errors.ShouldBe([EvaluationErrors.Locked]);
        (await RemoveAsync(world.Secretary, enrolment.Id, file.Id)).Errors.ShouldBe([EvaluationErrors.Locked]);

        var signed = (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation))!;
        (await RunAsync<ReopenEvaluation, Result>(Platform.As(world.Manager), u => u.ExecuteAsync(new(signed.Id, "Mauvaise copie.")))).Message.ShouldBe("");
        (await RemoveAsync(world.OtherSecretary, enrolment.Id, file.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RemoveAsync(world.Secretary, enrolment.Id, file.Id)).Message.ShouldBe("");
        (await ReadAsync(world.Secretary, enrolment.Id, "BC4")).Value.Sha256.ShouldBe(seen, "without its file the grid is what it was");
    }

    [Fact]
    public async Task The_jury_reads_the_files_of_what_was_submitted_and_an_erasure_leaves_none()
    {
        var (world, enrolment) = await StageAsync("jury files");
        var draft = (await AddAsync(world.Examiner, enrolment.Id, "Brouillon.pdf")).Value;
        await FillAsync(world.Secretary, enrolment.Id, "BC4");
        var file = (await AddAsync(world.Secretary, enrolment.Id, "Copie.pdf")).Value;
        (await SubmitAsync(world.Secretary, enrolment.Id, "BC4")).Message.ShouldBe("");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var jury = await Platform.OpenJuryAsync(world, await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == enrolment.CampaignId));

        (await JuryAsync(jury.President, jury.SessionId, file.Id)).Value.Bytes.ShouldBe(Pdf);
        (await JuryAsync(jury.President, jury.SessionId, draft.Id)).Errors.ShouldBe([SecurityErrors.NotFound], "not submitted");
        (await JuryAsync(world.JuryMember, jury.SessionId, file.Id)).Errors.ShouldBe([SecurityErrors.NotFound], "of no seat there");
        var view = (await RunAsync<ReadCandidateFile, Result<CandidateFileView>>(Platform.As(jury.President), u => u.ExecuteAsync(jury.SessionId, enrolment.Id))).Value;
        view.Blocks.Single(b => b.Code == "BC4").Sources.Select(s => s.Files.Count).Order().ShouldBe([0, 0, 1]);

        await Platform.ForceStatusAsync(world, enrolment.CampaignId, CampaignStatus.Closed);
        (await RunAsync<ErasePerson, Result<ErasureReach>>(Platform.As(world.Manager), u => u.ExecuteAsync(new(enrolment.CandidateId, "Demande reçue par courrier")))).Message.ShouldBe("");
        (await db.EvidenceFiles.CountAsync(f => f.Id == file.Id || f.Id == draft.Id)).ShouldBe(0);
        (await db.Evaluations.CountAsync(e => e.EnrolmentId == enrolment.Id && e.FilesSha256 != null)).ShouldBe(0);
    }

    private async Task<(TestWorld World, Enrolment Enrolment)> StageAsync(string name)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh(name));
        return (world, enrolment);
    }

    private Task<Result<JoinedFile>> AddAsync(Membership member, Guid enrolmentId, string name, byte[]? content = null) =>
        RunAsync<AddEvidence, Result<JoinedFile>>(Platform.As(member), u => u.ExecuteAsync(new(enrolmentId, "BC4", name, content ?? Pdf)));

    private Task<Result<JoinedFile>> AddAsync(TutorLink link, Guid enrolmentId, string name) =>
        RunAsync<AddEvidence, Result<JoinedFile>>(Platform.AsTutor(link), u => u.ExecuteAsync(new(enrolmentId, "BC4", name, Pdf)));

    private Task<Result> RemoveAsync(Membership member, Guid enrolmentId, Guid fileId) =>
        RunAsync<RemoveEvidence, Result>(Platform.As(member), u => u.ExecuteAsync(enrolmentId, "BC4", fileId));

    private Task<Result<FileToRead>> ReadAsync(Membership member, Guid enrolmentId, Guid fileId) =>
        RunAsync<ReadEvidence, Result<FileToRead>>(Platform.As(member), u => u.ExecuteAsync(enrolmentId, "BC4", fileId));

    private Task<Result<FileToRead>> SourceAsync(Membership member, Enrolment enrolment, SourceKind source, Guid fileId) =>
        RunAsync<ReadSourceEvidence, Result<FileToRead>>(Platform.As(member), u => u.ExecuteAsync(enrolment.CampaignId, enrolment.Id, "BC4", source, fileId));

    private Task<Result<FileToRead>> JuryAsync(Membership member, Guid sessionId, Guid fileId) =>
        RunAsync<ReadJuryEvidence, Result<FileToRead>>(Platform.As(member), u => u.ExecuteAsync(sessionId, fileId));
}
