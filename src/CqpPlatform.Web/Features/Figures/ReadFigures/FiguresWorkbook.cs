using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Figures.ReadFigures;

/// <summary>The same tables as a workbook, one sheet each, whose counts are numbers.</summary>
internal static class FiguresWorkbook
{
    private static readonly int[] Outcomes = [16, 44, 12, 12, 22, 12, 14];

    public static byte[] Write(FiguresView view) => XlsxWriter.Write(
    [
        .. view.Outcomes.Select(t => new SheetContent(t.Title, Outcomes,
            [["Certification", t.Column, "Présentés", "Certifiés", "Sans certificat en vigueur", "Partiels", "Sans bloc"], .. t.Lines.Select(l => (IReadOnlyList<string>)[l.Certification, l.Label, .. Numbers(l.Presented, l.Certified, l.Unissued, l.Partial, l.Nothing)])], FirstNumber: 2)),
        new("Par bloc", [16, 10, 70, 12, 12, 14],
            [["Certification", "Bloc", "Intitulé", "Présentés", "Validés", "Non validés"], .. view.Blocks.Select(b => (IReadOnlyList<string>)[view.CertificationOf(b), b.Label, view.Title(b), .. Numbers(b.Presented, b.Validated, b.NotValidated)])], FirstNumber: 3),
        .. view.IsOwn ? [] : new SheetContent[] { new("Tableau de la fiche", [16, 10, 14, 14],
            [["Certification", "Année", "Certifiés", "dont VAE"], .. view.Fiche.Select(f => (IReadOnlyList<string>)[f.Certification, .. Numbers(f.Year, f.Certified, f.ByExperience)])], FirstNumber: 1) },
    ]);

    private static IEnumerable<string> Numbers(params int[] numbers) => numbers.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

public static class FiguresEndpoint
{
    public static void MapFigures(this IEndpointRouteBuilder app) => app.MapGet("/chiffres/classeur", async (string? certification, int? annee, ReadFigures read, CancellationToken ct) =>
    {
        var result = await read.ExecuteAsync(new(certification, annee), ct);
        if (result.Refused) return Results.NotFound();
        return Results.File(FiguresWorkbook.Write(result.Value), TableFile.Xlsx, $"chiffres{(annee is null ? "" : $"-{annee}")}.xlsx");
    }).RequireAuthorization(nameof(Permission.ReadFigures)).ExcludeFromDescription();
}
