using System.Text;
using VisionSdk.Models;

namespace VisionSdk.Cli.Tests;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_names_every_default_package()
    {
        var run = await CommandRun.Of("models", "list", "--json");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        var models = run.Json.EnumerateArray().ToArray();
        models.Length.ShouldBe(12);
        models.ShouldAllBe(model => model.GetProperty("license").GetString() == "MIT");
        models.Count(model => model.TryGetProperty("space", out _)).ShouldBe(2);
    }

    [Fact]
    public async Task List_shows_a_damaged_package_among_whole_ones()
    {
        CopyPackage(DefaultModels.FaceExpression);
        CopyPackage(DefaultModels.FaceAntiSpoof);
        var graph = _folder.At(DefaultModels.FaceAntiSpoof, "1.0.0", "model.onnx");
        var bytes = await File.ReadAllBytesAsync(graph, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(graph, bytes, TestContext.Current.CancellationToken);

        var run = await CommandRun.Of("models", "list", "--models", _folder.FullName);

        run.ExitCode.ShouldBe(ExitCode.Model);
        run.Output.ShouldContain("face-expression");
        run.Output.ShouldContain("damaged");
        run.Errors.ShouldContain("SHA-256");
    }

    [Fact]
    public async Task Show_prints_facts_and_thresholds()
    {
        var run = await CommandRun.Of("models", "show", DefaultModels.FaceEmbedderDlib);

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Output.ShouldContain("128 values, unit length, Cosine, aligner Dlib68");
        run.Output.ShouldContain("lfw-devtest");
        run.Output.ShouldContain("1,857,180");
        run.Output.ShouldContain("npm:@vladmandic/face-api 1.7.15");
    }

    [Fact]
    public async Task Show_as_json_is_the_manifest_itself()
    {
        var run = await CommandRun.Of("models", "show", DefaultModels.FaceDetectorSsd + "@1.0.0", "--json");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        var manifest = ModelManifestSerializer.Deserialize(Encoding.UTF8.GetBytes(run.Output));
        manifest.Id.ShouldBe(DefaultModels.FaceDetectorSsd);
    }

    [Theory]
    [InlineData("face-embedder-dlib@9.9.9")]
    [InlineData("@1.0.0")]
    [InlineData("../face-embedder-dlib")]
    public async Task Show_of_what_is_not_there_is_a_model_problem(string name)
    {
        var run = await CommandRun.Of("models", "show", name);

        run.ExitCode.ShouldBe(ExitCode.Model);
        run.Errors.ShouldContain("models list");
    }

    private void CopyPackage(string id)
    {
        var target = Directory.CreateDirectory(_folder.At(id, "1.0.0")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(DefaultModels.Folder, id, "1.0.0")))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}
