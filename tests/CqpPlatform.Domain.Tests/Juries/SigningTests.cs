using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Juries;

public class SigningTests
{
    private static readonly DateTimeOffset Now = new(2021, 12, 9, 9, 0, 0, TimeSpan.Zero);
    private static readonly Signatory By = new(Guid.NewGuid(), "COSSON Béatrice");
    private static readonly byte[] Scan = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF"u8.ToArray();
    private static readonly JuryRule One = new("Un collège", [new(College.QualifiedPersons, 3, "personnes qualifiées")], false, JuryPresidency.QualifiedPerson, JuryMajority.Absolute, CastingVote: false);

    [Fact]
    public void Nobody_signs_before_the_seal()
    {
        var session = Open();
        session.Signers.ShouldBeEmpty();
        session.SignMinutes(session.Members[0].Id, "ab", By, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NotSealed);
        session.JoinSheet("f.pdf", Scan, [session.Members[0].Id], "ab", By, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NotSealed);
    }

    [Fact]
    public void Whoever_sat_signs_once_even_if_they_left_and_a_represented_member_does_not()
    {
        var session = Open();
        session.Attend(session.Members[1].Id, Presence.Represented, session.Members[0].Id, QuorumRule.Default);
        session.Attend(session.Members[2].Id, Presence.Left, null, QuorumRule.Default, at: new TimeOnly(11, 30));
        session.Seal("X-2021-PV-00001", Now);

        session.Signers.Select(m => m.Id).ShouldBe([session.Members[0].Id, session.Members[2].Id]);
        session.SignMinutes(session.Members[2].Id, "ab", By, Now).Succeeded.ShouldBeTrue();
        session.SignMinutes(session.Members[2].Id, "ab", By, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("minutes-signed");
        session.SignMinutes(session.Members[1].Id, "ab", By, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("member-did-not-sit");
        session.SignersMissing.ShouldHaveSingleItem().Id.ShouldBe(session.Members[0].Id);
    }

    [Fact]
    public void Whoever_sat_until_an_hour_then_gave_a_proxy_declares_and_signs_and_another_votes_for_them()
    {
        var session = Open();
        var (holder, member, candidate) = (session.Members[0], session.Members[1], Guid.NewGuid());
        session.Attend(member.Id, Presence.Present, null, QuorumRule.Default, remote: true, at: new TimeOnly(10, 15));
        session.Attend(member.Id, Presence.Represented, holder.Id, QuorumRule.Default, at: new TimeOnly(10, 0)).Errors.ShouldHaveSingleItem().Code.ShouldBe("left-before-arriving");
        session.Attend(member.Id, Presence.Represented, holder.Id, QuorumRule.Default, at: new TimeOnly(11, 30)).Message.ShouldBe("");

        (member.Sat, member.Remote, member.ArrivedAt, member.LeftAt, member.ProxyHolderId).ShouldBe((true, true, new TimeOnly(10, 15), new TimeOnly(11, 30), holder.Id));
        session.SealingGaps(One, QuorumRule.Default, []).Where(g => g.Code == "statement-missing").Select(g => g.Message).ShouldContain(JuryErrors.StatementMissing(member.Name).Message);
        var round = session.CallVote(One, QuorumRule.Default, candidate, "BC1", ["BC1"], Outcome.Validated, By, Now).Value;
        session.Cast(One, round.Id, member.Id, BallotChoice.For, member.Id, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("not-their-voice");
        session.Cast(One, round.Id, member.Id, BallotChoice.For, holder.Id, Now).Message.ShouldBe("");

        session.Seal("X-2021-PV-00001", Now);
        session.Signers.ShouldContain(member);
        session.SignMinutes(member.Id, "ab", By, Now).Message.ShouldBe("");
    }

    [Fact]
    public void Whoever_sat_has_left_and_is_not_excused_once_their_proxy_holder_goes()
    {
        var session = Open();
        var (holder, sat, away) = (session.Members[0], session.Members[1], session.Members[2]);
        session.Attend(away.Id, Presence.Excused, null, QuorumRule.Default);
        session.Attend(away.Id, Presence.Represented, holder.Id, QuorumRule.Default, at: new TimeOnly(11, 30)).Errors.ShouldHaveSingleItem().Code.ShouldBe("member-never-there");
        session.Attend(sat.Id, Presence.Represented, holder.Id, QuorumRule.Default, at: new TimeOnly(11, 30));

        session.Attend(holder.Id, Presence.Left, null, QuorumRule.Default, at: new TimeOnly(12, 0)).Message.ShouldBe("");

        (sat.Presence, sat.LeftAt, sat.ProxyHolderId).ShouldBe((Presence.Left, new TimeOnly(11, 30), null));
    }

    [Fact]
    public void A_signature_binds_the_file_the_member_and_the_hour()
    {
        var (first, second) = (Sealed(), Sealed());
        first.SignMinutes(first.Members[0].Id, "ab", By, Now);
        second.SignMinutes(second.Members[0].Id, "ac", By, Now);

        first.Signatures[0].MinutesSha256.ShouldBe("ab");
        first.Signatures[0].Sha256.Length.ShouldBe(64);
        first.Signatures[0].Sha256.ShouldNotBe(second.Signatures[0].Sha256);
    }

    [Fact]
    public void A_sheet_says_who_signed_it_and_what_it_is_is_read_in_its_bytes()
    {
        var session = Sealed();
        session.JoinSheet("feuille.pdf", "<script>"u8.ToArray(), [session.Members[0].Id], "ab", By, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.SheetFormat);
        session.JoinSheet("feuille.pdf", new byte[SignedSheet.LargestMegabytes * 1024 * 1024 + 1], [session.Members[0].Id], "ab", By, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.SheetTooLarge);
        session.JoinSheet("feuille.pdf", Scan, [], "ab", By, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.SignersUnsaid);

        var sheet = session.JoinSheet("feuille.pdf", Scan, [session.Members[0].Id, session.Members[1].Id], "ab", By, Now).Value;
        session.Signatures.ShouldAllBe(s => s.OnPaper && s.SheetId == sheet.Id);
        session.SignersMissing.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_reminder_goes_once_a_day_to_who_has_not_signed_and_to_nobody_once_all_have()
    {
        var session = Sealed();
        session.SignMinutes(session.Members[0].Id, "ab", By, Now);
        session.RemindSigners(Now).Value.Count.ShouldBe(2);
        session.RemindSigners(Now.AddHours(23)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.RemindedToday);
        session.RemindSigners(Now.AddDays(1)).Value.Count.ShouldBe(2);
        foreach (var member in session.SignersMissing) session.SignMinutes(member.Id, "ab", By, Now);
        session.RemindSigners(Now.AddDays(3)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.AllSigned);
    }

    private static JurySession Open()
    {
        var session = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ValidationOfExperience], new DateOnly(2021, 12, 9), "Paris");
        foreach (var name in new[] { "Cosson", "Nogaret", "Tassin" })
            session.Seat(new(name, "Camille", College.QualifiedPersons, "membre", IsPresident: name == "Cosson", null, null, null));
        session.Open(One, 0, [], session.Date, Now).Message.ShouldBe("");
        foreach (var member in session.Members) session.Attend(member.Id, Presence.Present, null, QuorumRule.Default);
        return session;
    }

    private static JurySession Sealed()
    {
        var session = Open();
        session.Seal("X-2021-PV-00001", Now);
        return session;
    }
}
