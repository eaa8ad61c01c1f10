namespace VisionSdk.Core.Tests;

/// <summary>A candidate as corners in double, for comparison with what a plain loop computes.</summary>
internal sealed record Decoded(
    double Left,
    double Top,
    double Right,
    double Bottom,
    double Confidence,
    int ClassId,
    params (double X, double Y)[] Keypoints
)
{
    // Single precision of coordinates of up to some thousand pixels.
    private const double PixelTolerance = 2e-3;
    private const double ConfidenceTolerance = 1e-5;

    public static Decoded FromCenter(
        double x,
        double y,
        double width,
        double height,
        double confidence,
        int classId,
        params (double X, double Y)[] keypoints
    ) => new(x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2), confidence, classId, keypoints);

    public static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    /// <summary>Runs the decoder that the settings name.</summary>
    public static List<Decoded> Run(
        DetectorSettings settings,
        IOutputTensors outputs,
        ImageSize input,
        float minConfidence
    )
    {
        var decoder = DetectionDecoders.Create(settings);
        var candidates = new DetectionCandidates(decoder.KeypointsPerBox);
        decoder.Decode(outputs, input, minConfidence, candidates);
        var decoded = new List<Decoded>();
        for (var i = 0; i < candidates.Count; i++)
        {
            var box = candidates.Boxes[i];
            var keypoints = candidates.Keypoints(i).ToArray().Select(static k => ((double)k.X, (double)k.Y));
            decoded.Add(
                new Decoded(
                    box.Left,
                    box.Top,
                    box.Right,
                    box.Bottom,
                    candidates.Confidences[i],
                    candidates.ClassIds[i],
                    [.. keypoints]
                )
            );
        }

        return decoded;
    }

    /// <summary>Compares two lists, order included.</summary>
    public static void ShouldAgree(List<Decoded> actual, List<Decoded> expected)
    {
        expected.ShouldNotBeEmpty("the test must exercise the decoder");
        actual.Count.ShouldBe(expected.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            actual[i].ShouldBeNear(expected[i]);
        }
    }

    private void ShouldBeNear(Decoded expected)
    {
        ClassId.ShouldBe(expected.ClassId);
        Confidence.ShouldBe(expected.Confidence, ConfidenceTolerance);
        Left.ShouldBe(expected.Left, PixelTolerance);
        Top.ShouldBe(expected.Top, PixelTolerance);
        Right.ShouldBe(expected.Right, PixelTolerance);
        Bottom.ShouldBe(expected.Bottom, PixelTolerance);
        Keypoints.Length.ShouldBe(expected.Keypoints.Length);
        for (var k = 0; k < Keypoints.Length; k++)
        {
            Keypoints[k].X.ShouldBe(expected.Keypoints[k].X, PixelTolerance);
            Keypoints[k].Y.ShouldBe(expected.Keypoints[k].Y, PixelTolerance);
        }
    }
}
