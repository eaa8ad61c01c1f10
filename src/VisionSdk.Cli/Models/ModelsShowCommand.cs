using System.CommandLine;
using System.Text;
using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary><c>vision models show</c>: everything that a package says about itself.</summary>
internal static class ModelsShowCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var model = new Argument<string>("model") { Description = "ID (its highest version) or ID@VERSION." };
        var command = new Command("show", "Show one model package; with --json its manifest.") { model };
        command.SetAction(arguments => Run(terminal, common, arguments, arguments.GetValue(model)!));
        return command;
    }

    private static int Run(Terminal terminal, CommonOptions common, ParseResult arguments, string model)
    {
        var package = Packages.Open(Packages.Repository(common, arguments), model);
        if (arguments.GetValue(common.Json))
        {
            terminal.Writer.WriteLine(Encoding.UTF8.GetString(ModelManifestSerializer.Serialize(package.Manifest)));
            return ExitCode.Done;
        }

        terminal.Line($"[bold]{Markup.Escape(package.ToString())}[/]  {Markup.Escape(package.Manifest.Description)}");
        var grid = new Grid().AddColumns(2);
        foreach (var (name, value) in ModelFacts.Of(package))
        {
            grid.AddRow($"[grey]{name}[/]", Markup.Escape(value));
        }

        terminal.Write(grid);
        if (!package.Manifest.Thresholds.IsDefaultOrEmpty)
        {
            terminal.Write(ThresholdTable.Create(package.Manifest.Thresholds));
        }

        return ExitCode.Done;
    }
}
