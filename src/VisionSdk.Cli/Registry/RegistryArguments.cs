using System.CommandLine;

namespace VisionSdk.Cli;

/// <summary>The options of the commands that register versions and give them roles.</summary>
internal sealed class RegistryArguments
{
    private readonly Option<DirectoryInfo?> _cache = new("--cache")
    {
        Description =
            "Where registered packages are kept on this machine [default: VisionSdk/models in your local application data].",
        HelpName = "FOLDER",
    };

    private readonly Option<string[]> _slots = new("--slot")
    {
        Description =
            "SLOT=MODEL: which model plays a role by configuration; may be repeated, as the application has it.",
        DefaultValueFactory = static _ => [],
        HelpName = "SLOT=MODEL",
    };

    private readonly Option<FileInfo[]> _trusted = new("--trust")
    {
        Description =
            "A file with the public key (PEM) of somebody who signs packages; only signed ones are taken then. May be repeated.",
        DefaultValueFactory = static _ => [],
        HelpName = "FILE",
    };

    private readonly Option<string> _actor = new("--actor")
    {
        Description = "Who does it, for the history.",
        DefaultValueFactory = static _ => Environment.UserName,
        HelpName = "NAME",
    };

    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "Why, for the history.",
        HelpName = "TEXT",
    };

    private readonly Option<bool> _allowSpaceChange = new("--allow-space-change")
    {
        Description = "Activate an embedder although enrolled identities have no embedding in its space.",
    };

    private readonly StoreArguments _store = new();

    public Option<double?> MaxSlowdown { get; } =
        new("--max-slowdown")
        {
            Description = "How many times as long as the present version it may take [default: 5].",
            HelpName = "FACTOR",
        };

    /// <summary>Adds the options that say which store and cache.</summary>
    public void AddTo(Command command)
    {
        _store.AddTo(command);
        command.Options.Add(_cache);
        command.Options.Add(_slots);
        command.Options.Add(_trusted);
    }

    /// <summary>Adds those that say who does it, and why, too.</summary>
    public void AddWithActorTo(Command command)
    {
        AddTo(command);
        command.Options.Add(_actor);
        command.Options.Add(_reason);
    }

    /// <summary>Adds those that say who changes a role, and why.</summary>
    public void AddWithChangeTo(Command command)
    {
        AddWithActorTo(command);
        command.Options.Add(_allowSpaceChange);
    }

    /// <summary>A client on the store.</summary>
    public VisionClient Open(ParseResult arguments, CommonOptions common, bool mayCreate = false)
    {
        var options = _store.ClientOptions(arguments, common, mayCreate);
        options.Models.CacheDirectory = arguments.GetValue(_cache)?.FullName;
        foreach (var slot in arguments.GetValue(_slots)!)
        {
            var parts = slot.Split('=', 2);
            options.Slots[parts[0]] =
                parts.Length == 2
                    ? parts[1]
                    : throw new UsageException(
                        $"--slot is '{slot}'; expected SLOT=MODEL, such as faces/embedder=face-embedder-dlib."
                    );
        }

        foreach (var file in arguments.GetValue(_trusted)!)
        {
            options.Models.TrustedKeys.Add(File.ReadAllText(file.FullName));
            options.Models.RequireSignature = true;
        }

        return VisionClient.Create(options);
    }

    /// <summary>Who changes a role, why, and what is allowed.</summary>
    public ActivationOptions Change(ParseResult arguments) =>
        new()
        {
            Actor = arguments.GetValue(_actor)!,
            Reason = arguments.GetValue(_reason),
            AllowSpaceChange = arguments.GetValue(_allowSpaceChange),
        };
}
