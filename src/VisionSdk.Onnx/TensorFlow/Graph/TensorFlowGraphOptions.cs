using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>What an ONNX model made of a TensorFlow graph shall look like.</summary>
public sealed record TensorFlowGraphOptions
{
    /// <summary>The outputs, in order. Empty: those that the file's signature declares, under the names that it gives them.</summary>
    public ImmutableArray<TensorFlowOutput> Outputs { get; init; } = [];

    /// <summary>Order of a picture input's dimensions.</summary>
    public TensorLayout InputLayout { get; init; } = TensorLayout.Nchw;

    /// <summary>Name of the input of a graph that has one; <see langword="null"/> keeps the graph's.</summary>
    public string? InputName { get; init; }

    /// <summary>Number of pictures per run; <see langword="null"/> lets every run choose, whatever number the graph declares.</summary>
    /// <remarks>Graphs that mix the pictures of a batch, as decoders do that gather the best cells, need a fixed number: mostly 1.</remarks>
    public int? BatchSize { get; init; }

    /// <summary>Whether weights stay as small as they are stored, with nodes that a runtime folds while loading; otherwise they become float32.</summary>
    public bool CompactWeights { get; init; } = true;

    /// <summary>Name of the ONNX graph; the file's name when <see langword="null"/>.</summary>
    public string? GraphName { get; init; }
}
