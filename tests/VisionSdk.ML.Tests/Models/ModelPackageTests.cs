namespace VisionSdk.ML.Tests;

public sealed class ModelPackageTests
{
    [Fact]
    public void Open_reads_the_manifest_and_finds_the_graph()
    {
        using var tiny = TinyPackage.Identity();

        var package = ModelPackage.Open(tiny.Folder);

        package.Manifest.Id.ShouldBe("tiny");
        package.ArtifactPath.ShouldBe(tiny.ArtifactPath);
        package.Directory.ShouldBe(tiny.Folder);
        package.Space.ShouldBe(EmbeddingSpaceId.Compute(package.Manifest));
        package.ToString().ShouldBe("tiny 1.0.0");
    }

    [Fact]
    public void A_model_without_embeddings_has_no_space()
    {
        using var tiny = TinyPackage.Identity(change: static manifest =>
            manifest with
            {
                Task = VisionTask.Classification,
                Embedding = null,
                Output = new ClassificationSettings { Tensors = ["y"] },
                Labels = ["class"],
            }
        );

        ModelPackage.Open(tiny.Folder).Space.ShouldBeNull();
    }

    [Fact]
    public void Open_refuses_a_folder_without_manifest()
    {
        using var tiny = TinyPackage.Identity();
        File.Delete(tiny.ManifestPath);

        var exception = Should.Throw<ModelLoadException>(() => ModelPackage.Open(tiny.Folder));

        exception.Path.ShouldBe(tiny.ManifestPath);
        exception.Message.ShouldContain("does not exist");
    }

    [Fact]
    public void Open_refuses_a_manifest_above_the_limit_before_it_parses_it()
    {
        using var tiny = TinyPackage.Identity();
        File.WriteAllBytes(tiny.ManifestPath, new byte[ModelPackage.MaxManifestBytes + 1]);

        Should.Throw<ModelLoadException>(() => ModelPackage.Open(tiny.Folder)).Message.ShouldContain("at most 4194304");
    }

    [Fact]
    public void Open_refuses_a_graph_of_another_size()
    {
        using var tiny = TinyPackage.Identity();
        File.AppendAllText(tiny.ArtifactPath, "x");

        var exception = Should.Throw<ModelIntegrityException>(() => ModelPackage.Open(tiny.Folder));

        exception.ModelId.ShouldBe("tiny");
        exception.Expected.ShouldNotBe(exception.Actual);
        exception.Actual.ShouldBe($"{new FileInfo(tiny.ArtifactPath).Length} bytes");
    }

    [Fact]
    public void Open_refuses_a_graph_in_which_one_bit_has_changed()
    {
        using var tiny = TinyPackage.Identity();
        var expected = tiny.Open().Manifest.Artifact.Sha256;
        FlipLastBit(tiny.ArtifactPath);

        var exception = Should.Throw<ModelIntegrityException>(() => ModelPackage.Open(tiny.Folder));

        exception.Expected.ShouldBe(expected);
        exception.Actual!.Length.ShouldBe(64);
        exception.Actual.ShouldNotBe(expected);
    }

    [Fact]
    public void A_graph_that_changes_after_it_was_opened_is_not_loaded()
    {
        using var tiny = TinyPackage.Identity();
        var package = tiny.Open();
        FlipLastBit(tiny.ArtifactPath);

        Should.Throw<ModelIntegrityException>(() => new InferenceEngine(package));
    }

    [Theory]
    [InlineData("../graph.onnx")]
    [InlineData("/etc/hostname")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("sub/graph.onnx")]
    [InlineData("sub\\graph.onnx")]
    [InlineData("c:graph.onnx")]
    public void Open_refuses_a_graph_outside_the_folder(string file)
    {
        using var tiny = TinyPackage.Identity(change: manifest =>
            manifest with
            {
                Artifact = manifest.Artifact with { File = file },
            }
        );

        Should.Throw<ModelLoadException>(() => ModelPackage.Open(tiny.Folder)).Message.ShouldContain("artifact.file");
    }

    [Fact]
    public void Open_refuses_a_graph_that_is_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        using var tiny = TinyPackage.Identity();
        var elsewhere = Path.Combine(tiny.Root, "elsewhere.onnx");
        File.Move(tiny.ArtifactPath, elsewhere);
        File.CreateSymbolicLink(tiny.ArtifactPath, elsewhere);

        Should.Throw<ModelLoadException>(() => ModelPackage.Open(tiny.Folder)).Message.ShouldContain("is a link");
    }

    [Fact]
    public void Open_names_every_field_that_is_wrong()
    {
        using var tiny = TinyPackage.Identity();
        var manifest = tiny.Open().Manifest;
        tiny.WriteManifest(manifest with { Id = "Upper", Input = manifest.Input with { Width = 0 } });

        var exception = Should.Throw<ModelLoadException>(() => ModelPackage.Open(tiny.Folder));

        exception.Message.ShouldContain("id");
        exception.Message.ShouldContain("input.width");
    }

    private static void FlipLastBit(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
