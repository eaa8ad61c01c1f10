namespace VisionSdk.Onnx.Tests;

/// <summary>
/// Imports the graph models of the npm package <c>@vladmandic/human</c> 3.3.6 and compares their outputs with those that TensorFlow.js 4.22 (backend wasm)
/// computes from the original files for the same seeded input: the mean of all elements, and the mean weighted by <c>(index mod 97) / 97</c>,
/// which notices a wrong order as well.
/// </summary>
public class HumanGraphModelTests
{
    public sealed record Reference(string Output, string Shape, double Mean, double? WeightedMean);

    public static TheoryData<string, int, int, int, int, int?, Reference[]> Models =>
        new()
        {
            {
                "blazeface",
                256,
                3,
                -1,
                1,
                null,
                [
                    new("Identity_3", "[1, 384, 16]", 12.0139, 5.77184),
                    new("Identity", "[1, 512, 1]", -2.9813, -1.407579),
                    new("Identity_1", "[1, 384, 1]", -10.30233, -5.058169),
                    new("Identity_2", "[1, 512, 16]", 1.611846, 0.8025346),
                ]
            },
            {
                "facemesh",
                192,
                3,
                0,
                1,
                null,
                [
                    new("output_mesh", "[1, 1404]", 64.65833, 31.28282),
                    new("output_faceflag", "[1, 1]", 4.035192e-05, 0),
                    new("output_contours", "[1, 266]", 94.74533, 42.45088),
                ]
            },
            {
                "faceres",
                224,
                3,
                0,
                255,
                null,
                [
                    new("gender_pred/Sigmoid", "[1, 1]", 0.6294938, 0),
                    new("global_pooling/Mean", "[1, 1024]", 0.005926034, 0.001443845),
                    new("age_pred/Softmax", "[1, 100]", 0.01, 0.003796938),
                ]
            },
            { "antispoof", 128, 3, 0, 1, null, [new("activation_4", "[1, 1]", 0.8296734, 0)] },
            { "liveness", 32, 3, 0, 1, null, [new("activation_6", "[1, 2]", 0.5, 5.466183e-05)] },
            {
                "centernet",
                512,
                3,
                0,
                255,
                1,
                [
                    new("tower_0/wh", "[1, 128, 128, 4]", 130.1653, 64.41747),
                    new("tower_0/keypoints", "[1, 128, 128, 80]", 0.001709195, 0.0008457543),
                    // Rows are sorted by score, and nearly equal scores may change places on another processor.
                    new("tower_0/detections", "[1, 100, 6]", 172.1127, null),
                ]
            },
            { "movenet-lightning", 192, 3, 0, 255, 1, [new("Identity", "[1, 1, 17, 3]", 0.388712, 0.09910706)] },
            { "emotion", 64, 1, -1, 1, null, [new("Identity", "[1, 7]", 0.1428571, 0.007363754)] },
            { "iris", 64, 3, 0, 1, null, [new("Identity", "[1, 1, 1, 228]", 19.96717, 8.935544)] },
            {
                "handlandmark-lite",
                224,
                3,
                0,
                1,
                null,
                [
                    new("Identity_1", "[1, 1]", 0.004773369, 0),
                    new("Identity", "[1, 63]", 63.61759, 18.19753),
                    new("Identity_2", "[1, 1]", 0.0688171, 0),
                    new("Identity_3", "[1, 63]", -0.003915464, -0.002084705),
                ]
            },
        };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Models))]
    public void Imported_graphs_compute_what_TensorFlow_computes(
        string model,
        int size,
        int channels,
        int lowest,
        int highest,
        int? batch,
        Reference[] references
    )
    {
        Assert.SkipWhen(WeightPackages.Human is null, WeightPackages.Missing);
        var path = Path.Combine(WeightPackages.Human, $"{model}.json");

        // MoveNet's reference runs on the integers that the original graph takes.
        var input = SeededPicture(size, channels, lowest, highest, isInteger: model == "movenet-lightning");
        var imported = TensorFlowGraphImporter.Import(
            path,
            new TensorFlowGraphOptions { BatchSize = batch, InputName = "input" }
        );
        var results = OnnxRun.Run(imported, input);

        results.Keys.ShouldBe(references.Select(r => r.Output), ignoreOrder: true);
        foreach (var (output, shape, mean, weightedMean) in references)
        {
            var values = results[output].ToFloat32();
            var tolerance = 2e-3 * values.Average(v => Math.Abs((double)v));
            $"[{string.Join(", ", results[output].Dimensions)}]".ShouldBe(shape, output);
            values.Average(v => (double)v).ShouldBe(mean, tolerance, output);
            if (weightedMean is { } weighted)
            {
                values.Select((v, i) => v * (i % 97) / 97.0).Average().ShouldBe(weighted, tolerance, output);
            }
        }
    }

    [Theory]
    [InlineData("blazeface", 256)]
    [InlineData("facemesh", 192)]
    [InlineData("faceres", 224)]
    [InlineData("antispoof", 128)]
    [InlineData("liveness", 32)]
    public void Pictures_of_a_batch_do_not_influence_each_other(string model, int size)
    {
        Assert.SkipWhen(WeightPackages.Human is null, WeightPackages.Missing);
        var imported = TensorFlowGraphImporter.Import(
            Path.Combine(WeightPackages.Human, $"{model}.json"),
            new TensorFlowGraphOptions { InputName = "input" }
        );
        var pair = OnnxRun.RandomInput("input", 3, 1, 2, 3, size, size);
        var second = OnnxTensor.Float32(pair.ToFloat32().AsSpan(3 * size * size), [1, 3, size, size], "input");

        var together = OnnxRun.Run(imported, pair);
        var alone = OnnxRun.Run(imported, second);

        foreach (var (name, output) in alone)
        {
            together[name].Dimensions[0].ShouldBe(2);
            var expected = output.ToFloat32();
            var actual = together[name].ToFloat32()[expected.Length..];
            var largest = expected.Max(Math.Abs);
            actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max().ShouldBeLessThan(1e-3f * largest, name);
        }
    }

    [Fact]
    public void CenterNet_cut_before_its_decoder_takes_any_batch_and_sorts_nothing()
    {
        Assert.SkipWhen(WeightPackages.Human is null, WeightPackages.Missing);

        var imported = TensorFlowGraphImporter.Import(
            Path.Combine(WeightPackages.Human, "centernet.json"),
            new TensorFlowGraphOptions
            {
                InputName = "input",
                Outputs = [new("tower_0/keypoints", "heatmap"), new("tower_0/wh", "distances", TensorLayout.Nchw)],
            }
        );

        imported.Inputs.ShouldHaveSingleItem().ToString().ShouldBe("input: Float32 [N, 3, 512, 512]");
        imported
            .Outputs.Select(o => o.ToString())
            .ShouldBe(["heatmap: Float32 [N, 128, 128, 80]", "distances: Float32 [N, 4, 128, 128]"]);
        imported.Nodes.ShouldNotContain(n => n.OpType == "TopK" || n.OpType == "Gather");
        imported.Nodes.Count(n => n.OpType == "Transpose").ShouldBe(1);
    }

    [Fact]
    public void CenterNet_with_its_decoder_asks_for_a_fixed_batch()
    {
        Assert.SkipWhen(WeightPackages.Human is null, WeightPackages.Missing);
        var path = Path.Combine(WeightPackages.Human, "centernet.json");

        var failure = Should.Throw<OnnxImportException>(() => TensorFlowGraphImporter.Import(path));

        failure.Message.ShouldContain("BatchSize");
    }

    [Fact]
    public void Hand_tracking_is_refused_because_of_its_control_flow()
    {
        Assert.SkipWhen(WeightPackages.Human is null, WeightPackages.Missing);
        var path = Path.Combine(WeightPackages.Human, "handtrack.json");

        Should.Throw<OnnxImportException>(() => TensorFlowGraphImporter.Import(path)).Path.ShouldBe(path);
    }

    /// <summary>Uniform pixels of Marsaglia's xorshift32 from the seed 12345, drawn in TensorFlow's order of dimensions.</summary>
    private static OnnxTensor SeededPicture(int size, int channels, int lowest, int highest, bool isInteger)
    {
        var values = new float[size * size * channels];
        var state = 12345u;
        foreach (ref var value in values.AsSpan())
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            var pixel = lowest + ((highest - lowest) * ((state >> 8) / 16777216.0));
            value = (float)(isInteger ? Math.Floor(pixel) : pixel);
        }

        return OnnxTensor.Float32(values, [1, size, size, channels], "input").Transpose(0, 3, 1, 2);
    }
}
