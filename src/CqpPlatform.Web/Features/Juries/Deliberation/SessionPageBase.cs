using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Components;
using CqpPlatform.Web.Features.Juries.Voting;
using Microsoft.AspNetCore.Components;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <summary>What the deliberation screen does: reads the session again after each change, whoever made it, and moves along the candidates.</summary>
public abstract partial class SessionPageBase : ComponentBase, IDisposable
{
    private readonly Stack<IReadOnlyList<BlockKey>> done = new();
    // Acts of one screen overlap: a presence, and the next one before it is saved.
    private readonly Latest session = new(), file = new();
    private IDisposable? listening;
    private int acting;
    private bool heard;

    [Parameter] public Guid SessionId { get; set; }
    [SupplyParameterFromQuery(Name = "candidat")] public string? CandidateAsked { get; set; }
    [SupplyParameterFromQuery(Name = "bloc")] public string? BlockCode { get; set; }
    [SupplyParameterFromQuery(Name = "presence")] public string? ShowPresence { get; set; }

    [Inject] private ReadSession Sessions { get; set; } = default!;
    [Inject] private ReadCandidateFile Files { get; set; } = default!;
    [Inject] private DecideBlock Decider { get; set; } = default!;
    [Inject] private AcceptUnanimous Acceptor { get; set; } = default!;
    [Inject] private UndoDecision Undoer { get; set; } = default!;
    [Inject] private DeclareLink Declarer { get; set; } = default!;
    [Inject] private CallVote VoteCaller { get; set; } = default!;
    [Inject] private CastVote Voter { get; set; } = default!;
    [Inject] private CloseVote VoteCloser { get; set; } = default!;
    [Inject] private CancelVote VoteCanceller { get; set; } = default!;
    [Inject] private JuryNotifier Notifier { get; set; } = default!;

    protected SessionView? Session { get; private set; }
    protected CandidateFileView? File { get; private set; }
    protected BlockKey? Selected { get; private set; }
    protected string? Refusal { get; private set; }
    protected CandidateFilter Filter { get; set; }
    protected FieldErrors DecisionErrors { get; private set; } = FieldErrors.None;
    protected string? VoteRefusal { get; private set; }

    /// <summary>The vote this screen called: its panel takes the focus, and no other's.</summary>
    protected Guid? CalledRound { get; private set; }
    /// <summary>The block whose vote this screen has just counted: its result takes the focus.</summary>
    protected BlockKey? Counted { get; private set; }
    protected DecisionPanel? Decision { get; set; }
    protected bool Busy => acting > 0;

    /// <summary>A panel stands above the file: the keys that decide rest.</summary>
    protected bool UnderPanel => Panel != SessionPanel.None || Session?.Votes.Count > 0;

    /// <summary>Grows after each accepted act of this screen, so that the decision's form starts afresh.</summary>
    protected int Revision { get; private set; }

    protected CandidateRow? Row => Session?.Candidates.FirstOrDefault(c => c.EnrolmentId == Selected?.EnrolmentId);
    protected BlockFile? Block => File?.Blocks.FirstOrDefault(b => b.Code == Selected?.BlockCode);
    protected string Position => Session is null || Row is null ? "" : $"{Session.Candidates.ToList().IndexOf(Row) + 1} sur {Session.Candidates.Count}";

    protected override async Task OnInitializedAsync()
    {
        if (ShowPresence is not null) Panel = SessionPanel.Presence;
        await ReloadAsync();
        if (Session is null) return;
        if (RendererInfo.IsInteractive)
            listening = Notifier.Listen(Session.Viewer.TenantId, SessionId, () => _ = InvokeAsync(FollowAsync));
        if (Session.Candidates.Count == 0) return;
        var first = Session.Candidates.FirstOrDefault(c => c.EnrolmentId.ToString() == CandidateAsked) ?? Session.Candidates.FirstOrDefault(c => !c.Complete) ?? Session.Candidates[0];
        await SelectAsync(new BlockKey(first.EnrolmentId, BlockCode ?? CandidateTable.FirstBlock(first)));
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        listening?.Dispose();
    }

    protected async Task SelectAsync(BlockKey block)
    {
        (Selected, DecisionErrors) = (block, FieldErrors.None);
        if (block != Counted) Counted = null;
        if (Session?.Viewer.Presides == true && RendererInfo.IsInteractive) Notifier.LookAt(Session.Viewer.TenantId, SessionId, block);
        if (File?.EnrolmentId != block.EnrolmentId) await ReadFileAsync();
    }

    protected Task CallVoteAsync(Outcome asked) => VoteActAsync(async () =>
    {
        var called = await VoteCaller.ExecuteAsync(new(SessionId, Selected!, asked));
        if (called.Succeeded) CalledRound = called.Value;
        return Result.From(called.Errors);
    });

    // A second press of the same button is no second voice.
    protected Task CastAsync((Guid Round, Guid Member, BallotChoice Choice) voice) => Busy ? Task.CompletedTask : VoteActAsync(() => Voter.ExecuteAsync(new(SessionId, voice.Round, voice.Member, voice.Choice)));

