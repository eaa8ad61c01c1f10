using VisionSdk.ML;
using VisionSdk.Onnx;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>From an ONNX file to what it finds, by the guessed manifest alone and through the real engine.</summary>
public sealed class ModelDraftTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly Dictionary<string, Func<PlantedGraph>> Graphs = new(StringComparer.Ordinal)
    {
        ["YOLOv2"] = PlantedYolos.Version2,
        ["YOLOv3"] = PlantedYolos.Version3,
        ["YOLOv5 heads"] = PlantedYolos.Version5Heads,
        ["YOLOv5"] = PlantedYolos.Version5,
        ["YOLOX"] = PlantedYolos.Yolox,
        ["YOLOv8"] = PlantedYolos.Version8,
        ["UltraFace"] = PlantedDetectors.UltraFace,
        ["SSD"] = PlantedDetectors.Ssd,
        ["SSD end to end"] = PlantedDetectors.SsdEndToEnd,
        ["end to end"] = PlantedDetectors.EndToEnd,
        ["BlazeFace"] = PlantedDetectors.BlazeFace,
        ["CenterNet"] = PlantedDetectors.CenterNet,
        ["SCRFD"] = PlantedDetectors.Scrfd,
        ["YuNet"] = PlantedDetectors.YuNet,
    };

    public static TheoryData<string> Names => [.. Graphs.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_draft_finds_the_object_that_was_planted_in_its_graph(string name)
    {
        var planted = Graphs[name]();
        var package = Write(planted.Model, out var guess);

        guess.Family.ShouldBe(planted.Family);
        guess.IsComplete.ShouldBeTrue();
        using var engine = new InferenceEngine(package);
        using var decoder = new ImageDecoder();
        using var picture = decoder.Decode(Gray(planted.Size));
        var found = new ObjectDetector(engine)
            .Detect(picture, cancellationToken: TestContext.Current.CancellationToken)
            .ShouldHaveSingleItem();
        found.ClassId.ShouldBe(planted.ClassId);
        found.Confidence.ShouldBe(planted.Confidence, 1e-4f);
        var expected = planted.Box.Clip(planted.Size);
        found.Box.Left.ShouldBe(expected.Left, 0.01f);
        found.Box.Top.ShouldBe(expected.Top, 0.01f);
        found.Box.Right.ShouldBe(expected.Right, 0.01f);
        found.Box.Bottom.ShouldBe(expected.Bottom, 0.01f);
        if (planted.Keypoint is { } keypoint)
        {
            found.Keypoints[keypoint.Index].X.ShouldBe(keypoint.X, 0.01f);
            found.Keypoints[keypoint.Index].Y.ShouldBe(keypoint.Y, 0.01f);
        }
    }

    [Fact]
    public void Golden_values_are_recorded_and_checked_at_the_next_load()
    {
        var package = Write(PlantedYolos.Version8().Model, out _);
        var golden = package.Manifest.Golden.ShouldNotBeNull();
        golden.Outputs[0].Length.ShouldBe(7 * 126);
        golden.Maximum.ShouldBe(1, 1e-6f);

        var changed = package.Manifest with
        {
            Golden = golden with
            {
                Outputs = [golden.Outputs[0] with { Values = golden.Outputs[0].Values.SetItem(5, 1000) }],
            },
        };
        File.WriteAllBytes(
            Path.Combine(package.Directory, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(changed)
        );

        Should.Throw<ModelIntegrityException>(() => new InferenceEngine(ModelPackage.Open(package.Directory)));
    }

    [Fact]
    public void The_graph_of_a_draft_is_the_file_byte_for_byte()
    {
        var package = Write(PlantedYolos.Version8().Model, out _);

        File.ReadAllBytes(package.ArtifactPath).ShouldBe(File.ReadAllBytes(_folder.At("their.onnx")));
        package.Manifest.Provenance.License.ShouldBe(ModelDraftOptions.NoLicense);
    }

    [Fact]
    public void Files_that_lie_in_the_folder_are_not_overwritten_unless_they_are_a_package_and_it_is_wanted()
    {
        var model = PlantedYolos.Version8().Model;
        _folder.Write("package/notes.txt", "mine");

        Should.Throw<ModelLoadException>(() => Write(model, out _)).Message.ShouldContain("holds files already");
        Should
            .Throw<ModelLoadException>(() => Write(model, out _, overwrite: true))
            .Message.ShouldContain("holds files already");
        Directory.GetFiles(_folder.At("package")).ShouldHaveSingleItem();

        File.Delete(_folder.At("package", "notes.txt"));
        _ = Write(model, out _);
        Write(model, out _, overwrite: true).Manifest.Id.ShouldBe("their");
    }

    [Fact]
    public void Weights_outside_the_models_folder_are_refused_and_nothing_is_written()
    {
        var bytes = PlantedYolos.Version8().Model.ToBytes();
        var file = _folder.At("their.onnx");
        File.WriteAllBytes(file, ExternalWeights.Add(bytes, "../secret.bin"));

        var guess = ModelGuesser.Guess(OnnxInspection.InspectFile(file));
        var exception = Should.Throw<ModelLoadException>(() =>
            ModelDraft.Write(file, _folder.At("package"), guess, new ModelDraftOptions { Id = "their" })
        );

        exception.Message.ShouldContain("only files beside the model are read");
        Directory.Exists(_folder.At("package")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("../escape", "1.0.0")]
    [InlineData("their", "not-a-version")]
    public void A_name_that_no_manifest_can_have_is_refused_and_nothing_is_written(string id, string version)
    {
        var file = _folder.At("their.onnx");
        PlantedYolos.Version8().Model.Save(file);
        var guess = ModelGuesser.Guess(OnnxInspection.InspectFile(file));

        Should.Throw<ModelLoadException>(() =>
            ModelDraft.Write(file, _folder.At("package"), guess, new ModelDraftOptions { Id = id, Version = version })
        );

        Directory.Exists(_folder.At("package")).ShouldBeFalse();
    }

    private ModelPackage Write(OnnxModel model, out ModelGuess guess, bool overwrite = false)
    {
        var file = _folder.At("their.onnx");
        model.Save(file);
        guess = ModelGuesser.Guess(OnnxInspection.InspectFile(file));
        return ModelDraft.Write(
            file,
            _folder.At("package"),
            guess,
            new ModelDraftOptions { Id = "their", Overwrite = overwrite }
        );
    }

    private static ImageSource Gray(ImageSize size)
    {
        var pixels = new byte[3 * size.PixelCount];
        pixels.AsSpan().Fill(90);
        return ImageSource.FromPixels(pixels, size.Width, size.Height, PixelFormat.Rgb24);
    }
}
