using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace VisionSdk;

/// <summary>What a <see cref="VisionClient"/> does when a model version or the store fails.</summary>
/// <remarks>
/// How long an operation may take, how many run at once and how loading a model is tried again are options of the client itself:
/// <see cref="VisionSdkOptions.OperationTimeout"/>, <see cref="VisionSdkOptions.MaxConcurrency"/>, <see cref="VisionSdkOptions.QueueLimit"/>,
/// <see cref="VisionSdkOptions.ModelLoadTimeout"/>, <see cref="VisionSdkOptions.ModelLoadRetries"/>, <see cref="VisionSdkOptions.ModelLoadRetryDelay"/>.
/// </remarks>
public sealed class ResilienceOptions
{
    /// <summary>When a version that fails is no longer asked, and who answers in its place.</summary>
    /// <value>Default: half of at least ten runs within 30 s; the version before answers for 15 s.</value>
    [Required]
    [ValidateObjectMembers]
    public InferenceResilienceOptions Inference { get; set; } = new();

    /// <summary>How long the store may take, and how often it is asked again.</summary>
    /// <value>Default: 30 s, and five times after what was only for a moment.</value>
    [Required]
    [ValidateObjectMembers]
    public StoreResilienceOptions Store { get; set; } = new();
}
