using System.Text.Json;
using Spectre.Console.Testing;

namespace VisionSdk.Cli.Tests;

/// <summary>One command line that was run in this process, and what it printed.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    private const int Width = 300;

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static async Task<CommandRun> Of(params string[] arguments)
    {
        using var writer = new StringWriter();
        using var output = new TestConsole { Profile = { Width = Width } };
        using var errors = new TestConsole { Profile = { Width = Width } };
        var terminal = new Terminal(writer, output, errors);
        var code = await VisionCommandLine.RunAsync(arguments, terminal, TestContext.Current.CancellationToken);
        return new CommandRun(code, writer + output.Output, errors.Output);
    }
}
