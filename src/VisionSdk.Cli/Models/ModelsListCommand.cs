using System.CommandLine;
using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary><c>vision models list</c>: which packages are there, and are they whole?</summary>
internal static class ModelsListCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var command = new Command("list", "List the model packages and check their hashes.");
        command.SetAction(arguments => Run(terminal, common, arguments));
        return command;
    }

    private static int Run(Terminal terminal, CommonOptions common, ParseResult arguments)
    {
        var repository = Packages.Repository(common, arguments);
        IReadOnlyList<ModelSummary> models = [.. repository.List().Select(ModelSummary.From)];
        if (arguments.GetValue(common.Json))
        {
            terminal.WriteJson(models, CliJsonContext.Default.IReadOnlyListModelSummary);
        }
        else
        {
            Print(terminal, models);
            terminal.Line($"[grey]{models.Count} packages in {Markup.Escape(repository.Root)}[/]");
        }

        return models.All(static model => model.Error is null) ? ExitCode.Done : ExitCode.Model;
    }

    private static void Print(Terminal terminal, IReadOnlyList<ModelSummary> models)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("model", "version", "task", "size", "licence", "sha-256");
        table.Columns[3].RightAligned();
        foreach (var model in models)
        {
            table.AddRow(
                Markup.Escape(model.Id),
                model.Version,
                model.Task?.ToString() ?? "[red]damaged[/]",
                model.Size is { } size ? Figures.Bytes(size) : "-",
                Markup.Escape(model.License ?? "-"),
                model.Sha256?[..12] ?? "-"
            );
        }

        terminal.Write(table);
        foreach (var model in models.Where(static model => model.Error is not null))
        {
            terminal.Error(model.Error!);
        }
    }
}
