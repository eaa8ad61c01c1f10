using System.CommandLine;
using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary>The options of the evaluations of faces: the pictures, and other models than the default ones.</summary>
internal sealed class FaceChainArguments
{
    private static readonly string[] Chain =
    [
        VisionSlots.FaceDetector,
        VisionSlots.FaceLandmarks,
        VisionSlots.FaceEmbedder,
    ];

    private readonly Option<string> _images = new("--images")
    {
        Description = "The folder that paths in the list are relative to.",
        HelpName = "FOLDER",
        Required = true,
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description = "Another face embedder: ID or ID@VERSION.",
        HelpName = "ID",
    };

    private readonly Option<string?> _detector = new("--detector")
    {
        Description = "Another face detector: ID or ID@VERSION.",
        HelpName = "ID",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_images);
        command.Options.Add(_model);
        command.Options.Add(_detector);
    }

    /// <exception cref="InputFileException">There is no such folder.</exception>
    public string Images(ParseResult arguments) => InputFiles.RequireFolder(arguments.GetValue(_images)!);

    /// <summary>A client with the chain that is evaluated.</summary>
    public VisionClient Open(ParseResult arguments, CommonOptions common)
    {
        var options = common.ClientOptions(arguments);
        if (arguments.GetValue(_model) is { } model)
        {
            options.Slots[VisionSlots.FaceEmbedder] = model;
        }

        if (arguments.GetValue(_detector) is { } detector)
        {
            options.Slots[VisionSlots.FaceDetector] = detector;
        }

        return VisionClient.Create(options);
    }

    /// <summary>Loads the chain.</summary>
    /// <returns>The models for the report, and the embedder's manifest.</returns>
    public static async Task<(IReadOnlyList<ModelUseReport> Models, ModelManifest Embedder)> LoadAsync(
        VisionClient client,
        ModelRepository repository,
        CancellationToken cancellationToken
    )
    {
        var models = await client.WarmUpAsync(Chain, cancellationToken);
        var embedder = models[^1];
        return (
            [.. models.Select(ModelUseReport.From)],
            Packages.Open(repository, $"{embedder.ModelId}@{embedder.Version}").Manifest
        );
    }
}
