using System.Text;

namespace VisionSdk.Onnx.Tests;

public sealed class TensorFlowWeightsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weights-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Quantised_bytes_are_scaled_in_double_precision_and_rounded_once()
    {
        var path = Write(
            """[{"paths":["m.bin"],"weights":[{"name":"w","shape":[3],"dtype":"float32","quantization":{"dtype":"uint8","scale":0.1,"min":-0.7}}]}]""",
            ("m.bin", [0, 7, 255])
        );

        var weight = TensorFlowWeights.Load(path)["w"];

        weight.ReadFloat32().ShouldBe([(float)-0.7, (float)((7 * 0.1) - 0.7), (float)((255 * 0.1) - 0.7)]);
        weight.Stored.ElementType.ShouldBe(OnnxElementType.UInt8);
    }

    [Fact]
    public void Quantised_integers_are_rounded_to_the_nearest()
    {
        var path = Write(
            """[{"paths":["m.bin"],"weights":[{"name":"w","shape":[2],"dtype":"int32","quantization":{"dtype":"uint8","scale":2.51,"min":-1}}]}]""",
            ("m.bin", [0, 3])
        );

        TensorFlowWeights.Load(path)["w"].ReadInt32().ShouldBe([-1, 7]);
    }

    [Fact]
    public void Float16_is_read_and_stays_compact()
    {
        byte[] bytes = [.. BitConverter.GetBytes((Half)0.5f), .. BitConverter.GetBytes((Half)(-3f))];
        var path = Write(
            """[{"paths":["m.bin"],"weights":[{"name":"w","shape":[2],"dtype":"float32","quantization":{"dtype":"float16","original_dtype":"float32"}}]}]""",
            ("m.bin", bytes)
        );

        var weight = TensorFlowWeights.Load(path)["w"];

        weight.ReadFloat32().ShouldBe([0.5f, -3f]);
        weight.ToCompact().Stored.ElementType.ShouldBe(OnnxElementType.Float16);
    }

    [Fact]
    public void Files_of_a_group_are_one_stream_and_a_weight_may_cross_their_border()
    {
        byte[] bytes = [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(42)];
        var path = Write(
            """{"format":"graph-model","weightsManifest":[{"paths":["a.bin","b.bin"],"weights":[{"name":"f","shape":[],"dtype":"float32"},{"name":"i","shape":[1],"dtype":"int32"}]}]}""",
            ("a.bin", bytes[..5]),
            ("b.bin", bytes[5..])
        );

        var weights = TensorFlowWeights.Load(path);

        weights.Names.ShouldBe(["f", "i"]);
        weights["f"].ReadFloat32().ShouldBe([1.5f]);
        weights["i"].ReadInt32().ShouldBe([42]);
    }

    [Fact]
    public void A_missing_binary_file_is_named()
    {
        var path = Write("""[{"paths":["gone.bin"],"weights":[]}]""");

        var error = Should.Throw<OnnxImportException>(() => TensorFlowWeights.Load(path));

        error.Message.ShouldContain("gone.bin");
        error.Path.ShouldBe(Path.Combine(_folder, "gone.bin"));
    }

    [Theory]
    [InlineData(3, "only 3 are left")]
    [InlineData(5, "take 4 bytes, but its binary files hold 5")]
    public void A_binary_file_of_the_wrong_length_is_refused(int length, string expected)
    {
        var path = Write(
            """[{"paths":["m.bin"],"weights":[{"name":"w","shape":[1],"dtype":"float32"}]}]""",
            ("m.bin", new byte[length])
        );

        Should.Throw<OnnxImportException>(() => TensorFlowWeights.Load(path)).Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("\"dtype\":\"string\"", "element type 'string'")]
    [InlineData("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"int4\"}", "quantisation 'int4'")]
    public void An_unknown_type_is_named(string type, string expected)
    {
        var path = Write(
            $$"""[{"paths":["m.bin"],"weights":[{"name":"w","shape":[1],{{type}}}]}]""",
            ("m.bin", new byte[4])
        );

        var message = Should.Throw<OnnxImportException>(() => TensorFlowWeights.Load(path)).Message;

        message.ShouldContain(expected);
        message.ShouldContain("'w'");
    }

    [Theory]
    [InlineData("../m.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("")]
    public void A_manifest_may_not_name_files_elsewhere(string file)
    {
        var path = Write($$"""[{"paths":["{{file}}"],"weights":[]}]""");

        Should.Throw<OnnxImportException>(() => TensorFlowWeights.Load(path)).Message.ShouldContain("beside it");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"paths\":[]}]")]
    [InlineData("[null]")]
    [InlineData("[{\"paths\":[null],\"weights\":[]}]")]
    [InlineData("not JSON")]
    public void A_file_that_is_no_manifest_is_refused(string text) =>
        Should.Throw<OnnxImportException>(() => TensorFlowWeights.Load(Write(text)));

    [Fact]
    public void A_missing_weight_is_named_with_its_file()
    {
        var path = Write("[]");

        var message = Should.Throw<OnnxImportException>(() => TensorFlowWeights.Load(path)["conv0/filters"]).Message;

        message.ShouldContain("conv0/filters");
        message.ShouldContain(path);
    }

    [Fact]
    public void Every_manifest_of_the_packages_accounts_for_every_byte()
    {
        Assert.SkipWhen(WeightPackages.FaceApi is null || WeightPackages.Human is null, WeightPackages.Missing);
        string[] manifests =
        [
            .. Directory.GetFiles(WeightPackages.FaceApi, "*-weights_manifest.json"),
            .. Directory
                .GetFiles(WeightPackages.Human, "*.json")
                .Where(p => File.Exists(Path.ChangeExtension(p, "bin"))),
        ];

        manifests.ShouldNotBeEmpty();
        manifests.ShouldAllBe(path => TensorFlowWeights.Load(path).Names.Count > 0);
    }

    private string Write(string manifest, params (string Name, byte[] Bytes)[] files)
    {
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        }

        var path = Path.Combine(_folder, "m-weights_manifest.json");
        File.WriteAllText(path, manifest, Encoding.UTF8);
        return path;
    }
}
