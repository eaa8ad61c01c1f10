using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>Which decoder turns a network's output tensors into results, and its parameters. In JSON the field <c>decoder</c> names the kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "decoder")]
[JsonDerivedType(typeof(AnchorGridSettings), "anchor-grid")]
[JsonDerivedType(typeof(AnchorFreeSettings), "anchor-free")]
[JsonDerivedType(typeof(PriorBoxSettings), "prior-box")]
[JsonDerivedType(typeof(CenterHeatmapSettings), "center-heatmap")]
[JsonDerivedType(typeof(ScrfdSettings), "scrfd")]
[JsonDerivedType(typeof(YuNetSettings), "yunet")]
[JsonDerivedType(typeof(EndToEndSettings), "end-to-end")]
[JsonDerivedType(typeof(KeypointSettings), "keypoints")]
[JsonDerivedType(typeof(ClassificationSettings), "classification")]
[JsonDerivedType(typeof(EmbeddingOutputSettings), "embedding")]
public abstract record DecoderSettings
{
    /// <summary>Names of the output tensors that the decoder reads, in the order that the decoder's documentation states.</summary>
    public required ImmutableArray<string> Tensors { get; init; }
}
