using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace VisionSdk.Cli;

/// <summary>Where a command prints: results on one stream, everything else (errors, hints, progress) on another, so that results can be piped.</summary>
internal sealed class Terminal(TextWriter writer, IAnsiConsole output, IAnsiConsole error)
{
    // A pipe has no width, and a table that is wrapped for an imagined one cannot be searched.
    private const int PipeWidth = 200;

    /// <summary>The stream of the results.</summary>
    public TextWriter Writer => writer;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        var output = CreateConsole(Console.Out, Console.IsOutputRedirected);
        return new Terminal(Console.Out, output, CreateConsole(Console.Error, Console.IsErrorRedirected));
    }

    /// <summary>Prints a part of the result for people.</summary>
    public void Write(IRenderable part) => output.Write(part);

    /// <summary>Prints a line of the result for people, with Spectre markup.</summary>
    public void Line(string markup = "") => output.MarkupLine(markup);

    /// <summary>Prints the result for programs.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => writer.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>Prints what went wrong.</summary>
    public void Error(string message) => error.MarkupLine($"[red]error:[/] {Markup.Escape(message)}");

    /// <summary>Prints what to know or do besides.</summary>
    public void Hint(string message) => error.MarkupLine($"[grey]{Markup.Escape(message)}[/]");

    /// <summary>Runs work with a progress bar; without a person at the terminal nothing is shown.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="total">How many steps there are.</param>
    /// <param name="work">The work; it calls its argument after each step, from any thread.</param>
    public async Task<T> ProgressAsync<T>(string title, int total, Func<Action, Task<T>> work)
    {
        if (total < 2 || !error.Profile.Capabilities.Interactive)
        {
            return await work(static () => { });
        }

        return await error
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn(),
                new SpinnerColumn()
            )
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: total);
                return await work(() => task.Increment(1));
            });
    }

    private static IAnsiConsole CreateConsole(TextWriter stream, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(stream) });
        if (isRedirected)
        {
            console.Profile.Width = PipeWidth;
            console.Profile.Capabilities.Interactive = false;
        }

        return console;
    }
}
