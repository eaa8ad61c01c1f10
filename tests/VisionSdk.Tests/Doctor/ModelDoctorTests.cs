using VisionSdk.ML;
using VisionSdk.Onnx;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>What the doctor says of a right manifest and of wrong ones.</summary>
public sealed class ModelDoctorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_the_right_manifest_for_UltraFace_nothing_is_wrong()
    {
        var examination = Examine(UltraFace(static manifest => manifest), Photos());

        examination.HasErrors.ShouldBeFalse();
        examination.Findings.ShouldNotContain(static finding => finding.Severity == FindingSeverity.Warning);
        examination.Photos.Length.ShouldBe(6);
        examination.Photos.ShouldAllBe(static photo => photo.Detections.Length >= 3);
    }

    [Fact]
    public void Colours_in_the_wrong_order_are_named()
    {
        var package = UltraFace(static manifest =>
            manifest with
            {
                Input = manifest.Input with { ColorOrder = ColorOrder.Bgr },
            }
        );

        Finding(Examine(package, Photos()), "color-order").Change.ShouldBe("input.colorOrder: RGB");
    }

    [Fact]
    public void A_wrong_range_of_pixels_is_an_error_with_the_right_one()
    {
        var package = UltraFace(static manifest =>
            manifest with
            {
                Input = manifest.Input with { Mean = [], StandardDeviation = [] },
            }
        );

        var finding = Finding(Examine(package, Photos()), "normalisation");

        finding.Severity.ShouldBe(FindingSeverity.Error);
        finding.Change.ShouldNotBeNull().ShouldContain("127.5");
    }

    [Fact]
    public void The_background_taken_for_a_class_is_an_error()
    {
        var package = UltraFace(static manifest =>
            manifest with
            {
                Output = (PriorBoxSettings)manifest.Output with { ClassOffset = 0 },
            }
        );

        var examination = Examine(package, Photos());

        Finding(examination, "candidates-everywhere").Severity.ShouldBe(FindingSeverity.Error);
        Finding(examination, "class-offset").Change.ShouldBe("output.classOffset: 1");
    }

    [Fact]
    public void Letterboxing_what_was_trained_stretched_shows_in_photos_of_other_proportions()
    {
        var folder = TestData.Find("widerface-val100", "images");
        Assert.SkipWhen(folder is null, TestData.Missing);
        var package = UltraFace(static manifest =>
            manifest with
            {
                Input = manifest.Input with { Resize = ResizeMode.Letterbox },
            }
        );
        ImageSource[] photos =
        [
            .. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Take(12).Select(ImageSource.FromFile),
        ];

        Finding(Examine(package, photos), "resize").Change.ShouldBe("input.resize: stretch");
    }

    [Fact]
    public void Corners_read_in_the_wrong_order_are_an_error()
    {
        var package = UltraFace(static manifest =>
            manifest with
            {
                Output = (PriorBoxSettings)manifest.Output with { YBeforeX = true },
            }
        );

        Finding(Examine(package, Photos()), "box-coding").Change.ShouldBe("output.yBeforeX: false");
    }

    [Fact]
    public void Probabilities_that_go_through_a_sigmoid_again_are_an_error()
    {
        var package = UltraFace(static manifest =>
            manifest with
            {
                Output = (PriorBoxSettings)manifest.Output with { Activation = ScoreActivation.Sigmoid },
            }
        );

        Finding(Examine(package, Photos()), "scores-activated-twice").Change.ShouldBe("output.activation: none");
    }

    [Fact]
    public void Logits_that_are_taken_for_probabilities_are_an_error()
    {
        var package = Planted(
            PlantedDetectors.BlazeFace(),
            static manifest =>
                manifest with
                {
                    Output = (PriorBoxSettings)manifest.Output with { Activation = ScoreActivation.None },
                }
        );

        Finding(Examine(package, Photos(2)), "scores-not-probabilities").Change.ShouldBe("output.activation: sigmoid");
    }

    [Fact]
    public void A_network_that_answers_the_same_to_every_photo_is_an_error()
    {
        var package = Planted(PlantedDetectors.BlazeFace(), static manifest => manifest);

        Finding(Examine(package, Photos(2)), "output-constant").Severity.ShouldBe(FindingSeverity.Error);
    }

    [Fact]
    public void An_unfinished_licence_and_a_missing_golden_run_are_named()
    {
        var package = Planted(PlantedDetectors.BlazeFace(), static manifest => manifest with { Golden = null });

        var examination = Examine(package, Photos(1));

        Finding(examination, "license-missing").Severity.ShouldBe(FindingSeverity.Warning);
        Finding(examination, "golden-missing").Severity.ShouldBe(FindingSeverity.Warning);
    }

    [Fact]
    public void Golden_values_that_differ_are_an_error_and_the_examination_goes_on()
    {
        var package = UltraFace(static manifest => manifest with { Golden = manifest.Golden! with { Seed = 1 } });

        var examination = Examine(package, Photos());

        Finding(examination, "golden-differs").Severity.ShouldBe(FindingSeverity.Error);
        examination.Photos.Length.ShouldBe(6);
    }

    [Fact]
    public void Tensors_that_the_graph_does_not_have_are_an_error()
    {
        var package = Planted(
            PlantedDetectors.BlazeFace(),
            static manifest => manifest with { Golden = null, Input = manifest.Input with { Name = "other" } }
        );

        Finding(Examine(package, Photos(1)), "graph-signature").Evidence.ShouldContain("images");
    }

    [Fact]
    public void An_embedder_with_one_vector_for_everybody_has_collapsed()
    {
        var graph = new GraphBuilder("collapsed");
        var x = graph.Input("x", OnnxElementType.Float32, 1, 3, 32, 32);
        var means = graph.Reshape(graph.GlobalAveragePool(x), 1, 3);
        var weights = new float[3 * 128];
        Array.Fill(weights, 0.01f);
        graph.Output(graph.MatMul(means, graph.Constant(OnnxTensor.Float32(weights, [3, 128]))), "y", 1, 128);
        var package = Draft(graph.Build(), static manifest => manifest);

        var examination = Examine(package, Photos(3));

        Finding(examination, "embedding-collapsed").Severity.ShouldBe(FindingSeverity.Error);
    }

    private ModelExamination Examine(ModelPackage package, ImageSource[] photos) =>
        new ModelDoctor().Examine(package, photos, TestContext.Current.CancellationToken);

    private static ModelFinding Finding(ModelExamination examination, string id) =>
        examination
            .Findings.FirstOrDefault(finding => finding.Id == id)
            .ShouldNotBeNull($"found: {string.Join("; ", examination.Findings)}");

    private static ImageSource[] Photos(int count = 6) =>
        [.. Enumerable.Range(1, count).Select(static number => ImageSource.FromFile(SamplePhotos.File(number)))];

    private ModelPackage UltraFace(Func<ModelManifest, ModelManifest> change)
    {
        var file = TestData.Find("third-party-models", "ultraface-version-RFB-320.onnx");
        Assert.SkipWhen(file is null, TestData.Missing);
        return Draft(file, change, "MIT");
    }

    private ModelPackage Planted(PlantedGraph planted, Func<ModelManifest, ModelManifest> change) =>
        Draft(planted.Model, change);

    private ModelPackage Draft(OnnxModel model, Func<ModelManifest, ModelManifest> change)
    {
        var file = _folder.At("their.onnx");
        model.Save(file);
        return Draft(file, change, ModelDraftOptions.NoLicense);
    }

    private ModelPackage Draft(string file, Func<ModelManifest, ModelManifest> change, string license)
    {
        var guess = ModelGuesser.Guess(OnnxInspection.InspectFile(file));
        var package = ModelDraft.Write(
            file,
            _folder.At("package"),
            guess,
            new ModelDraftOptions { Id = "their", License = license }
        );
        File.WriteAllBytes(
            Path.Combine(package.Directory, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(change(package.Manifest))
        );
        return ModelPackage.Open(package.Directory);
    }
}
