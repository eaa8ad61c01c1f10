using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary><c>vision models add, verify, activate, rollback …</c>: the registry of model versions in a store.</summary>
internal sealed class RegistryCommands
{
    private readonly Argument<string> _package = new("package")
    {
        Description = "A package folder, a ZIP archive of one, or an .onnx file with its manifest beside it.",
    };

    private readonly Argument<string> _model = new("model") { Description = "ID (its highest version) or ID@VERSION." };

    private readonly Argument<string> _version = new("model") { Description = "ID@VERSION." };

    private readonly Argument<string> _slot = new("slot")
    {
        Description = "The role, such as faces/embedder, or an alias, as ID@ALIAS.",
    };

    private readonly Argument<string?> _anySlot = new("slot")
    {
        Description = "The role; without it all of them.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string> _archive = new("file") { Description = "The ZIP archive; it must not exist." };

    private readonly Option<FileInfo?> _manifest = new("--manifest")
    {
        Description = "The manifest of an .onnx file [default: model.json beside it].",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noWeights = new("--no-weights")
    {
        Description = "Do not keep the weights in the store: every machine must have the package.",
    };

    private readonly Option<bool> _revoke = new("--revoke")
    {
        Description = "The version must never be used again, rather than being out of use for now.",
    };

    private readonly Option<DateTimeOffset?> _at = new("--at")
    {
        Description = "What was live at this time, rather than the history (ISO 8601; UTC when no offset is given).",
        HelpName = "TIME",
        CustomParser = static result =>
            DateTimeOffset.TryParse(
                result.Tokens[0].Value,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time
            )
                ? time
                : throw new UsageException(
                    $"--at is '{result.Tokens[0].Value}'; expected a time such as 2026-11-25T16:00:00Z."
                ),
    };

    private readonly Option<int> _count = new("--count")
    {
        Description = "How many events at most.",
        DefaultValueFactory = static _ => 50,
        HelpName = "COUNT",
    };

    private readonly RegistryArguments _arguments = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private RegistryCommands(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static IEnumerable<Command> Create(Terminal terminal, CommonOptions common)
    {
        var registry = new RegistryCommands(terminal, common);
        var add = new Command("add", "Register a version: check its package, and keep it in the cache and the store.")
        {
            registry._package,
            registry._manifest,
            registry._noWeights,
        };
        add.SetAction(registry.AddAsync);
        var versions = new Command("versions", "List the registered versions.");
        versions.SetAction(registry.VersionsAsync);
        var verify = new Command("verify", "Load a version and compare its golden outputs, without giving it a role.")
        {
            registry._model,
        };
        verify.SetAction(registry.VerifyAsync);
        var retire = new Command("retire", "Take a version out of use; 'verify' brings it back.")
        {
            registry._version,
            registry._revoke,
        };
        retire.SetAction(registry.RetireAsync);
        var export = new Command("export", "Write a version as an archive, byte for byte as it was registered.")
        {
            registry._model,
            registry._archive,
        };
        export.SetAction(registry.ExportAsync);
        var history = new Command("history", "Show who gave which role to which version, or what was live at a time.")
        {
            registry._anySlot,
            registry._at,
            registry._count,
        };
        history.SetAction(registry.HistoryAsync);
        foreach (var command in (Command[])[add, versions, verify, retire, export, history])
        {
            registry._arguments.AddTo(command);
        }

        var activate = new Command("activate", "Give a role to a version, once it is loaded, checked and warm.")
        {
            registry._slot,
            registry._model,
            registry._arguments.MaxSlowdown,
        };
        activate.SetAction(registry.ActivateAsync);
        var rollback = new Command("rollback", "Give a role back to the version before the present one.")
        {
            registry._slot,
        };
        rollback.SetAction(registry.RollbackAsync);
        registry._arguments.AddWithChangeTo(activate);
        registry._arguments.AddWithChangeTo(rollback);
        return [add, versions, verify, activate, rollback, history, retire, export];
    }

    private async Task<int> AddAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _arguments.Open(arguments, _common, mayCreate: true);
        var record = await client.Models.RegisterAsync(
            arguments.GetValue(_package)!,
            new RegistrationOptions
            {
                ManifestPath = arguments.GetValue(_manifest)?.FullName,
                KeepWeights = !arguments.GetValue(_noWeights),
            },
            cancellationToken
        );
        Print(arguments, record);
        return ExitCode.Done;
    }

    private async Task<int> VersionsAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _arguments.Open(arguments, _common);
        IReadOnlyList<VersionReport> versions =
        [
            .. (await client.Models.ListAsync(cancellationToken: cancellationToken)).Select(VersionReport.From),
        ];
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(versions, CliJsonContext.Default.IReadOnlyListVersionReport);
        }
        else
        {
            RegistryTable.Write(_terminal, versions);
        }

        return ExitCode.Done;
    }

