using System.Linq.Expressions;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CqpPlatform.Web.Tests.Isolation;

/// <summary>The walls in front of the database: the query filter of each entity, and the short list of files that may speak SQL.</summary>
public static partial class ModelGate
{
    /// <summary>Entities that are neither global nor kept, by exactly one filter, to the tenant of the unit of work.</summary>
    public static IEnumerable<string> Strays(IReadOnlyModel model) =>
        from entity in model.GetEntityTypes()
        let type = entity.ClrType
        where type.Namespace?.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) != true
        let owned = typeof(ITenantOwned).IsAssignableFrom(type)
        let filters = entity.GetDeclaredQueryFilters().ToList()
        where owned == typeof(IGlobal).IsAssignableFrom(type) || (owned ? filters.Count != 1 || !IsCanonical(filters[0].Expression) : filters.Count > 0)
        select type.Name;

    /// <summary>row.TenantId == context.TenantId, and nothing else.</summary>
    private static bool IsCanonical(LambdaExpression? filter) =>
        filter?.Body is BinaryExpression { NodeType: ExpressionType.Equal, Left: MemberExpression { Expression: ParameterExpression, Member.Name: nameof(ITenantOwned.TenantId) }, Right: MemberExpression right }
        && right.Member.DeclaringType == typeof(CqpDbContext) && right.Member.Name == nameof(CqpDbContext.TenantId);

    public static bool IgnoresFilters(string source) => source.Contains("IgnoreQueryFilters", StringComparison.Ordinal);

    public static bool SpeaksSql(string source) => RawSql().IsMatch(source);

    [GeneratedRegex(@"FromSql|ExecuteSql|SqlQuery|CreateCommand|CreateBatch|new NpgsqlCommand|new NpgsqlBatch|Begin(Binary|Text|Raw)")]
    private static partial Regex RawSql();
}
