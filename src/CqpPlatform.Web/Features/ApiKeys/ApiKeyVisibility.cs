using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.ApiKeys;

internal static class ApiKeyVisibility
{
    /// <summary>The certifier answers for every key of its data; a training organisation has its own.</summary>
    public static IQueryable<ApiKey> VisibleKeys(this UnitOfWork unit) => unit.Actor.Role switch
    {
        Role.CertifierManager => unit.Db.ApiKeys,
        Role.TrainingOrganisation when unit.Actor.OrganisationId is { } organisation => unit.Db.ApiKeys.Where(k => k.OrganisationId == organisation),
        _ => unit.Db.ApiKeys.Where(k => false),
    };
}