    private async Task<int> VerifyAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _arguments.Open(arguments, _common, mayCreate: true);
        Print(arguments, await client.Models.VerifyAsync(arguments.GetValue(_model)!, cancellationToken));
        return ExitCode.Done;
    }

    private async Task<int> RetireAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _arguments.Open(arguments, _common);
        var model = arguments.GetValue(_version)!;
        Print(
            arguments,
            arguments.GetValue(_revoke)
                ? await client.Models.RevokeAsync(model, cancellationToken)
                : await client.Models.RetireAsync(model, cancellationToken)
        );
        return ExitCode.Done;
    }

    private async Task<int> ExportAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(arguments.GetValue(_archive)!);
        await using var client = _arguments.Open(arguments, _common);
        await client.Models.ExportAsync(arguments.GetValue(_model)!, file, cancellationToken);
        _terminal.Line($"wrote {Markup.Escape(file)}, {Figures.Bytes(new FileInfo(file).Length)}");
        return ExitCode.Done;
    }

    private async Task<int> HistoryAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _arguments.Open(arguments, _common);
        var slot = arguments.GetValue(_anySlot);
        var found = arguments.GetValue(_at) is { } at
            ? await client.Models.ListLiveAsync(at, cancellationToken)
            : await client.Models.ListHistoryAsync(slot, arguments.GetValue(_count), cancellationToken);
        IReadOnlyList<ActivationReport> activations =
        [
            .. found.Where(activation => slot is null || activation.Slot == slot).Select(ActivationReport.From),
        ];
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(activations, CliJsonContext.Default.IReadOnlyListActivationReport);
            return ExitCode.Done;
        }

        RegistryTable.Write(_terminal, activations);
        if (activations.Count == 0)
        {
            _terminal.Hint(
                "No version was ever activated there: the models of the application's options play the roles."
            );
        }

        return ExitCode.Done;
    }

    private async Task<int> ActivateAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _arguments.Open(arguments, _common, mayCreate: true);
        var activation = await client.Models.ActivateAsync(
            arguments.GetValue(_slot)!,
            arguments.GetValue(_model)!,
            _arguments.Change(arguments) with
            {
                MaxSlowdown = arguments.GetValue(_arguments.MaxSlowdown),
            },
            cancellationToken
        );
        Print(arguments, activation);
        return ExitCode.Done;
    }

    private async Task<int> RollbackAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _arguments.Open(arguments, _common);
        var activation = await client.Models.RollbackAsync(
            arguments.GetValue(_slot)!,
            _arguments.Change(arguments),
            cancellationToken
        );
        Print(arguments, activation);
        return ExitCode.Done;
    }

    private void Print(ParseResult arguments, ModelVersionRecord record)
    {
        var report = VersionReport.From(record);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.VersionReport);
        }
        else
        {
            RegistryTable.Write(_terminal, [report]);
        }
    }

    private void Print(ParseResult arguments, SlotActivation activation)
    {
        var report = ActivationReport.From(activation);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.ActivationReport);
            return;
        }

        RegistryTable.Write(_terminal, [report]);
        _terminal.Hint(
            "Processes on this store follow within a second or two; running requests finish with the version before."
        );
    }
}
