using System.CommandLine;

namespace VisionSdk.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Json { get; } =
        new("--json") { Description = "Print one JSON document instead of tables.", Recursive = true };

    public Option<DirectoryInfo?> Models { get; } =
        new("--models")
        {
            Description = "Folder of model packages [default: models beside the program].",
            HelpName = "FOLDER",
            Recursive = true,
        };

    public Option<ExecutionProvider> Provider { get; } =
        new("--provider")
        {
            Description = "Where networks run: cpu, cuda, or auto (CUDA where it works).",
            DefaultValueFactory = static _ => VisionSdkDefaults.Provider,
            HelpName = "PROVIDER",
            Recursive = true,
        };

    public void AddTo(Command command)
    {
        command.Options.Add(Json);
        command.Options.Add(Models);
        command.Options.Add(Provider);
    }

    /// <summary>The client's options as the command line says.</summary>
    public VisionSdkOptions ClientOptions(ParseResult arguments)
    {
        var options = new VisionSdkOptions { ExecutionProvider = arguments.GetValue(Provider) };
        if (arguments.GetValue(Models) is { } folder)
        {
            options.ModelsDirectory = folder.FullName;
        }

        return options;
    }
}
