namespace CqpPlatform.Web.Tests.Isolation;

public sealed class IsolationMatrixTests(IsolationStage stage) : IClassFixture<IsolationStage>
{
    [Fact]
    public async Task Nobody_reaches_another_tenant_s_row_in_any_table_by_any_statement_and_everybody_reaches_their_own()
    {
        var matrix = stage.Matrix;
        (await matrix.FaultsAsync(await stage.CloneAsync())).ShouldBeEmpty();
        stage.Tables.Count.ShouldBeGreaterThanOrEqualTo(25);
        matrix.Asked.ShouldBeGreaterThan(stage.Tables.Count * 45);
    }

    [Fact]
    public void The_application_makes_no_temporary_table() => stage.MayMakeTemporaryTables.ShouldBeFalse();

    [Fact]
    public async Task A_table_made_tomorrow_joins_the_matrix_by_itself()
    {
        await using var tomorrow = new IsolationStage
        {
            After = """
                create table novelties (tenant_id uuid not null, id uuid not null, company_id uuid not null, label text not null, primary key (tenant_id, id),
                  foreign key (tenant_id, company_id) references companies (tenant_id, id));
                grant select, insert, update, delete on novelties to cqp_app;
                """,
        };
        await tomorrow.InitializeAsync();
        var faults = await tomorrow.Matrix.FaultsAsync(await tomorrow.CloneAsync());
        faults.ShouldContain(f => f.StartsWith("another tenant: select novelties", StringComparison.Ordinal));
        faults.ShouldAllBe(f => f.Contains(" novelties", StringComparison.Ordinal));
    }
}
