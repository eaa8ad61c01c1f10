namespace VisionSdk;

/// <summary>Which health checks VisionSdk registers.</summary>
public sealed class VisionHealthOptions
{
    /// <summary>Whether a check loads a model that is not in memory, so that a model that cannot be loaded is found before it is needed.</summary>
    /// <value>Default false: a model that nobody has asked for yet is healthy.</value>
    public bool LoadModels { get; set; }

    /// <summary>Whether the store is checked too, as <c>visionsdk:store</c>.</summary>
    /// <value>Default true. A store that nobody has needed yet is healthy.</value>
    public bool CheckStore { get; set; } = true;

    /// <summary>The tags of the checks, such as <c>ready</c>.</summary>
    /// <value>Default <c>visionsdk</c>.</value>
    public IList<string> Tags { get; } = ["visionsdk"];
}
