using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Data.Migrations;
using CqpPlatform.Web.Features.Awards.CorrectDocument;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Awards.RevokeDocument;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Amending;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Publication;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

/// <summary>Results kept until an hour, that an act changes before it: at the hour nobody is told what is no more.</summary>
public sealed class WaitingResultsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IDisposable
{
    private const string NoBlock = "Le jury n’a validé aucun bloc de votre choix", Certified = "vous obtenez la certification";
    private static readonly IReadOnlyList<string> Choice = TestData.ProductionChoice.Blocks;
    private static int addresses;
    private readonly CqpFixture platform = database.Platform;
    private readonly DateTimeOffset start = database.Platform.Clock.Now;

    public void Dispose() => platform.Clock.Now = start;

    [Fact]
    public async Task A_block_withdrawn_before_the_hour_leaves_nobody_told_of_the_revoked_certificate_and_the_document_issued_instead_is_their_result()
    {
        var held = await HeldAsync();
        var certificate = await IssueAsync(held, 2);

        await AmendAsync(held, Outcome.NotValidated, Choice[0]);
        var attestation = (await CorrectAsync(held, certificate)).Number;

        var told = (await ToldAtTheHourAsync(held)).ShouldHaveSingleItem();
        told.ShouldSatisfyAllConditions(b => b.ShouldNotContain(certificate.Number), b => b.ShouldNotContain(Certified), b => b.ShouldContain($"Votre attestation de blocs porte le numéro {attestation}"), b => b.ShouldContain($"contester la décision sur {Choice[0]}"));
        (await MailsAsync(held, held.Other)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.SentAt.ShouldNotBeNull(), m => m.Body.ShouldContain(Certified, customMessage: "nothing changed for them"));
    }

    [Fact]
    public async Task Whoever_loses_every_block_before_the_hour_is_told_so_whether_documents_were_issued_or_not()
    {
        foreach (var issued in new[] { true, false })
        {
            var held = await HeldAsync();
            if (issued) await IssueAsync(held, 2);
            await AmendAsync(held, Outcome.NotValidated, [.. Choice]);
            (await ToldAtTheHourAsync(held)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.ShouldContain(NoBlock), b => b.ShouldNotContain(Certified));
            platform.Clock.Now = start;
        }
    }

    [Fact]
    public async Task A_block_given_before_the_hour_leaves_nobody_told_that_none_was_validated()
    {
        var held = await HeldAsync(refused: true);
        (await MailsAsync(held, held.Enrolment)).ShouldHaveSingleItem().Body.ShouldContain(NoBlock);

        await AmendAsync(held, Outcome.Validated, Choice[0]);
        (await MailsAsync(held, held.Enrolment)).ShouldBeEmpty("they are told when the document is issued");
        var attestation = await IssueAsync(held, 1);

        (await ToldAtTheHourAsync(held)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.ShouldNotContain("aucun bloc"), b => b.ShouldContain($"Le jury a validé {Choice[0]}."), b => b.ShouldContain(attestation.Number));
    }

    [Fact]
    public async Task A_document_revoked_before_the_hour_is_told_to_nobody_and_the_one_issued_again_after_it_is_told_as_the_result()
    {
        var held = await HeldAsync();
        var certificate = await IssueAsync(held, 2);
        (await platform.RunAsync<RevokeDocument, Result>(held.World.Manager, u => u.ExecuteAsync(new(certificate.Id, "erreur sur la personne")))).Message.ShouldBe("");
        (await ToldAtTheHourAsync(held)).ShouldBeEmpty();

        var again = (await CorrectAsync(held, certificate)).Number;
        (await ToldAtTheHourAsync(held)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.ShouldNotContain(certificate.Number), b => b.ShouldContain(Certified), b => b.ShouldContain($"porte le numéro {again}"));
    }

    [Fact]
    public async Task A_document_corrected_before_the_hour_is_told_as_the_result_under_its_new_number_only()
    {
        var held = await HeldAsync();
        var certificate = await IssueAsync(held, 2);
        await platform.RenameAsync(held.World, held.Enrolment, "Lefebvre");
        var corrected = (await CorrectAsync(held, certificate)).Number;
        (await ToldAtTheHourAsync(held)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.ShouldNotContain(certificate.Number), b => b.ShouldContain("LEFEBVRE"), b => b.ShouldContain($"Votre certificat porte le numéro {corrected}"));
    }

