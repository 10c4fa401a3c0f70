using System.Text.Json;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components.Audit;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CqpPlatform.Web.Features.AuditTrail;

/// <summary>Turns entries of the audit into sentences: one act for all that was saved in one go, names looked up now, nothing of a machine.</summary>
internal static class TimelineReader
{
    public static async Task<Timeline> TimelineAsync(this UnitOfWork unit, ReferentialCatalogue catalogue, string title, IQueryable<AuditEntry> entries, int page, CancellationToken ct)
    {
        var pages = Math.Max(1, (await entries.CountAsync(ct) + Timeline.EntriesPerPage - 1) / Timeline.EntriesPerPage);
        var shown = Math.Clamp(page, 1, pages);
        var read = await entries.AsNoTracking().OrderByDescending(e => e.Sequence).Skip((shown - 1) * Timeline.EntriesPerPage).Take(Timeline.EntriesPerPage).ToListAsync(ct);
        var ids = read.ConvertAll(e => e.Id);
        var details = await unit.Db.AuditDetails.AsNoTracking().Where(d => ids.Contains(d.EntryId)).ToDictionaryAsync(d => d.EntryId, ct);
        var told = read.ConvertAll(e => new Told(e, details.GetValueOrDefault(e.Id), unit.Db.Model));
        var names = await AuditNames.ReadAsync(unit.Db, catalogue, told.SelectMany(t => t.Ids), ct);
        return new(title, [.. Acts(told).Select(act => Act(act, names))], shown, pages);
    }

    // What one save wrote follows itself in the chain, at one instant.
    private static IEnumerable<List<Told>> Acts(List<Told> told)
    {
        var act = new List<Told>();
        foreach (var next in told)
        {
            if (act is [var first, ..] && (first.Entry.At, first.Entry.ActorId, first.Entry.Action) != (next.Entry.At, next.Entry.ActorId, next.Entry.Action))
            {
                yield return act;
                act = [];
            }
            act.Add(next);
        }
        if (act.Count > 0) yield return act;
    }

    private static TimelineAct Act(List<Told> act, AuditNames names)
    {
        var entry = act[0].Entry;
        var objects = act.Select(t => t.Object(names)).OfType<TimelineObject>().Reverse().ToList();
        var title = (act.Exists(t => t.IsSupportReading) ? "Lecture par l’exploitant" : AuditActions.Titles.GetValueOrDefault(entry.Action)) ?? (objects is [var one, ..] ? $"{one.Noun} {one.Verb}" : "Donnée technique");
        return new(entry.Sequence, entry.At, names.Actor(entry), title, act.Select(t => t.Reason).FirstOrDefault(r => !string.IsNullOrWhiteSpace(r)), objects);
    }

    /// <summary>An entry with its erasable half.</summary>
    private sealed class Told
    {
        private static readonly string[] Gist = ["BlockCode", "ItemCode", "Rating", "Outcome", "Status", "State"];

        private readonly IEntityType? type;
        private readonly Dictionary<string, JsonElement> changes;
        private readonly AuditDetailContent? content;
        private readonly bool erased;

        public Told(AuditEntry entry, AuditDetail? detail, IModel model)
        {
            Entry = entry;
            type = model.GetEntityTypes().FirstOrDefault(t => t.ShortName() == entry.EntityType);
            changes = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(entry.Changes) ?? [];
            content = detail?.Content is { } text ? JsonSerializer.Deserialize<AuditDetailContent>(text) : null;
            erased = detail?.ErasedAt is not null;
        }

        public AuditEntry Entry { get; }
        public string? Reason => Entry.Reason ?? content?.Reason;

        /// <summary>An operator read something by the certifier's leave.</summary>
        public bool IsSupportReading => changes.ContainsKey(SupportTrace.Page);

        /// <summary>Whom and what the entry names by reference.</summary>
        public IEnumerable<Guid> Ids => changes.Values.Where(c => c.ValueKind == JsonValueKind.Array).SelectMany(c => c.EnumerateArray())
            .Where(v => v.ValueKind == JsonValueKind.String).Select(v => Guid.TryParse(v.GetString(), out var id) ? id : Guid.Empty)
            .Concat([Entry.EntityId, Entry.ActorId ?? Guid.Empty, Entry.CandidateId ?? Guid.Empty]).Where(id => id != Guid.Empty);

        public TimelineObject? Object(AuditNames names)
        {
            if (!AuditWords.Nouns.TryGetValue(Entry.EntityType, out var noun)) return null;
            var (created, deleted) = (Nothing(0), Nothing(1));
            var shown = changes.Select(c => Change(c.Key, c.Value, names)).OfType<TimelineChange>().ToList();
            var gist = string.Join(", ", Gist.Where(changes.ContainsKey).Select(column => Change(column, changes[column], names)?.After).OfType<string>());
            return new(noun.Text, IsSupportReading ? "utilisé" : changes.Count == 0 ? noun.Feminine ? "lue" : "lu" : AuditWords.Verb(noun, created, deleted), names.Of(Entry.EntityId) ?? (Entry.CandidateId is { } candidate ? names.Of(candidate) : null), gist, shown);

            // Nothing stood on that side: of a row that lives on, a column it cannot do without is never empty.
            bool Nothing(int side) => changes.Values.All(c => Is(c, side)) && (type is null || changes.Keys.Any(k => type.FindProperty(k)?.IsNullable != true));

            static bool Is(JsonElement change, int side) => change.ValueKind == JsonValueKind.Array && change[side].ValueKind == JsonValueKind.Null;
        }

        private TimelineChange? Change(string property, JsonElement change, AuditNames names)
        {
            var column = property.Split('.')[^1];
            if (!AuditWords.Labels.TryGetValue(column, out var label)) return null;
            if (content?.Changes.TryGetValue(property, out var kept) == true) return Pair(kept[0], kept[1]);
            if (change.ValueKind != JsonValueKind.Array || change.EnumerateArray().Any(v => v.ValueKind == JsonValueKind.True)) return new(label, null, null, erased);
            return Pair(change[0].GetString(), change[1].GetString());

            TimelineChange? Pair(string? before, string? after)
            {
                var (was, now) = (Word(column, before, names), Word(column, after, names));
                return was is null && now is null ? null : new(label, was, now);
            }
        }

        private string? Word(string property, string? stored, AuditNames names) =>
            // A part of a grid that has no published code is named by the platform's own.
            stored is null or "" || (property == "ItemCode" && stored.Any(char.IsLower)) ? null
            : type?.FindProperty(property)?.ClrType == typeof(Rating) ? names.Level(Entry.EntityId, stored)
            : Guid.TryParse(stored, out var id) ? names.Of(id) : AuditWords.Value(type?.FindProperty(property), stored);
    }
}
