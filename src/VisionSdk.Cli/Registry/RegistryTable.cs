using System.Globalization;
using Spectre.Console;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>Model versions and the history of slots, for people.</summary>
internal static class RegistryTable
{
    private const int ShownDigits = 12;

    public static void Write(Terminal terminal, IReadOnlyList<VersionReport> versions)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("model", "version", "task", "state", "sha-256", "space", "signed", "registered");
        foreach (var version in versions)
        {
            table.AddRow(
                Markup.Escape(version.Id),
                version.Version,
                version.Task.ToString(),
                State(version.State),
                version.Sha256[..ShownDigits],
                version.Space?[..ShownDigits] ?? "-",
                version.Signed ? "yes" : "no",
                Time(version.RegisteredAt)
            );
        }

        terminal.Write(table);
    }

    public static void Write(Terminal terminal, IReadOnlyList<ActivationReport> activations)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("#", "slot", "model", "version", "event", "when (UTC)", "who", "why");
        table.Columns[0].RightAligned();
        foreach (var activation in activations)
        {
            table.AddRow(
                activation.Sequence.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(activation.Slot),
                Markup.Escape(activation.Id),
                activation.Version,
                Event(activation.Kind),
                Time(activation.At),
                Markup.Escape(activation.Actor),
                Markup.Escape(activation.Reason ?? "-")
            );
        }

        terminal.Write(table);
    }

    public static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Event(SlotActivationKind kind) =>
        kind switch
        {
            SlotActivationKind.Initial => "[grey]as configured[/]",
            SlotActivationKind.RolledBack => "[yellow]rolled back[/]",
            _ => "activated",
        };

    private static string State(ModelVersionState state) =>
        state switch
        {
            ModelVersionState.Active => "[green]active[/]",
            ModelVersionState.Retired => "[grey]retired[/]",
            ModelVersionState.Revoked => "[red]revoked[/]",
            _ => state.ToString().ToLowerInvariant(),
        };
}
