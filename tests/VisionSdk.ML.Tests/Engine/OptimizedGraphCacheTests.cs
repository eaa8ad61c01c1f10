using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class OptimizedGraphCacheTests
{
    [Fact]
    public void A_graph_is_optimised_once_and_gives_the_same_numbers_to_the_last_bit()
    {
        using var folder = new TemporaryFolder();
        var package = Package();
        var expected = Outputs(package, options: null);

        var first = Outputs(package, Options(folder));
        var written = Files(folder).ShouldHaveSingleItem();
        var second = Outputs(package, Options(folder));

        first.ShouldBe(expected);
        second.ShouldBe(expected);
        Files(folder).ShouldBe([written]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_damaged_graph_is_never_parsed_and_made_anew(int damage)
    {
        using var folder = new TemporaryFolder();
        var package = Package();
        var expected = Outputs(package, Options(folder));
        var path = Files(folder).ShouldHaveSingleItem();
        var whole = File.ReadAllBytes(path);
        if (damage == 0)
        {
            File.WriteAllBytes(path, whole[..^100]);
        }
        else
        {
            var changed = (byte[])whole.Clone();
            changed[^5000] ^= 1;
            File.WriteAllBytes(path, changed);
        }

        Outputs(package, Options(folder)).ShouldBe(expected);

        File.ReadAllBytes(Files(folder).ShouldHaveSingleItem()).Length.ShouldBe(whole.Length);
    }

    [Fact]
    public void A_graph_that_is_whole_but_not_this_models_does_not_pass_the_golden_check()
    {
        using var folder = new TemporaryFolder();
        var package = Package();
        Outputs(package, Options(folder));
        var key = Path.GetFileName(Files(folder)[0]).Split('.')[0];
        var other = new ModelRepository(DefaultModels.Folder).Find(DefaultModels.FaceLiveness)!;
        File.Delete(Files(folder)[0]);
        var digest = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(other.ArtifactPath))
        );
        File.Copy(other.ArtifactPath, folder.At($"{key}.{digest}.onnx"));

        Should.Throw<VisionSdkException>(() => new InferenceEngine(package, Options(folder)));
    }

    [Fact]
    public void A_graph_that_the_runtime_refuses_is_dropped_and_made_anew()
    {
        using var folder = new TemporaryFolder();
        var package = Package();
        Outputs(package, Options(folder));
        var path = Files(folder)[0];
        var key = Path.GetFileName(path).Split('.')[0];
        File.Delete(path);
        var nonsense = "no graph"u8.ToArray();
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(nonsense));
        File.WriteAllBytes(folder.At($"{key}.{digest}.onnx"), nonsense);

        Outputs(package, Options(folder));

        Files(folder).ShouldBe([path]);
    }

    [Fact]
    public void The_folder_stays_within_its_bound()
    {
        using var folder = new TemporaryFolder();
        Outputs(Package(), Options(folder));
        var size = new FileInfo(Files(folder)[0]).Length;
        var first = Files(folder)[0];
        using var tiny = TinyPackage.Identity();

        using (tiny.Load(Options(folder) with { OptimizedGraphsMaxBytes = size })) { }

        Files(folder).ShouldHaveSingleItem().ShouldNotBe(first);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_done_without()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a-file", "not a folder");

        Outputs(Package(), new EngineOptions { OptimizedGraphs = Path.Combine(file, "graphs") }).ShouldNotBeEmpty();
    }

    [Fact]
    public void Several_at_once_leave_one_whole_graph()
    {
        using var folder = new TemporaryFolder();
        var package = Package();
        var expected = Outputs(package, options: null);

        Parallel.For(0, 8, _ => Outputs(package, Options(folder)).ShouldBe(expected));

        Files(folder).Length.ShouldBe(1);
        Directory.GetFiles(folder.FullName).Length.ShouldBe(1);
    }

    private static ModelPackage Package() =>
        new ModelRepository(DefaultModels.Folder).Find(DefaultModels.FaceAntiSpoof)!;

    private static EngineOptions Options(TemporaryFolder folder) => new() { OptimizedGraphs = folder.FullName };

    private static string[] Files(TemporaryFolder folder) => Directory.GetFiles(folder.FullName, "*.onnx");

    private static float[] Outputs(ModelPackage package, EngineOptions? options)
    {
        using var engine = new InferenceEngine(package, options);
        using var slot = engine.Rent();
        GoldenPattern.Fill(7, -1, 1, slot.Input(0));
        slot.Run(1);
        return [.. package.Manifest.Output.Tensors.SelectMany((_, index) => slot.Outputs(0).Values(index).ToArray())];
    }
}