    /// <summary>The block that was voted on comes before the jury: its decision follows.</summary>
    protected async Task CloseVoteAsync(Guid round)
    {
        var voted = Session?.Votes.FirstOrDefault(v => v.RoundId == round)?.Block;
        await VoteActAsync(() => VoteCloser.ExecuteAsync(new(SessionId, round)), voted);
        if (VoteRefusal is null && voted is not null) await SelectAsync(voted);
    }

    protected Task CancelVoteAsync(Guid round) => VoteActAsync(() => VoteCanceller.ExecuteAsync(new(SessionId, round)));

    protected Task AcceptAsync(IReadOnlyList<BlockKey> blocks) => PanelActAsync(async () =>
    {
        var accepted = await Acceptor.ExecuteAsync(new(SessionId, blocks));
        if (accepted.Succeeded) done.Push(accepted.Value);
        return Result.From(accepted.Errors);
    }, closes: true);

    protected async Task DecideAsync(DecisionPanel.Draft draft)
    {
        if (Selected is not { } block) return;
        var decided = await ActAsync(() => Decider.ExecuteAsync(new(SessionId, block.EnrolmentId, block.BlockCode, draft.Outcome, draft.Motive, draft.Recommendation, draft.Vote, draft.SeenAt)));
        DecisionErrors = FieldErrors.From(decided.Errors);
        if (decided.Refused) return;
        done.Push([block]);
        await NextAsync();
    }

    protected async Task UndoAsync(IReadOnlyList<BlockKey> blocks)
    {
        var undone = await ActAsync(() => Undoer.ExecuteAsync(new(SessionId, blocks)));
        DecisionErrors = FieldErrors.From(undone.Errors);
        if (undone.Succeeded) await SelectAsync(blocks[0]);
    }

    protected async Task<string?> DeclareAsync(Guid memberId, string reason)
    {
        var declared = await ActAsync(() => Declarer.ExecuteAsync(new(SessionId, memberId, File!.EnrolmentId, reason)));
        // Asked by a function, not an event: nothing else draws the recusal.
        StateHasChanged();
        return declared.Refused ? declared.Message : null;
    }

    /// <summary>The next undecided block: of this candidate, else of the next ones.</summary>
    protected Task NextAsync() => MoveAsync(SessionWalk.Next(Session!, Filter, Selected, cell => cell.State == CellState.Proposed));

    protected async Task KeyAsync(string key)
    {
        if (Session is null || Busy || UnderPanel) return;
        switch (key)
        {
            case "ArrowUp": await MoveAsync(SessionWalk.Candidate(Session, Filter, Selected, -1)); break;
            case "ArrowDown": await MoveAsync(SessionWalk.Candidate(Session, Filter, Selected, +1)); break;
            case "ArrowLeft": await MoveAsync(SessionWalk.Block(Session, Selected, -1)); break;
            case "ArrowRight": await MoveAsync(SessionWalk.Block(Session, Selected, +1)); break;
            case "d": await MoveAsync(SessionWalk.Next(Session, CandidateFilter.All, Selected, cell => cell.ToDeliberate)); break;
            case "v": Decision?.Choose(Outcome.Validated); break;
            case "n": Decision?.Choose(Outcome.NotValidated); break;
            case "Enter" when Decision is not null: await Decision.SubmitAsync(); break;
            case "undo" when done.TryPop(out var last): await UndoAsync(last); break;
        }
    }

    private Task MoveAsync(BlockKey? to) => to is null ? Task.CompletedTask : SelectAsync(to);

    private async Task VoteActAsync(Func<Task<Result>> act, BlockKey? counted = null)
    {
        var result = await ActAsync(act, counted);
        VoteRefusal = result.Refused ? result.Message : null;
        // A vote that was never opened has no panel of its own to say why.
        if (result.Refused && Session?.Votes.Count == 0) DecisionErrors = FieldErrors.From(result.Errors);
    }

    private async Task<Result> ActAsync(Func<Task<Result>> act, BlockKey? counted = null)
    {
        acting++;
        Counted = counted;
        try
        {
            var result = await act();
            if (result.Succeeded) Revision++;
            do
            {
                heard = false;
                await ReloadAsync();
                await ReadFileAsync();
            }
            while (heard);
            return result;
        }
        finally
        {
            acting--;
        }
    }

    /// <summary>Somebody changed the session; an act under way reads it again itself.</summary>
    private async Task FollowAsync()
    {
        heard = true;
        if (Busy) return;
        await ReloadAsync();
        await ReadFileAsync();
        // Sealed on another screen: nothing is left to close here.
        if (Session?.Status.IsOver() == true && Panel == SessionPanel.Seal) Panel = SessionPanel.None;
        StateHasChanged();
    }

    private Task ReloadAsync() => session.ReadAsync(() => Sessions.ExecuteAsync(SessionId), read =>
    {
        if (read.Refused) Refusal = read.Message;
        else (Session, Refusal) = (read.Value, null);
    });

    private async Task ReadFileAsync()
    {
        if (Selected is not { } selected) return;
        await file.ReadAsync(() => Files.ExecuteAsync(SessionId, selected.EnrolmentId), read =>
        {
            // Down and up again at once: who is selected has their file already, and this one comes too late.
            if (selected.EnrolmentId == Selected.EnrolmentId) File = read.Succeeded ? read.Value : null;
        });
    }
}
