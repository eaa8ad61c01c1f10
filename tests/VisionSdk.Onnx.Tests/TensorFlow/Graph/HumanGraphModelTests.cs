namespace VisionSdk.Onnx.Tests;

/// <summary>
/// Imports the graph models of the npm package <c>@vladmandic/human</c> 3.3.6 and compares their outputs with those that TensorFlow.js 4.22 (backend wasm)
/// computes from the original files for the same seeded input: the mean of all elements, and the mean weighted by <c>(index mod 97) / 97</c>,
/// which notices a wrong order as well.
/// </summary>
public class HumanGraphModelTests
{
    private static readonly Dictionary<string, ReferenceRun> Runs = new()
    {
        ["blazeface"] = new(
            new Picture(256, 3, -1, 1),
            new ReferenceOutput("Identity_3", "[1, 384, 16]", 12.0139, 5.77184),
            new ReferenceOutput("Identity", "[1, 512, 1]", -2.9813, -1.407579),
            new ReferenceOutput("Identity_1", "[1, 384, 1]", -10.30233, -5.058169),
            new ReferenceOutput("Identity_2", "[1, 512, 16]", 1.611846, 0.8025346)
        ),
        ["facemesh"] = new(
            new Picture(192, 3, 0, 1),
            new ReferenceOutput("output_mesh", "[1, 1404]", 64.65833, 31.28282),
            new ReferenceOutput("output_faceflag", "[1, 1]", 4.035192e-05, 0),
            new ReferenceOutput("output_contours", "[1, 266]", 94.74533, 42.45088)
        ),
        ["faceres"] = new(
            new Picture(224, 3, 0, 255),
            new ReferenceOutput("gender_pred/Sigmoid", "[1, 1]", 0.6294938, 0),
            new ReferenceOutput("global_pooling/Mean", "[1, 1024]", 0.005926034, 0.001443845),
            new ReferenceOutput("age_pred/Softmax", "[1, 100]", 0.01, 0.003796938)
        ),
        ["antispoof"] = new(new Picture(128, 3, 0, 1), new ReferenceOutput("activation_4", "[1, 1]", 0.8296734, 0)),
        ["liveness"] = new(new Picture(32, 3, 0, 1), new ReferenceOutput("activation_6", "[1, 2]", 0.5, 5.466183e-05)),
        ["centernet"] = new(
            new Picture(512, 3, 0, 255),
            new ReferenceOutput("tower_0/wh", "[1, 128, 128, 4]", 130.1653, 64.41747),
            new ReferenceOutput("tower_0/keypoints", "[1, 128, 128, 80]", 0.001709195, 0.0008457543),
            // Rows are sorted by score, and nearly equal scores may change places on another processor.
            new ReferenceOutput("tower_0/detections", "[1, 100, 6]", 172.1127, null)
        )
        {
            BatchSize = 1,
        },
        // MoveNet's original takes integers.
        ["movenet-lightning"] = new(
            new Picture(192, 3, 0, 255) { IsInteger = true },
            new ReferenceOutput("Identity", "[1, 1, 17, 3]", 0.388712, 0.09910706)
        )
        {
            BatchSize = 1,
        },
        ["emotion"] = new(new Picture(64, 1, -1, 1), new ReferenceOutput("Identity", "[1, 7]", 0.1428571, 0.007363754)),
        ["iris"] = new(new Picture(64, 3, 0, 1), new ReferenceOutput("Identity", "[1, 1, 1, 228]", 19.96717, 8.935544)),
        ["handlandmark-lite"] = new(
            new Picture(224, 3, 0, 1),
            new ReferenceOutput("Identity_1", "[1, 1]", 0.004773369, 0),
            new ReferenceOutput("Identity", "[1, 63]", 63.61759, 18.19753),
            new ReferenceOutput("Identity_2", "[1, 1]", 0.0688171, 0),
            new ReferenceOutput("Identity_3", "[1, 63]", -0.003915464, -0.002084705)
        ),
    };

    public static TheoryData<string> Models => [.. Runs.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Imported_graphs_compute_what_TensorFlow_computes(string model)
    {
        Assert.SkipWhen(WeightPackages.Human is null, WeightPackages.Missing);
        var run = Runs[model];
        var imported = TensorFlowGraphImporter.Import(
            Path.Combine(WeightPackages.Human, $"{model}.json"),
            new TensorFlowGraphOptions { BatchSize = run.BatchSize, InputName = "input" }
        );

        var results = OnnxRun.Run(imported, run.Input.Draw());

        results.Keys.ShouldBe(run.Outputs.Select(r => r.Name), ignoreOrder: true);
        foreach (var (output, shape, mean, weightedMean) in run.Outputs)
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

    private sealed record ReferenceRun(Picture Input, params ReferenceOutput[] Outputs)
    {
        public int? BatchSize { get; init; }
    }

    private sealed record ReferenceOutput(string Name, string Shape, double Mean, double? WeightedMean);

    private sealed record Picture(int Size, int Channels, int Lowest, int Highest)
    {
        public bool IsInteger { get; init; }

        /// <summary>Uniform pixels of Marsaglia's xorshift32 from the seed 12345, drawn in TensorFlow's order of dimensions.</summary>
        public OnnxTensor Draw()
        {
            var values = new float[Size * Size * Channels];
            var state = 12345u;
            foreach (ref var value in values.AsSpan())
            {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                var pixel = Lowest + ((Highest - Lowest) * ((state >> 8) / 16777216.0));
                value = (float)(IsInteger ? Math.Floor(pixel) : pixel);
            }

            return OnnxTensor.Float32(values, [1, Size, Size, Channels], "input").Transpose(0, 3, 1, 2);
        }
    }
}
