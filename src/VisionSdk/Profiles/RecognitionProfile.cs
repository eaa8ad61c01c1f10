using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace VisionSdk;

/// <summary>How a kind of identity is recognised: people by their faces, or whales, machines and drawings by any other models.</summary>
/// <remarks>Register one in <see cref="VisionSdkOptions.Profiles"/>. Identities of different profiles never meet.</remarks>
public sealed class RecognitionProfile
{
    /// <summary>The slot of the model that finds the thing in a picture.</summary>
    /// <value>A slot; default <see langword="null"/>: the whole picture, or the caller's box, is the thing.</value>
    public string? Detector { get; set; }

    /// <summary>The slot of the model of 68 landmarks, for embedders that are aligned by them and for measuring how well a face is shown.</summary>
    /// <value>A slot; default <see langword="null"/>: none.</value>
    public string? Landmarks { get; set; }

    /// <summary>The slot of the model that turns it into an embedding.</summary>
    /// <value>A slot, required; no default.</value>
    [Required]
    public string Embedder { get; set; } = string.Empty;

    /// <summary>The detector's labels that count.</summary>
    /// <value>Labels of the detector; default empty: all.</value>
    public IList<string> Labels { get; } = [];

    /// <summary>A distance at or below which two embeddings are a match, for an embedder whose package has no measured thresholds.</summary>
    /// <value>
    /// In the embedder's metric, in (0, 4]; default <see langword="null"/>: the package's thresholds are used, at the rates that are asked for.
    /// </value>
    /// <remarks>It goes before the thresholds of the package, and no error rate can be stated for it.</remarks>
    [Range(0.0, 4.0, MinimumIsExclusive = true)]
    public double? MaxDistance { get; set; }

    /// <summary>What a picture must be like to become a reference.</summary>
    /// <value>Default: every check. Those of how well a face is shown need <see cref="Landmarks"/> and are left out without.</value>
    [Required]
    [ValidateObjectMembers]
    public EnrolmentGuardOptions Guard { get; set; } = new();
}
