using System.CommandLine;
using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary><c>vision audit verify</c>: has anybody changed the record of what was done?</summary>
internal static class AuditVerifyCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var store = new StoreArguments();
        var command = new Command(
            "verify",
            "Check the chain of audit entries. Exit code 0: whole; 1: an entry was changed or removed."
        );
        store.AddWithTenantTo(command);
        command.SetAction(
            (arguments, cancellationToken) => RunAsync(terminal, common, store, arguments, cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal,
        CommonOptions common,
        StoreArguments arguments,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        await using var client = arguments.Open(parsed, common);
        var store = await client.OpenStoreAsync(cancellationToken);
        var report = await store.VerifyAuditAsync(arguments.Tenant(parsed), cancellationToken);
        if (parsed.GetValue(common.Json))
        {
            terminal.WriteJson(report, CliJsonContext.Default.AuditReport);
        }
        else if (report.IsIntact)
        {
            terminal.Line($"[bold green]whole[/]: {Figures.Count(report.Entries)} entries, head {report.HeadHash}");
        }
        else
        {
            terminal.Line($"[bold red]broken[/] at entry {report.BrokenAt}: {Markup.Escape(report.Problem ?? "")}");
        }

        return report.IsIntact ? ExitCode.Done : ExitCode.Negative;
    }
}
