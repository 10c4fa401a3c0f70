using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.TestCommon;

public static partial class TestData
{
    /// <summary>A sealed session where the jury validated, for each enrolment, those blocks and no other; the ledger holds them.</summary>
    public static async Task<JurySession> SealSessionAsync(this CqpFixture fixture, TestWorld world, Campaign campaign, IReadOnlyDictionary<Guid, string[]> validated, DateOnly? date = null)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var referential = await new ReferentialCatalogue().GetAsync(db, campaign.ReferentialVersionId);
        var rule = referential.JuryFor(AccessRoute.ContinuingEducation)!;
        var session = JurySession.Convene(campaign.Id, [AccessRoute.ContinuingEducation], date ?? new DateOnly(2021, 12, 9), "Paris");
        foreach (var seat in rule.Seats)
            for (var i = 0; i < (seat.Count ?? 3); i++)
                session.Seat(new("Cosson", $"Béatrice {i}", seat.College, "membre", IsPresident: session.Members.Count == 0, session.Members.Count == 0 ? world.JuryMember.Id : null, null, null,
                    IsVicePresident: i == 0 && seat == rule.Seats[1]));
        Must(session.Open(rule, 3, [], session.Date, fixture.Clock.Now));
        foreach (var member in session.Members) Must(session.Attend(member.Id, Presence.Present, null, QuorumRule.Default));

        var number = $"PV-{Interlocked.Increment(ref next):00000}";
        var by = new Signatory(Guid.NewGuid(), "COSSON Béatrice");
        foreach (var enrolment in await db.Enrolments.Where(e => validated.Keys.Contains(e.Id)).ToListAsync())
            foreach (var block in enrolment.BlocksToEvaluate)
            {
                var passed = validated[enrolment.Id].Contains(block);
                Must(session.Decide(rule, QuorumRule.Default, enrolment.Id, block, enrolment.BlocksToEvaluate, referential.Propose(block, []),
                    passed ? new(Outcome.Validated, "Dossier complet.", null, null) : new(Outcome.NotValidated, "Insuffisant.", $"Reprendre {block}.", null), by, fixture.Clock.Now));
                if (passed) db.Add(AcquiredBlock.Create(enrolment.CandidateId, referential, referential.Block(block), session.Date, session.Id, number));
            }
        session.Seal(number, fixture.Clock.Now);
        db.Add(session);
        await db.SaveChangesAsync();
        return session;
    }

    /// <summary>A block recognised from a line of the ledger, as an open passerelle would have it.</summary>
    public static async Task<AcquiredBlock> RecogniseAsync(this CqpFixture fixture, TestWorld world, AcquiredBlock source, string certification, string block)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var version = await db.ReferentialVersions.SingleAsync(v => v.CertificationCode == certification && v.CopiedFromId == null);
        var referential = await new ReferentialCatalogue().GetAsync(db, version);
        var line = AcquiredBlock.Recognise(new(referential.Block(block), source), referential);
        db.Add(line);
        await db.SaveChangesAsync();
        return line;
    }

    /// <summary>A document as if it had been issued, for tests of what is done with documents.</summary>
    public static async Task<IssuedDocument> CreateDocumentAsync(this CqpFixture fixture, TestWorld world, JurySession session, DocumentKind kind, string number, Guid? enrolmentId = null)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var document = IssuedDocument.Issue(kind, number, session.CampaignId, session.Id, enrolmentId, "%PDF-1.7 essai"u8.ToArray(),
            kind == DocumentKind.Minutes ? "{}" : JsonSerializer.Serialize(Printed, JsonSerializerOptions.Web), fixture.Clock.Now);
        db.Add(document);
        await db.SaveChangesAsync();
        return document;
    }

    private static readonly PrintedFacts Printed = new("Léa, Anne LEFÈVRE", "Gestionnaire", "option production", "RNCP31391", "313t", "arrêté du 30 juillet 2018", null, null,
        [new("BC1", null, "Exercer son rôle de courtier")], "CPNE", new(2021, 12, 9), "PV-1", new(2021, 12, 16), "Paris", "MOREL Hélène, présidente", "illimitée");

    private static void Must(Result result)
    {
        if (result.Refused) throw new InvalidOperationException(result.Message);
    }
}
