using System.Runtime.InteropServices;

namespace VisionSdk.Cli.Tests;

/// <summary>A gallery of three on a circle, with probes whose ranks are counted by hand.</summary>
public sealed class OpenSetEvaluationTests
{
    [Fact]
    public void Rates_ranks_and_precision_are_those_counted_by_hand()
    {
        // Euclidean distances on a unit circle: 0 is ada, 40 is bob, 180 is eve. 0.2 is about 11.5 degrees and the threshold.
        (ProtocolRole Role, string Identity, string File, double? Degrees)[] rows =
        [
            (ProtocolRole.Enroll, "ada", "ada.1", 0),
            (ProtocolRole.Enroll, "bob", "bob.1", 40),
            (ProtocolRole.Enroll, "eve", "eve.1", 180),
            // First, and inside the threshold: precision 1.
            (ProtocolRole.ProbeKnown, "ada", "ada.2", 5),
            // First, but outside: "new" comes before it, precision 1/2.
            (ProtocolRole.ProbeKnown, "eve", "eve.2", 150),
            // Second, behind bob, and "new" comes first: precision 1/3.
            (ProtocolRole.ProbeKnown, "ada", "ada.3", 25),
            // A stranger whom the threshold keeps out: "new" is first, precision 1.
            (ProtocolRole.ProbeUnknown, "x", "x.1", 100),
            // A stranger who is taken for bob: "new" is second, precision 1/2.
            (ProtocolRole.ProbeUnknown, "y", "y.1", 43),
        ];
        var embeddings = rows.ToDictionary(
            static row => row.File,
            static row => At(row.Degrees),
            StringComparer.Ordinal
        );
        var evaluation = new OpenSetEvaluation(
            [.. rows.Select(static row => new ProtocolPicture(row.Role, row.Identity, row.File))],
            embeddings,
            Embedder()
        );

        var report = evaluation.Report(falsePositiveRate: 0.5);

        (report.Identities, report.References, report.Known, report.Unknown).ShouldBe((3, 3, 3, 2));
        report.Rank1.ShouldBe(2 / 3.0, 1e-9);
        report.Rank5.ShouldBe(1);
        report.Map5.ShouldBe((1 + 0.5 + (1 / 3.0) + 1 + 0.5) / 5, 1e-9);

        // No stranger may pass, so that the threshold is below 3 degrees: nobody known is that near.
        report.FnirAtFpir1e2.ShouldBe(1);

        // One of two may: all known ones who come first are nearer than the other stranger, 60 degrees from bob.
        report.Det.Single(static point => point.Fpir == 0.5).Fnir.ShouldBe(1 / 3.0, 1e-9);
        var shipped = report.Shipped.ShouldHaveSingleItem();
        shipped.IsDefault.ShouldBeTrue();
    }

    private static Embedding? At(double? degrees) =>
        degrees is { } known
            ? new Embedding(
                EmbeddingSpaceId.Compute(Embedder()),
                ImmutableCollectionsMarshal.AsImmutableArray([
                    (float)Math.Cos(known * Math.PI / 180),
                    (float)Math.Sin(known * Math.PI / 180),
                ])
            )
            : null;

    private static ModelManifest Embedder()
    {
        var embedder = FakeManifest.Embedder("circle", dimension: 2);
        return embedder with
        {
            Embedding = embedder.Embedding! with { Metric = DistanceMetric.Euclidean },
            Thresholds =
            [
                new DecisionThreshold
                {
                    FalseMatchRate = 0.1,
                    Distance = 0.2,
                    DataSet = "invented",
                    Comparisons = 1000,
                    FalseMatches = 100,
                    LowerBound = 0.08,
                    UpperBound = 0.12,
                },
            ],
        };
    }
}
