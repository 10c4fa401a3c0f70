using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;

namespace CqpPlatform.Web.Features.PersonalData;

/// <summary>The mails that are one person's, to hand over and to erase alike.</summary>
internal static class PersonMails
{
    /// <summary>The mails that tell the person's results, wherever they went; of those that name no enrolment, the ones to an address that is nobody else's.</summary>
    /// <param name="rows">The person's graph. Its addresses are read now, so that the query still finds the mails once they are erased.</param>
    public static IQueryable<OutboxMail> Of(CqpDbContext db, IReadOnlyList<TenantEntity> rows)
    {
        var files = rows.OfType<Candidate>().ToList();
        var persons = files.Select(c => c.MergedIntoId ?? c.Id).Distinct().ToList();
        var addresses = files.Select(c => c.Email).OfType<string>().Distinct().ToList();
        var enrolments = rows.OfType<Enrolment>().Select(e => (Guid?)e.Id).ToList();
        // An organisation may have typed its own address for all its candidates.
        return db.OutboxMails.Where(m => enrolments.Contains(m.ResultsFor)
            || (m.ResultsFor == null && addresses.Contains(m.To) && !db.Candidates.Any(c => c.Email == m.To && c.ErasedAt == null && !persons.Contains(c.MergedIntoId ?? c.Id))));
    }
}
