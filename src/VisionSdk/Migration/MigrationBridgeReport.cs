using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>How much worse mapped vectors recognise than real ones, measured on identities that the bridge had not seen.</summary>
public sealed record MigrationBridgeReport
{
    /// <summary>Whether it is a rotation; otherwise a regression.</summary>
    public required bool IsOrthogonal { get; init; }

    /// <summary>Of how many identities it was learnt.</summary>
    public required int Identities { get; init; }

    /// <summary>How many vectors in both spaces they had.</summary>
    public required int Vectors { get; init; }

    /// <summary>Into how many parts the identities were divided; each was measured by a bridge that was learnt from the others.</summary>
    public required int Folds { get; init; }

    /// <summary>The error at each false-match rate that the data can support; empty when no identity has two references.</summary>
    public required ImmutableArray<MigrationBridgeRate> Rates { get; init; }
}
