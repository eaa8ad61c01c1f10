using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>How the two spaces of a move are compared. Immutable.</summary>
public sealed record MigrationGateOptions
{
    /// <summary>The false-match rates at which true-accept rates are compared.</summary>
    /// <value>Each in (0, 1); empty, the default, takes <see cref="VisionSdkOptions.FalseMatchRate"/> and 0.01.</value>
    public ImmutableArray<double> FalseMatchRates { get; init; } = [];

    /// <summary>By how much the new space's true-accept rate may be lower, at the pessimistic end of the confidence interval.</summary>
    /// <value>In [0, 1); default 0.01.</value>
    public double Margin { get; init; } = 0.01;

    /// <summary>Confidence of the bounds.</summary>
    /// <value>In (0, 1); default 0.95.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How many identities of the gallery are drawn at most.</summary>
    /// <value>Default 5,000.</value>
    public int Identities { get; init; } = 5000;

    /// <summary>Seed of what is drawn.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Pairs to compare instead of the gallery's own.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<LabelledImagePair> Pairs { get; init; } = [];

    /// <summary>The profile by which <see cref="Pairs"/> are read.</summary>
    /// <value>Default <see langword="null"/>: the first of the move's.</value>
    public string? Profile { get; init; }
}