    [Fact]
    public async Task What_was_told_at_the_hour_stays_as_it_left_and_a_correction_after_it_is_told_as_one()
    {
        var held = await HeldAsync();
        var certificate = await IssueAsync(held, 2);
        (await ToldAtTheHourAsync(held)).ShouldHaveSingleItem().ShouldContain(certificate.Number);
        await AmendAsync(held, Outcome.NotValidated, Choice[0]);
        (await ToldAtTheHourAsync(held)).ShouldHaveSingleItem().ShouldContain(certificate.Number);

        await CorrectAsync(held, certificate);
        (await ToldAtTheHourAsync(held)).Count(b => b.Contains($"Le document numéro {certificate.Number}", StringComparison.Ordinal) && b.Contains("a été révoqué, et un autre en prend la place", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Mails_that_waited_before_they_named_whose_results_they_tell_are_recognised_by_their_address()
    {
        var held = await HeldAsync();
        await IssueAsync(held, 2);
        await using (var db = await platform.Database.OpenAsync(held.World.TenantId))
            await db.OutboxMails.ExecuteUpdateAsync(s => s.SetProperty(m => m.ResultsFor, (Guid?)null));
        (await MailsAsync(held, held.Enrolment)).ShouldBeEmpty();
        await AuditChainTests.TamperAsync(platform, ResultsTheyTell.Recognise);
        (await MailsAsync(held, held.Enrolment)).ShouldHaveSingleItem();
        (await MailsAsync(held, held.Other)).ShouldHaveSingleItem();
    }

    private sealed record Held(TestWorld World, TestJury Jury, Enrolment Enrolment, Enrolment Other, DateTimeOffset Hour);

    /// <summary>Sealed, and kept for two days: the one person certified, or refused every block, the other certified.</summary>
    private async Task<Held> HeldAsync(bool refused = false)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Retenus {Guid.NewGuid():N}");
        var enrolment = await EnrolAsync("Lefèvre");
        var other = await EnrolAsync("Zeller");
        var jury = await platform.OpenJuryAsync(world, campaign);
        var hour = platform.Clock.Now.AddDays(2);
        var paris = TimeZoneInfo.ConvertTime(hour, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        (await platform.RunAsync<KeepResults, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, DateOnly.FromDateTime(paris.DateTime), TimeOnly.FromDateTime(paris.DateTime))))).Message.ShouldBe("");
        if (refused)
            foreach (var block in Choice)
                (await platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, block, Outcome.NotValidated, "Entretien insuffisant.")))).Message.ShouldBe("");
        (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        (await platform.SealByBothAsync(jury)).Message.ShouldBe("");
        return new(world, jury, enrolment, other, hour);

        async Task<Enrolment> EnrolAsync(string name)
        {
            var made = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice, name);
            await platform.EvaluateAsync(world, made);
            await using var db = await platform.Database.OpenAsync(world.TenantId);
            var address = $"attente{Interlocked.Increment(ref addresses)}@exemple.invalid";
            await db.Candidates.Where(c => c.Id == made.CandidateId).ExecuteUpdateAsync(s => s.SetProperty(c => c.Email, address));
            return made;
        }
    }

    /// <returns>The document of the first person.</returns>
    private async Task<IssuedDocument> IssueAsync(Held held, int certificates)
    {
        (await platform.RunAsync<IssueDocuments, Result<IssuedCount>>(held.World.Manager, u => u.ExecuteAsync(new(held.Jury.Campaign.Id)))).Value.Certificates.ShouldBe(certificates);
        await using var db = await platform.Database.OpenAsync(held.World.TenantId);
        return await db.IssuedDocuments.AsNoTracking().SingleAsync(d => d.EnrolmentId == held.Enrolment.Id);
    }

    private async Task<Correction> CorrectAsync(Held held, IssuedDocument document)
    {
        var corrected = await platform.RunAsync<CorrectDocument, Result<Correction>>(held.World.Manager, u => u.ExecuteAsync(new(document.Id, "pour dire ce qui est")));
        corrected.Message.ShouldBe("");
        return corrected.Value;
    }

    private async Task AmendAsync(Held held, Outcome after, params string[] blocks)
    {
        (await platform.RunAsync<DraftAmendment, Result>(held.World.Manager, u => u.ExecuteAsync(new(held.Jury.SessionId, "Erreur de saisie",
            [.. blocks.Select(b => new AmendmentChange(held.Enrolment.Id, b, after, "Inversion de deux lignes"))])))).Message.ShouldBe("");
        var id = (await platform.RunAsync<ReadAmendments, Result<AmendmentsView>>(held.World.Manager, u => u.ExecuteAsync(held.Jury.SessionId))).Value.UnderWay!.Id;
        foreach (var president in new[] { held.Jury.President, held.Jury.OtherPresident })
            (await platform.RunAsync<SealAmendment, Result<AmendmentAnswer>>(president, u => u.ExecuteAsync(new(held.Jury.SessionId, id, TestData.Password)))).Message.ShouldBe("");
    }

    /// <summary>The mails that the first person has received, the hour having come.</summary>
    private async Task<IReadOnlyList<string>> ToldAtTheHourAsync(Held held)
    {
        platform.Clock.Now = held.Hour;
        await platform.SendMailsAsync(held.World.TenantId);
        await using var db = await platform.Database.OpenAsync(held.World.TenantId);
        var address = (await db.Candidates.SingleAsync(c => c.Id == held.Enrolment.CandidateId)).Email;
        return await db.OutboxMails.Where(m => m.To == address && m.SentAt != null).OrderBy(m => m.CreatedAt).Select(m => m.Body).ToListAsync();
    }

    private async Task<IReadOnlyList<OutboxMail>> MailsAsync(Held held, Enrolment about)
    {
        await using var db = await platform.Database.OpenAsync(held.World.TenantId);
        return await db.OutboxMails.AsNoTracking().Where(m => m.ResultsOf == held.Jury.SessionId && m.ResultsFor == about.Id).ToListAsync();
    }
}
