using System.CommandLine;

namespace VisionSdk.Cli;

/// <summary>The command line <c>vision</c>: parses, runs a command, and turns whatever happens into an exit code.</summary>
internal static class VisionCommandLine
{
    // Off: a file or model whose name starts with @ is a name, not a file of further arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="terminal">Where to print.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        Terminal terminal,
        CancellationToken cancellationToken = default
    )
    {
        var parsed = Create(terminal).Parse(arguments, Parsing);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                terminal.Error(error.Message);
            }

            terminal.Hint($"See 'vision {string.Join(' ', CommandPath(parsed))}--help'.");
            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Writer,
                Error = terminal.Writer,
                EnableDefaultExceptionHandler = false,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
#pragma warning disable CA1031 // The last place where an exception can become an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            terminal.Error(Failures.Describe(exception));
            return Failures.CodeOf(exception);
        }
    }

    private static RootCommand Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var root = new RootCommand(
            "Detect, verify, enroll, identify and evaluate with versioned vision models. Exit codes: 0 done, 1 a negative answer, 2 wrong usage, 3 bad file, 4 model problem, 5 store problem."
        );
        common.AddTo(root);
        root.Subcommands.Add(DetectCommand.Create(terminal, common));
        root.Subcommands.Add(VerifyCommand.Create(terminal, common));
        root.Subcommands.Add(EnrollCommand.Create(terminal, common));
        root.Subcommands.Add(IdentifyCommand.Create(terminal, common));
        root.Subcommands.Add(CalibrateCommand.Create(terminal, common));
        root.Subcommands.Add(IdentitiesCommands.Create(terminal, common));
        root.Subcommands.Add(DbCommands.Create(terminal, common));
        root.Subcommands.Add(
            new Command("audit", "Look at the record of what was done.") { AuditVerifyCommand.Create(terminal, common) }
        );
        var models = new Command("models", "Look at model packages, register versions, and give them roles.")
        {
            ModelsListCommand.Create(terminal, common),
            ModelsShowCommand.Create(terminal, common),
            ModelsInitCommand.Create(terminal, common),
            ModelsDoctorCommand.Create(terminal, common),
        };
        foreach (var command in RegistryCommands.Create(terminal, common))
        {
            models.Subcommands.Add(command);
        }

        root.Subcommands.Add(models);
        root.Subcommands.Add(MigrateCommands.Create(terminal, common));
        root.Subcommands.Add(RolloutCommands.Create(terminal, common));
        root.Subcommands.Add(ReplayCommand.Create(terminal, common));
        var anchors = new Command("anchors", "Fit the anchors of detectors, and keep them.")
        {
            AnchorsFitCommand.Create(terminal, common),
        };
        foreach (var command in AnchorsStoreCommands.Create(terminal, common))
        {
            anchors.Subcommands.Add(command);
        }

        root.Subcommands.Add(anchors);
        root.Subcommands.Add(
            new Command("eval", "Measure models on labelled data.")
            {
                EvalVerifyCommand.Create(terminal, common),
                EvalDetectCommand.Create(terminal, common),
                EvalIdentifyCommand.Create(terminal, common),
            }
        );
        return root;
    }

    private static IEnumerable<string> CommandPath(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (
            var result = parsed.CommandResult;
            result.Parent is System.CommandLine.Parsing.CommandResult parent;
            result = parent
        )
        {
            names.Push(result.Command.Name);
        }

        return names.Count == 0 ? [] : [.. names, ""];
    }
}
