using Google.Protobuf;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx.Tests;

public sealed class OnnxInspectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("visionsdk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_report_says_what_the_graph_takes_returns_and_is_made_of()
    {
        var model = Classifier();
        model.SetMetadata("names", "{0: 'cat', 1: 'dog'}");

        var report = OnnxInspection.Inspect(model.ToBytes());

        report.Inputs.ShouldHaveSingleItem().ToString().ShouldBe("x: Float32 [N, 3, 4, 4]");
        report.Outputs.ShouldHaveSingleItem().ToString().ShouldBe("y: Float32 [N, 2]");
        report.Opset.ShouldBe(17);
        report.ProducerName.ShouldBe("VisionSdk.Onnx");
        report.Metadata["names"].ShouldBe("{0: 'cat', 1: 'dog'}");
        report.Operators["MatMul"].ShouldBe(1);
        report.ExternalFiles.ShouldBeEmpty();
        report.ForeignDomains.ShouldBeEmpty();
    }

    [Fact]
    public void Weights_are_counted_in_elements_and_in_bytes_as_stored()
    {
        var builder = new GraphBuilder("weights");
        var x = builder.Input("x", OnnxElementType.Float32, 1, 6);
        var small = builder.Cast(builder.Constant(OnnxTensor.UInt8(new byte[10], [10])), OnnxElementType.Float32);
        builder.Output(builder.MatMul(x, builder.Constant(OnnxTensor.Float32(new float[12], [6, 2]))), "y");
        builder.Output(small, "z");

        var report = OnnxInspection.Inspect(builder.Build());

        report.WeightCount.ShouldBe(10 + 12);
        report.WeightBytes.ShouldBe(10 + (12 * 4));
    }

    [Fact]
    public void Ends_look_through_what_only_moves_values()
    {
        var report = OnnxInspection.Inspect(Classifier());

        report.FirstUses["x"].ShouldBe(["Sub"]);
        report.ComputedBy["y"].ShouldBe(["Softmax"]);
    }

    [Fact]
    public void Subgraphs_are_looked_into()
    {
        var proto = Classifier().ToProto();
        var body = new GraphProto();
        body.Initializer.Add(External("hidden", "hidden.bin", dimensions: 3));
        body.Node.Add(new NodeProto { OpType = "Erf" });
        var node = new NodeProto { OpType = "If" };
        node.Attribute.Add(new AttributeProto { Name = "then_branch", G = body });
        proto.Graph.Node.Add(node);

        var report = OnnxInspection.Inspect(proto.ToByteArray());

        report.Operators["Erf"].ShouldBe(1);
        report.ExternalFiles.ShouldBe(["hidden.bin"]);
    }

    [Fact]
    public void Operators_of_other_domains_are_named_with_them()
    {
        var builder = new GraphBuilder("custom");
        var x = builder.Input("x", OnnxElementType.Float32, 1);
        builder.Output(builder.Node("Magic", [x], [], 1, null, "com.example")[0], "y", 1);

        OnnxInspection.Inspect(builder.Build()).Operators.Keys.ShouldContain("com.example::Magic");
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_or_reads_as_a_graph()
    {
        var bytes = Classifier().ToBytes();
        var refused = 0;
        for (var length = 0; length < bytes.Length; length++)
        {
            refused += Outcome(bytes.AsSpan(0, length)) ? 0 : 1;
        }

        // Protobuf has no end mark: a cut between the last fields of the outermost message goes unnoticed.
        refused.ShouldBeGreaterThan(bytes.Length - 32);
    }

    [Fact]
    public void Changed_bytes_give_a_report_or_the_typed_exception()
    {
        var original = Classifier().ToBytes();
        var random = new Random(5);
        var refused = 0;
        for (var trial = 0; trial < 4000; trial++)
        {
            var bytes = (byte[])original.Clone();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            refused += Outcome(bytes) ? 0 : 1;
        }

        refused.ShouldBeInRange(100, 3900);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Weights_of_impossible_sizes_are_refused(long dimension)
    {
        var proto = Classifier().ToProto();
        proto.Graph.Initializer[0].Dims.Add(dimension);
        proto.Graph.Initializer[0].Dims.Add(4);

        Should
            .Throw<ModelLoadException>(() => OnnxInspection.Inspect(proto.ToByteArray()))
            .Message.ShouldContain("impossible");
    }

    [Fact]
    public void A_file_above_the_limit_is_refused_before_it_is_read()
    {
        var path = Path.Combine(_folder, "large.onnx");
        using (var file = File.Create(path))
        {
            // Sparse: it has a length, but no content to read.
            file.SetLength(1L << 40);
        }

        var exception = Should.Throw<ModelLoadException>(() => OnnxInspection.InspectFile(path));

        exception.Path.ShouldBe(path);
        exception.Message.ShouldContain("1099511627776 bytes");
    }

    [Theory]
    [InlineData("missing.onnx")]
    [InlineData("/dev/zero")]
    public void What_is_no_regular_file_is_refused(string path) =>
        Should.Throw<ModelLoadException>(() => OnnxInspection.InspectFile(Path.Combine(_folder, path)));

    [Fact]
    public void Garbage_in_a_file_is_refused_with_its_path()
    {
        var path = Path.Combine(_folder, "text.onnx");
        File.WriteAllText(path, "this is no model");

        Should.Throw<ModelLoadException>(() => OnnxInspection.InspectFile(path)).Message.ShouldContain(path);
    }

    private static bool Outcome(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _ = OnnxInspection.Inspect(bytes).Operators.Count;
            return true;
        }
        catch (ModelLoadException)
        {
            return false;
        }
    }

    private static TensorProto External(string name, string location, long dimensions)
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = (int)OnnxElementType.Float32,
            DataLocation = TensorProto.Types.DataLocation.External,
        };
        tensor.Dims.Add(dimensions);
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        return tensor;
    }

    // Normalises its picture, means of channels, two classes.
    private static OnnxModel Classifier()
    {
        var builder = new GraphBuilder("classifier");
        var x = builder.Input("x", OnnxElementType.Float32, "N", 3, 4, 4);
        var centred = builder.Sub(builder.Identity(x), builder.Scalar(127));
        var means = builder.Reshape(builder.GlobalAveragePool(centred), -1, 3);
        var logits = builder.MatMul(means, builder.Constant(OnnxTensor.Float32([1, 2, 3, 4, 5, 6], [3, 2])));
        builder.Output(builder.Reshape(builder.Softmax(logits), -1, 2), "y", "N", 2);
        return builder.Build();
    }
}
