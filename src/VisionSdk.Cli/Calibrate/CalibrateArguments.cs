using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;

namespace VisionSdk.Cli;

/// <summary>What <c>vision calibrate</c> is asked to measure.</summary>
internal sealed class CalibrateArguments
{
    private readonly Option<string?> _pairs = new("--pairs")
    {
        Description = "Measure on these pairs: CSV of fold,same,file1,file2, with paths relative to --images.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _images = new("--images")
    {
        Description =
            "Folder of pictures. Without --pairs every picture below is compared with all others; a folder is an identity.",
        HelpName = "FOLDER",
    };

    private readonly Option<bool> _gallery = new("--gallery")
    {
        Description = "Measure on the identities of the store, each reference compared with all others.",
    };

    private readonly Option<string?> _rates = new("--rates")
    {
        Description = "False-match rates, separated by commas, such as 1e-2,1e-3 [default: those of the model].",
        HelpName = "RATES",
    };

    private readonly Option<double> _prior = new("--prior")
    {
        Description = "Share of pairs of one identity that match probabilities are stated for.",
        DefaultValueFactory = static _ => 0.5,
        HelpName = "SHARE",
    };

    private readonly Option<string?> _dataSet = new("--data-set")
    {
        Description = "Name of the data, for the record [default: the folder, or the gallery].",
        HelpName = "NAME",
    };

    private readonly Option<int> _maxReferences = new("--max-references")
    {
        Description = "Of a gallery with more references a sample is measured.",
        DefaultValueFactory = static _ => new GalleryCalibrationOptions().MaxReferences,
        HelpName = "COUNT",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Which sample.",
        DefaultValueFactory = static _ => new GalleryCalibrationOptions().Seed,
        HelpName = "NUMBER",
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description = "Another embedder: ID or ID@VERSION.",
        HelpName = "ID",
    };

    public void AddTo(Command command)
    {
        foreach (
            var option in (Option[])[_pairs, _images, _gallery, _rates, _prior, _dataSet, _maxReferences, _seed, _model]
        )
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether the store's identities are measured.</summary>
    public bool IsGallery(ParseResult arguments) => arguments.GetValue(_gallery);

    /// <summary>The list of pairs, if there is one.</summary>
    public string? Pairs(ParseResult arguments) => arguments.GetValue(_pairs);

    /// <exception cref="InputFileException">There is no such folder.</exception>
    public string Images(ParseResult arguments) => InputFiles.RequireFolder(arguments.GetValue(_images)!);

    /// <summary>Whether the caller named rates, rather than leaving it at those of the model.</summary>
    public bool HasRates(ParseResult arguments) => arguments.GetValue(_rates) is not null;

    public int MaxReferences(ParseResult arguments) => arguments.GetValue(_maxReferences);

    public int Seed(ParseResult arguments) => arguments.GetValue(_seed);

    /// <exception cref="UsageException">It is not said, or said twice, what is measured.</exception>
    public void Validate(ParseResult arguments)
    {
        var hasImages = arguments.GetValue(_images) is not null;
        if (hasImages == IsGallery(arguments))
        {
            throw new UsageException(
                "Say what to measure: --images FOLDER, with or without --pairs FILE, or --gallery for the identities of the store."
            );
        }

        if (Pairs(arguments) is not null && !hasImages)
        {
            throw new UsageException("--pairs needs --images, the folder that its paths are relative to.");
        }
    }

    /// <exception cref="UsageException">The rates do not read.</exception>
    public CalibrationOptions Options(ParseResult arguments, string profile, string? dataSet) =>
        new()
        {
            Profile = profile,
            Rates = Rates(arguments.GetValue(_rates)),
            Prior = arguments.GetValue(_prior),
            DataSet = arguments.GetValue(_dataSet) ?? dataSet,
        };

    /// <summary>Takes another embedder instead of the one that the store calls active.</summary>
    public void ChooseModel(ParseResult arguments, VisionSdkOptions options, string profile)
    {
        if (arguments.GetValue(_model) is { } model && options.Profiles.TryGetValue(profile, out var found))
        {
            options.Slots[found.Embedder] = model;
            options.Models.FollowRegistry = false;
        }
    }

    private static ImmutableArray<double> Rates(string? text) =>
        text is null
            ? []
            :
            [
                .. text.Split(',', StringSplitOptions.TrimEntries)
                    .Select(static part =>
                        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
                            ? rate
                            : throw new UsageException(
                                $"'{part}' is no rate. Write numbers between 0 and 1, separated by commas: 1e-2,1e-3."
                            )
                    ),
            ];
}
