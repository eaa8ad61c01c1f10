using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Result of <see cref="ModelDoctor.Examine"/>.</summary>
public sealed record ModelExamination
{
    /// <summary>What looks wrong, the worst first; empty when nothing does.</summary>
    public required ImmutableArray<ModelFinding> Findings { get; init; }

    /// <summary>What was found in each photo that could be examined.</summary>
    public ImmutableArray<ExaminedPhoto> Photos { get; init; } = [];

    /// <summary>The manifest as it is, then every other reading that was tried.</summary>
    public ImmutableArray<ModelTrial> Trials { get; init; } = [];

    /// <summary>Whether the package is no use as it is.</summary>
    public bool HasErrors => Findings.Any(static finding => finding.Severity == FindingSeverity.Error);
}
