namespace VisionSdk.Cli;

/// <summary>What <c>vision eval identify --json</c> prints. Shares are in [0, 1].</summary>
/// <param name="Identities">How many identities were enrolled.</param>
/// <param name="References">With how many pictures.</param>
/// <param name="Known">How many probes show one of them.</param>
/// <param name="Unknown">How many show somebody else.</param>
/// <param name="PicturesWithoutFace">Pictures in which no face was found: as references they are never found, as probes they are unknown.</param>
/// <param name="Rank1">Share of the known probes whose identity is the nearest.</param>
/// <param name="Rank5">Share of those whose identity is among the five nearest.</param>
/// <param name="FnirAtFpir1e2">Share of the known probes that are missed where at most 1 % of the unknown are taken for somebody.</param>
/// <param name="Map5">
/// Mean average precision of five ranked answers, one of which is "new identity", at the shipped threshold; the right answer of unknown probes
/// is "new identity".
/// </param>
/// <param name="Det">False-negative against false-positive identification rate, by threshold.</param>
/// <param name="Shipped">What the model's measured thresholds do on these pictures.</param>
/// <param name="Models">The models.</param>
internal sealed record EvalIdentifyReport(
    int Identities,
    int References,
    int Known,
    int Unknown,
    int PicturesWithoutFace,
    double Rank1,
    double Rank5,
    double FnirAtFpir1e2,
    double Map5,
    IReadOnlyList<DetPoint> Det,
    IReadOnlyList<ShippedThreshold> Shipped,
    IReadOnlyList<ModelUseReport> Models
);

/// <summary>One point of the detection error trade-off.</summary>
/// <param name="Fpir">False-positive identification rate: share of unknown probes that are taken for somebody.</param>
/// <param name="Fnir">False-negative identification rate: share of known probes whose identity is not the first candidate.</param>
/// <param name="Distance">The threshold.</param>
internal sealed record DetPoint(double Fpir, double Fnir, double Distance);

/// <summary>What one of the model's measured thresholds does in this gallery.</summary>
/// <param name="FalseMatchRate">Its rate for one comparison.</param>
/// <param name="Distance">The threshold.</param>
/// <param name="ExpectedFpir">1 − (1 − FMR)^N for this gallery.</param>
/// <param name="Fpir">What was seen.</param>
/// <param name="LowerBound">Lower end of its two-sided 95 % Clopper-Pearson interval.</param>
/// <param name="UpperBound">Upper end of it.</param>
/// <param name="Fnir">Share of known probes that are missed.</param>
/// <param name="IsDefault">Whether it is the one that identifying takes by default in this gallery.</param>
/// <param name="KeepsRate">Whether the seen rate is compatible with the expected one: its interval does not lie above it.</param>
internal sealed record ShippedThreshold(
    double FalseMatchRate,
    double Distance,
    double ExpectedFpir,
    double Fpir,
    double LowerBound,
    double UpperBound,
    double Fnir,
    bool IsDefault,
    bool KeepsRate
);
