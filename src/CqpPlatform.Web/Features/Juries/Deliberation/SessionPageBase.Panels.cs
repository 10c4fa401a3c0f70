using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Components;
using CqpPlatform.Web.Features.Juries.Constitution;
using CqpPlatform.Web.Features.Juries.Publication;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Features.Juries.Signing;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <summary>The acts under the session's header: who is there, its course, its seal and what follows.</summary>
public abstract partial class SessionPageBase
{
    [Inject] private RecordPresence Recorder { get; set; } = default!;
    [Inject] private SealSession Sealer { get; set; } = default!;
    [Inject] private SignStatement Signer { get; set; } = default!;
    [Inject] private RevokeStatement Revoker { get; set; } = default!;
    [Inject] private ReceiveStatements Receiver { get; set; } = default!;
    [Inject] private DesignatePresidency Designator { get; set; } = default!;
    [Inject] private SuspendSession Suspender { get; set; } = default!;
    [Inject] private ResumeSession Resumer { get; set; } = default!;
    [Inject] private PostponeSession Postponer { get; set; } = default!;
    [Inject] private SignMinutes MinutesSigner { get; set; } = default!;
    [Inject] private JoinSignedSheet Joiner { get; set; } = default!;
    [Inject] private RemindSigners Reminder { get; set; } = default!;
    [Inject] private KeepResults Keeper { get; set; } = default!;
    [Inject] private ReleaseResults Releaser { get; set; } = default!;

    protected SessionPanel Panel { get; private set; }
    protected FieldErrors PanelErrors { get; private set; } = FieldErrors.None;
    protected FieldErrors ResultsErrors { get; private set; } = FieldErrors.None;

    /// <summary>What the last act did, where nothing else on the page shows it.</summary>
    protected string? Told { get; private set; }

    protected void Toggle(SessionPanel panel) => (Panel, PanelErrors, ResultsErrors) = (Panel == panel ? SessionPanel.None : panel, FieldErrors.None, FieldErrors.None);

    protected Task RecordAsync(RecordPresenceInput input) => PanelActAsync(() => Recorder.ExecuteAsync(input), closes: false);

    protected Task SealAsync(SealPanel.Act act) => PanelActAsync(async () =>
    {
        var sealing = await Sealer.ExecuteAsync(new(SessionId, act.Proof, act.Annexes));
        return Result.From(sealing.Errors);
    }, closes: false);

    protected Task SignAsync(IdentityProof proof) => PanelActAsync(() => Signer.ExecuteAsync(new(SessionId, proof)), closes: true);

    protected Task RevokeAsync(string reason) => PanelActAsync(() => Revoker.ExecuteAsync(new(SessionId, Session!.Viewer.MemberId!.Value, reason)), closes: false);

    protected Task ReceiveAsync(Guid? member) => PanelActAsync(() => Receiver.ExecuteAsync(new(SessionId, member)), closes: false);

    protected Task DesignateAsync(PresidencyForm.Chosen chosen) => PanelActAsync(() => Designator.ExecuteAsync(new(SessionId, chosen.President, chosen.Vice)), closes: false);

    protected Task PauseAsync(bool suspend) => PanelActAsync(() => suspend ? Suspender.ExecuteAsync(new(SessionId)) : Resumer.ExecuteAsync(new(SessionId)), closes: false);

    protected Task PostponeAsync() => PanelActAsync(async () => Result.From((await Postponer.ExecuteAsync(new(SessionId))).Errors), closes: false);

    protected Task SignMinutesAsync(IdentityProof proof) => PanelActAsync(() => MinutesSigner.ExecuteAsync(new(SessionId, proof)), closes: false);

    protected Task JoinAsync(SignedSheetForm.Sheet sheet) => PanelActAsync(() => Joiner.ExecuteAsync(new(SessionId, sheet.Name, sheet.Content, sheet.Signers)), closes: false);

    protected Task RemindAsync() => PanelActAsync(async () =>
    {
        var reminded = await Reminder.ExecuteAsync(new(SessionId));
        if (reminded.Succeeded) Told = reminded.Value == 0 ? "Aucun de ces membres n’a de courriel : présentez-leur la feuille." : $"{FrenchFormat.Count(reminded.Value, "rappel envoyé", "rappels envoyés")} par courriel.";
        return Result.From(reminded.Errors);
    }, closes: false);

    protected Task KeepAsync((DateOnly? On, TimeOnly? At) hour) => ResultsActAsync(() => Keeper.ExecuteAsync(new(SessionId, hour.On, hour.At)));

    protected Task ReleaseAsync() => ResultsActAsync(() => Releaser.ExecuteAsync(new(SessionId)));

    private async Task PanelActAsync(Func<Task<Result>> act, bool closes)
    {
        Told = null;
        var result = await ActAsync(act);
        PanelErrors = FieldErrors.From(result.Errors);
        if (result.Succeeded && closes) Panel = SessionPanel.None;
        if (Session?.Status.IsOver() == true) Panel = SessionPanel.None;
    }

    // Other panels stand beside this one: what it refuses is said in it alone.
    private async Task ResultsActAsync(Func<Task<Result>> act) => ResultsErrors = FieldErrors.From((await ActAsync(act)).Errors);
}
