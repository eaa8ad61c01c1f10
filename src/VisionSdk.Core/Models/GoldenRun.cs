using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>A generated input and samples of what the original network answers to it.</summary>
/// <remarks>
/// The input is the sequence of <see cref="GoldenPattern"/> from <see cref="Seed"/>, in [<see cref="Minimum"/>, <see cref="Maximum"/>), in the order of the
/// input tensor, batch 1 at the manifest's default size.
/// </remarks>
public sealed record GoldenRun
{
    /// <summary>Seed of the generator; not 0.</summary>
    public required uint Seed { get; init; }

    /// <summary>Smallest input value.</summary>
    public required float Minimum { get; init; }

    /// <summary>End of the range of input values, exclusive.</summary>
    public required float Maximum { get; init; }

    /// <summary>What is expected of each output tensor.</summary>
    public required ImmutableArray<GoldenOutput> Outputs { get; init; }
}

/// <summary>Samples of one output tensor.</summary>
public sealed record GoldenOutput
{
    /// <summary>Name of the tensor.</summary>
    public required string Tensor { get; init; }

    /// <summary>Number of values in the tensor.</summary>
    public required int Length { get; init; }

    /// <summary>Largest absolute value of the whole tensor.</summary>
    public required float Scale { get; init; }

    /// <summary>Mean absolute value of the whole tensor.</summary>
    public required float MeanAbsolute { get; init; }

    /// <summary>Largest permitted difference, as a fraction of <see cref="Scale"/>.</summary>
    public float Tolerance { get; init; } = 1e-4f;

    /// <summary>Flat indices of the samples, ascending.</summary>
    public required ImmutableArray<int> Positions { get; init; }

    /// <summary>The values there.</summary>
    public required ImmutableArray<float> Values { get; init; }
}
