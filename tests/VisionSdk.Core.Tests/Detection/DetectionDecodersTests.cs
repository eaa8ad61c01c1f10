namespace VisionSdk.Core.Tests;

public class DetectionDecodersTests
{
    private static readonly ImageSize Input = new(64, 32);

    /// <summary>A detector of each kind, with the shapes of its outputs at 64x32.</summary>
    private static readonly Dictionary<string, (DetectorSettings Settings, int[][] Shapes)> Kinds = new()
    {
        ["anchor-grid"] = (
            (DetectorSettings)Manifests.ByDecoder["anchor-grid"].Output,
            [
                [10, 1, 2],
            ]
        ),
        ["anchor-free"] = (
            (DetectorSettings)Manifests.ByDecoder["anchor-free"].Output,
            [
                [42, 6],
            ]
        ),
        ["prior-box"] = (
            (DetectorSettings)Manifests.ByDecoder["prior-box"].Output,
            [
                [16, 1],
                [16, 16],
            ]
        ),
        ["center-heatmap"] = (
            (DetectorSettings)Manifests.ByDecoder["center-heatmap"].Output,
            [
                [8, 16, 1],
                [8, 16, 4],
            ]
        ),
        ["scrfd"] = (
            (DetectorSettings)Manifests.ByDecoder["scrfd"].Output,
            [
                [64, 1],
                [16, 1],
                [4, 1],
                [64, 4],
                [16, 4],
                [4, 4],
                [64, 10],
                [16, 10],
                [4, 10],
            ]
        ),
        ["yunet"] = (
            (DetectorSettings)Manifests.ByDecoder["yunet"].Output,
            [
                [32, 1],
                [8, 1],
                [2, 1],
                [32, 1],
                [8, 1],
                [2, 1],
                [32, 4],
                [8, 4],
                [2, 4],
                [32, 10],
                [8, 10],
                [2, 10],
            ]
        ),
        ["end-to-end"] = (
            (DetectorSettings)Manifests.ByDecoder["end-to-end"].Output,
            [
                [9, 6],
            ]
        ),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Fact]
    public void There_is_a_decoder_for_every_kind_of_detector()
    {
        var kinds = typeof(DetectorSettings)
            .Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DetectorSettings)));

        Kinds.Values.Select(static kind => kind.Settings.GetType()).ShouldBe(kinds, ignoreOrder: true);
        Kinds.Values.Select(static kind => DetectionDecoders.Create(kind.Settings).GetType()).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_of_the_right_size_decode(string kind)
    {
        var (settings, shapes) = Kinds[kind];

        Should.NotThrow(() =>
            Decoded.Run(
                settings,
                OutputTensors.Random(1, 0, 1, shapes).With(shapes.Length - 1, static v => 0),
                Input,
                0
            )
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_tensor_of_the_wrong_size_is_named_with_both_sizes(string kind)
    {
        var (settings, shapes) = Kinds[kind];
        for (var i = 0; i < shapes.Length; i++)
        {
            var outputs = OutputTensors.Random(1, 0, 1, shapes).Shortened(i);

            var exception = Should.Throw<ModelSignatureException>(() => Decoded.Run(settings, outputs, Input, 0.5f));

            exception.Message.ShouldContain(exception.TensorName!);
            exception.Expected.ShouldNotBeNullOrEmpty();
            exception.Actual.ShouldStartWith("[");
            settings.Tensors.ShouldContain(exception.TensorName!);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_passes_a_higher_confidence_is_what_of_a_lower_one_reaches_it(string kind)
    {
        var (settings, shapes) = Kinds[kind];
        var outputs = OutputTensors.Random(9, 0.5f, 0.6f, shapes);
        if (kind == "end-to-end")
        {
            outputs = outputs.With(0, static v => v > 0.9f ? 0 : MathF.Abs(v));
            settings = settings with { ClassCount = 5 };
        }

        if (kind == "anchor-free")
        {
            // Its objectness and class scores are probabilities already.
            outputs = outputs.With(0, static v => Math.Clamp(v, 0, 1));
        }

        var all = Decoded.Run(settings, outputs, Input, 0);

        foreach (var min in new[] { 0.1f, 0.5f, 0.73f, 1f })
        {
            var expected = all.Where(candidate => candidate.Confidence >= min);

            Decoded
                .Run(settings, outputs, Input, min)
                .Select(static d => (d.Left, d.Confidence))
                .ShouldBe(expected.Select(static d => (d.Left, d.Confidence)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Numbers_that_are_not_finite_are_dropped(string kind)
    {
        var (settings, shapes) = Kinds[kind];
        foreach (var value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f })
        {
            var outputs = new OutputTensors([
                .. shapes.Select(shape =>
                    (shape, Enumerable.Repeat(value, shape.Aggregate(1, static (a, b) => a * b)).ToArray())
                ),
            ]);

            var found = kind == "end-to-end" && value > 0 ? [] : Decoded.Run(settings, outputs, Input, 0);

            found.ShouldAllBe(static d => double.IsFinite(d.Left) && double.IsFinite(d.Right) && d.Confidence <= 1);
        }
    }

    [Fact]
    public void Decode_adds_to_what_is_there()
    {
        var (settings, _) = Kinds["end-to-end"];
        var candidates = new DetectionCandidates();
        candidates.Add(new BoundingBox(1, 1, 1, 1), 1, 0);

        DetectionDecoders
            .Create(settings)
            .Decode(new OutputTensors(([1, 6], [0, 0, 1, 1, 0.9f, 0])), Input, 0.5f, candidates);

        candidates.Count.ShouldBe(2);
    }

    [Fact]
    public void Candidates_with_another_number_of_keypoints_are_refused() =>
        Should.Throw<ArgumentException>(static () =>
            DetectionDecoders
                .Create(Kinds["scrfd"].Settings)
                .Decode(new OutputTensors(), Input, 0.5f, new DetectionCandidates(4))
        );

    [Theory]
    [InlineData(64, 32, -0.1f)]
    [InlineData(64, 32, 1.1f)]
    [InlineData(64, 32, float.NaN)]
    [InlineData(0, 32, 0.5f)]
    [InlineData(64, -1, 0.5f)]
    public void Arguments_outside_their_range_are_refused(int width, int height, float minConfidence) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            Decoded.Run(Kinds["end-to-end"].Settings, new OutputTensors(), new ImageSize(width, height), minConfidence)
        );

    [Fact]
    public void Settings_that_contradict_themselves_are_refused_with_every_problem()
    {
        var settings = new ScrfdSettings { Tensors = ["a"], MinConfidence = 2 };

        var exception = Should.Throw<ArgumentException>(() => DetectionDecoders.Create(settings));

        exception.Message.ShouldContain("output.tensors has 1 names, not 9");
        exception.Message.ShouldContain("output.minConfidence is 2");
    }
}
