using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx.Tests;

public sealed class ExternalDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("visionsdk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Weights_beside_the_model_are_embedded_and_give_the_same_numbers()
    {
        // Two tensors in one file; the second is what the graph adds.
        WriteWeights("weights.bin", [9, 9, 9, 1, 2, 3]);
        var path = WriteModel("weights.bin", offset: 12, length: 12);

        var model = OnnxModel.LoadWhole(path);

        OnnxInspection.Inspect(model).ExternalFiles.ShouldBeEmpty();
        OnnxRun.Run(model, OnnxTensor.Float32([10, 20, 30], [3], "x"))["y"].ToFloat32().ShouldBe([11f, 22, 33]);
    }

    [Fact]
    public void The_report_names_the_files()
    {
        var path = WriteModel("weights.bin");

        OnnxInspection.InspectFile(path).ExternalFiles.ShouldBe(["weights.bin"]);
    }

    [Theory]
    [InlineData("/etc/passwd", "beside the model")]
    [InlineData("../weights.bin", "beside the model")]
    [InlineData("..", "beside the model")]
    [InlineData("sub/weights.bin", "beside the model")]
    [InlineData("C:\\weights.bin", "beside the model")]
    [InlineData("absent.bin", "Put it there")]
    public void A_file_anywhere_else_is_refused(string location, string reason) =>
        Refused(WriteModel(location)).ShouldContain(reason);

    [Fact]
    public void A_link_is_refused()
    {
        WriteWeights("real.bin", [1, 2, 3]);
        File.CreateSymbolicLink(Path.Combine(_folder, "link.bin"), Path.Combine(_folder, "real.bin"));

        Refused(WriteModel("link.bin")).ShouldContain("link");
    }

    [Theory]
    [InlineData(4, null, "cut short")]
    [InlineData(long.MaxValue, null, "cut short")]
    [InlineData(0, 8L, "takes 12 bytes")]
    public void Offsets_and_lengths_must_fit(long offset, long? length, string reason)
    {
        WriteWeights("weights.bin", [1, 2, 3]);

        Refused(WriteModel("weights.bin", offset, length)).ShouldContain(reason);
    }

    [Fact]
    public void An_offset_that_is_no_number_is_refused()
    {
        WriteWeights("weights.bin", [1, 2, 3]);
        var path = WriteModel(
            "weights.bin",
            change: tensor => tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = "-4" })
        );

        Refused(path).ShouldContain("not a number");
    }

    [Fact]
    public void More_than_one_file_can_hold_is_refused_before_it_is_read()
    {
        using (var file = File.Create(Path.Combine(_folder, "weights.bin")))
        {
            file.SetLength(1L << 40);
        }

        Refused(WriteModel("weights.bin", change: tensor => tensor.Dims[0] = 1L << 30)).ShouldContain("cannot hold");
    }

    private static string Refused(string path) =>
        Should.Throw<ModelLoadException>(() => OnnxModel.LoadWhole(path)).Message;

    private void WriteWeights(string name, float[] values) =>
        File.WriteAllBytes(Path.Combine(_folder, name), MemoryMarshal.AsBytes<float>(values).ToArray());

    private string WriteModel(string location, long offset = 0, long? length = null, Action<TensorProto>? change = null)
    {
        var builder = new GraphBuilder("external");
        var x = builder.Input("x", OnnxElementType.Float32, 3);
        builder.Output(builder.Add(x, builder.Constant(OnnxTensor.Float32([0, 0, 0], [3], "w"))), "y");
        var proto = builder.Build().ToProto();
        var tensor = proto.Graph.Initializer[0];
        tensor.ClearRawData();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        Entry("location", location);
        Entry("offset", offset.ToString(CultureInfo.InvariantCulture));
        if (length is not null)
        {
            Entry("length", length.Value.ToString(CultureInfo.InvariantCulture));
        }

        change?.Invoke(tensor);
        var path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, proto.ToByteArray());
        return path;

        void Entry(string key, string value) =>
            tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
    }
}
