namespace VisionSdk;

/// <summary>What a new package is to be called, and on which terms its weights come.</summary>
public sealed record ModelDraftOptions
{
    /// <summary>What stands in the licence of a draft whose licence nobody has named: SPDX's word for it.</summary>
    public const string NoLicense = "NOASSERTION";

    /// <summary>What stands in the notice of a draft until somebody fills it in.</summary>
    public const string NoNotice = "To be filled in.";

    /// <summary>What stands in the source of a draft, and its version, until somebody fills them in.</summary>
    public const string NoSource = "unknown";

    /// <summary>Id of the model: lower-case letters, digits, dots and dashes.</summary>
    public required string Id { get; init; }

    /// <summary>Version of the model, SemVer.</summary>
    /// <value>Default 1.0.0.</value>
    public string Version { get; init; } = "1.0.0";

    /// <summary>Licence of the weights, as an SPDX expression.</summary>
    /// <value>Default <see cref="NoLicense"/>.</value>
    public string License { get; init; } = NoLicense;

    /// <summary>Copyright notice that must travel with the weights; <see langword="null"/> for one to be filled in.</summary>
    public string? Notice { get; init; }

    /// <summary>Where the weights come from, such as an address; <see langword="null"/> for the file itself.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the graph and the manifest of an existing package are replaced.</summary>
    public bool Overwrite { get; init; }
}
