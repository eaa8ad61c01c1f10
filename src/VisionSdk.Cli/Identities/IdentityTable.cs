using System.Globalization;
using Spectre.Console;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>Identities for people.</summary>
internal static class IdentityTable
{
    public static void Write(Terminal terminal, IReadOnlyList<IdentityReport> identities)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("id", "key", "name", "tags", "references", "enrolled", "retain until");
        table.Columns[4].RightAligned();
        foreach (var identity in identities)
        {
            table.AddRow(
                identity.Id.ToString(),
                Markup.Escape(identity.Key ?? "-"),
                Markup.Escape(identity.Name ?? "-"),
                Markup.Escape(string.Join(", ", identity.Tags)),
                Figures.Count(identity.References),
                Day(identity.CreatedAt),
                identity.RetainUntil is { } end ? Day(end) : "-"
            );
        }

        terminal.Write(table);
    }

    public static void Write(Terminal terminal, ErasureReceipt receipt)
    {
        terminal.Line(
            receipt.IsComplete
                ? $"[bold green]erased[/] {receipt.IdentityId}: {receipt.Embeddings} vectors and {receipt.Crops} pictures; nothing was found afterwards"
                : $"[bold red]not complete[/] {receipt.IdentityId}: {receipt.Remaining} remains were found afterwards"
        );
        terminal.Line(
            $"[grey]data key destroyed: {YesNo(receipt.KeyDestroyed)}, traces removed from the files: {YesNo(receipt.TracesRemoved)}, audit entry {receipt.AuditSequence} ({receipt.AuditHash[..12]})[/]"
        );
    }

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
