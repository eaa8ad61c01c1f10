using VisionSdk.Models;

namespace VisionSdk.Cli.Tests;

public sealed class ModelsDoctorCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(DefaultModels.FaceDetectorBlazeFace)]
    [InlineData(DefaultModels.ObjectDetectorCenterNet)]
    public async Task Doctor_draws_what_a_package_found_and_finds_no_fault_with_it(string model)
    {
        var run = await CommandRun.Of(
            "models",
            "doctor",
            model,
            "--image",
            SamplePhotos.File(1),
            "--image",
            SamplePhotos.File(4),
            "--out",
            _folder.At("drawn"),
            "--json"
        );

        run.ExitCode.ShouldBe(ExitCode.Done, run.Output + run.Errors);
        run.Json.GetProperty("findings")
            .EnumerateArray()
            .ShouldAllBe(static finding => finding.GetProperty("severity").GetString() == "Note");
        run.Json.GetProperty("photos").GetArrayLength().ShouldBe(2);
        run.Json.GetProperty("trials").GetArrayLength().ShouldBeGreaterThan(5);
        run.Json.GetProperty("drawn").GetArrayLength().ShouldBe(2);
        Directory.GetFiles(_folder.At("drawn"), "*.png").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Doctor_examines_an_aligned_embedder_with_the_default_face_models()
    {
        var run = await CommandRun.Of(
            "models",
            "doctor",
            DefaultModels.FaceEmbedderDlib,
            "--image",
            SamplePhotos.File(1),
            "--image",
            SamplePhotos.File(4)
        );

        run.ExitCode.ShouldBe(ExitCode.Done, run.Output + run.Errors);
        run.Output.ShouldContain("as the manifest says");
        run.Output.ShouldNotContain("embedding-collapsed");
        run.Output.ShouldNotContain("subjects-missing");
    }

    [Fact]
    public async Task Doctor_exits_with_a_model_problem_when_a_finding_is_an_error()
    {
        var source = Path.Combine(DefaultModels.Folder, DefaultModels.FaceDetectorBlazeFace, "1.0.0");
        var manifest = await File.ReadAllTextAsync(
            Path.Combine(source, ModelManifestSerializer.FileName),
            TestContext.Current.CancellationToken
        );
        _folder.Write("package/model.json", manifest.Replace("\"sigmoid\"", "\"none\"", StringComparison.Ordinal));
        File.Copy(Path.Combine(source, "model.onnx"), _folder.At("package", "model.onnx"));

        var run = await CommandRun.Of("models", "doctor", _folder.At("package"), "--image", SamplePhotos.File(1));

        run.ExitCode.ShouldBe(ExitCode.Model, run.Errors);
        run.Output.ShouldContain("scores-not-probabilities");
        run.Output.ShouldContain("output.activation: sigmoid");
    }

    [Fact]
    public async Task A_folder_without_a_package_is_a_model_problem()
    {
        var run = await CommandRun.Of("models", "doctor", _folder.FullName, "--image", SamplePhotos.File(1));

        run.ExitCode.ShouldBe(ExitCode.Model);
    }
}
