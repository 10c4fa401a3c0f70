using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components.Audit;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;
using CqpPlatform.Web.Features.AuditTrail;
using CqpPlatform.Web.Features.AuditTrail.Mine;
using CqpPlatform.Web.Features.AuditTrail.OfCampaign;
using CqpPlatform.Web.Features.AuditTrail.OfCandidate;
using CqpPlatform.Web.Features.AuditTrail.OfPerson;
using CqpPlatform.Web.Features.AuditTrail.Whole;
using CqpPlatform.Web.Features.Enrolments.Examining;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Referentials.Importing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.AuditTrail;

/// <summary>The audit as the certifier reads it: French, named, and silent on what was erased.</summary>
public sealed partial class TimelineTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_candidate_s_timeline_says_who_did_what_when_and_why()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var draft = await EnrolAsync(world);
        (await platform.RunAsync<ReturnEnrolment, Result>(world.Manager, u => u.ExecuteAsync(new(draft.EnrolmentId, "Pièce illisible.")))).Message.ShouldBe("");
        var candidate = await CandidateAsync(world, draft.EnrolmentId);

        var timeline = (await platform.RunAsync<ReadCandidateTimeline, Result<Timeline>>(world.Manager, u => u.ExecuteAsync(candidate))).Value;

        timeline.Title.ShouldStartWith("AMBROSINI");
        timeline.Acts.Select(a => a.At).ShouldBe(timeline.Acts.Select(a => a.At).OrderDescending());
        var returned = timeline.Acts[0];
        (returned.Title, returned.Actor).ShouldBe(("Inscription renvoyée à l’organisme", "MOREL Hélène"));
        returned.Objects.SelectMany(o => o.Changes).ShouldContain(c => c.Label == "état" && c.Before != null && c.After != null);
        returned.Objects.SelectMany(o => o.Changes).ShouldContain(c => c.Label == "motif du renvoi" && c.After == "Pièce illisible.");
        timeline.Acts.ShouldContain(a => a.Title == "Inscription envoyée" && a.Actor == "ROCHETTE Benoît");
        timeline.Acts.SelectMany(a => a.Objects).SelectMany(o => o.Changes).ShouldContain(c => c.Label == "date de naissance" && c.After == "14/03/1994");
        foreach (var text in Texts(timeline)) Machine().IsMatch(text).ShouldBeFalse(text);
    }

    [Fact]
    public async Task Nobody_s_timeline_shows_an_identifier_json_or_an_english_word_of_the_code()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP41351", "Journal");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice, "Lefèvre", new DateOnly(2026, 2, 2));
        await platform.EvaluateAsync(world, enrolment);
        var jury = await platform.OpenJuryAsync(world, campaign);
        Guid absent;
        await using (var db = await platform.Database.OpenAsync(world.TenantId)) absent = await db.Set<JuryMember>().Where(m => m.SessionId == jury.SessionId && !m.IsPresident).Select(m => m.Id).FirstAsync();
        (await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, absent, Presence.Excused)))).Message.ShouldBe("");
        var convened = await platform.CreateCampaignAsync(world, "RNCP41351", "Convoquée");
        await platform.CreateEnrolmentAsync(world, convened, TestData.UnderwritingChoice, "Moreau");
        await platform.SeatAsync(world, await platform.ConveneAsync(world, convened), College.Employees, "Cosson");
        using var register = new MemoryStream("<FICHES><FICHE><NUMERO_FICHE>RNCP40002</NUMERO_FICHE><INTITULE>Conseiller</INTITULE><BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>RNCP40002BC01</CODE><LIBELLE>Conseiller</LIBELLE><LISTE_COMPETENCES>- Accueillir - Conseiller</LISTE_COMPETENCES></BLOC_COMPETENCES></BLOCS_COMPETENCES></FICHE></FICHES>"u8.ToArray());
        (await platform.RunAsync<ReceiveFile, Result<FileReceived>>(world.Manager, u => u.ExecuteAsync(new() { FileName = "fiches.xml", Content = register }))).Message.ShouldBe("");
        var (link, _) = await platform.CreateTutorLinkAsync(world);
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            (await db.TutorLinks.SingleAsync(l => l.Id == link.Id)).Revoke(platform.Clock.Now);
            await db.SaveChangesAsync();
        }
        Timeline[] read =
        [
            (await platform.RunAsync<ReadCandidateTimeline, Result<Timeline>>(world.Manager, u => u.ExecuteAsync(enrolment.CandidateId))).Value,
            (await platform.RunAsync<ReadCampaignTimeline, Result<Timeline>>(world.Manager, u => u.ExecuteAsync(campaign.Id))).Value,
            (await platform.RunAsync<ReadCampaignTimeline, Result<Timeline>>(world.Manager, u => u.ExecuteAsync(convened.Id))).Value,
            (await platform.RunAsync<ReadPersonTimeline, Result<Timeline>>(world.Manager, u => u.ExecuteAsync(world.Manager.AccountId))).Value,
            (await platform.RunAsync<ReadJournal, Result<Journal>>(world.Manager, u => u.ExecuteAsync())).Value.Timeline,
        ];
        foreach (var timeline in read)
        {
            timeline.Acts.ShouldNotBeEmpty(timeline.Title);
            foreach (var text in Texts(timeline)) Machine().IsMatch(text).ShouldBeFalse(text);
        }
        read[1].Acts.ShouldContain(a => a.Title == "Présence au jury notée" && a.Actor == "MOREL Hélène");
        read[2].Acts.ShouldContain(a => a.Title == "Membre du jury désigné" && a.Actor == "MOREL Hélène");
        // A column that was empty and is filled in makes no new row of an old one.
        read[4].Acts.SelectMany(a => a.Objects).Where(o => o.Noun == "Lien du tuteur").Select(o => o.Verb).ShouldBe(["modifié", "créé"]);
    }

    [Fact]
    public async Task What_was_erased_is_said_to_be_and_the_act_stays()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var draft = await EnrolAsync(world, "Bastelica");
        var candidate = await CandidateAsync(world, draft.EnrolmentId);
        await using (var db = await platform.Database.OpenAsync(world.TenantId)) await AuditDetail.EraseCandidateAsync(db, candidate, platform.Clock.Now);
        var timeline = (await platform.RunAsync<ReadCandidateTimeline, Result<Timeline>>(world.Manager, u => u.ExecuteAsync(candidate))).Value;
        timeline.Acts.ShouldContain(a => a.Title == "Inscription envoyée");
        var changes = timeline.Acts.SelectMany(a => a.Objects).SelectMany(o => o.Changes).ToList();
        changes.ShouldContain(c => c.Label == "nom de naissance" && c.Erased);
        changes.ShouldNotContain(c => c.After == "Ajaccio");
    }

    [Fact]
    public async Task Each_person_reads_their_own_acts_and_another_s_or_another_tenant_s_are_unknown()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var elsewhere = await platform.CreateWorldAsync(CqpFixture.Insurer);
        await EnrolAsync(world);
        var own = (await platform.RunAsync<ReadMyTimeline, Result<Timeline>>(world.Secretary, u => u.ExecuteAsync())).Value;
        own.Acts.ShouldNotBeEmpty();
        own.Acts.Select(a => a.Actor).Distinct().ShouldBeSubsetOf(["ROCHETTE Benoît", "Plateforme"]);
        (await platform.RunAsync<ReadPersonTimeline, Result<Timeline>>(world.Secretary, u => u.ExecuteAsync(world.Secretary.AccountId))).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        foreach (var stranger in new[] { elsewhere.Manager.AccountId, Guid.NewGuid() })
            (await platform.RunAsync<ReadPersonTimeline, Result<Timeline>>(world.Manager, u => u.ExecuteAsync(stranger))).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    [Fact]
    public async Task Everything_the_audit_can_hold_has_its_French()
    {
        await using var db = platform.Database.OpenGlobal();
        var missing = new List<string>();
        foreach (var entity in db.Model.GetEntityTypes().Where(e => typeof(TenantEntity).IsAssignableFrom(e.ClrType) && !typeof(INotAudited).IsAssignableFrom(e.ClrType) && e.ClrType != typeof(AuditEntry)))
        {
            if (!AuditWords.Nouns.ContainsKey(entity.ShortName())) missing.Add(entity.ShortName());
            foreach (var property in entity.GetProperties().Where(p => !p.IsPrimaryKey() && !p.IsConcurrencyToken))
            {
                if (!AuditWords.Labels.ContainsKey(property.Name) && !AuditWords.Unshown.Contains(property.Name)) missing.Add($"{entity.ShortName()}.{property.Name}");
                var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                if (type.IsEnum && !AuditWords.Unshown.Contains(property.Name))
                    missing.AddRange(Enum.GetValues(type).Cast<object>().Where(v => AuditWords.Word(type, v) is null).Select(v => $"{type.Name}.{v}"));
            }
        }
        missing.Distinct().ShouldBeEmpty();
    }

    // One person a name: the registry finds them again, erased or not.
    private async Task<SaveEnrolmentInput> EnrolAsync(TestWorld world, string name = "Ambrosini")
    {
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Journal {Guid.NewGuid():N}");
        var draft = await platform.WriteEnrolmentAsync(world.Secretary, campaign, name, TestData.ProductionChoice);
        (await platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(draft.EnrolmentId))).Message.ShouldBe("");
        return draft;
    }

    private async Task<Guid> CandidateAsync(TestWorld world, Guid enrolmentId)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.Enrolments.Where(e => e.Id == enrolmentId).Select(e => e.CandidateId).SingleAsync();
    }

    private static IEnumerable<string> Texts(Timeline timeline) => timeline.Acts.SelectMany(a => a.Objects.SelectMany(o => o.Changes.SelectMany(c => new[] { c.Label, c.Before, c.After }).Append(o.Noun).Append(o.Name)).Append(a.Title).Append(a.Reason).Append(a.Actor))
        .OfType<string>().Where(t => !t.Contains("@exemple.invalid", StringComparison.Ordinal) && !t.StartsWith("Journal ", StringComparison.Ordinal));

    // An identifier, JSON, a name of the code, a machine's date.
    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}|[{}\[\]]|\b[A-Z][a-z]+[A-Z]\w+|\d{4}-\d\d-\d\d|\b(True|False|null)\b")]
    private static partial Regex Machine();
}
