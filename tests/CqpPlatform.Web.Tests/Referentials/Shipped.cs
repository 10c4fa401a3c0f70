using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Referentials;

namespace CqpPlatform.Web.Tests.Referentials;

/// <summary>The shipped referentials, read once as the platform reads them.</summary>
internal static class Shipped
{
    private static readonly Lazy<IReadOnlyList<ShippedReferential>> All = new(() => ShippedReferentials.Read(ShippedReferentials.DefaultFolder).Value);

    public static IReadOnlyList<ShippedReferential> Files => All.Value;
    public static Referential Rncp31391 => Of("RNCP31391");
    public static Referential Rncp31395 => Of("RNCP31395");
    public static Referential Rncp41351 => Of("RNCP41351");

    public static Referential Of(string code) => Files.Single(f => f.Referential.Code == code).Referential;
    public static string Json(string code) => Files.Single(f => f.Referential.Code == code).Json;

    /// <summary>What a file of this referential would be refused for.</summary>
    public static IReadOnlyList<Error> FaultsOf(Referential referential) => ReferentialJson.Read(ReferentialJson.Write(referential)).Errors;

    /// <summary>Its own criteria and those of its sub-competencies.</summary>
    public static IEnumerable<string> AllCriteria(this Competency competency) => competency.Criteria.Concat(competency.SubCompetencies.SelectMany(s => s.Criteria));
}
