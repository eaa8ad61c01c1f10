using System.Text;
using System.Text.Json.Nodes;

namespace VisionSdk.Core.Tests;

public class ModelManifestSerializerTests
{
    public static TheoryData<string> Decoders => [.. Manifests.ByDecoder.Keys];

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Every_kind_of_manifest_survives_a_round_trip(string decoder)
    {
        var bytes = ModelManifestSerializer.Serialize(Manifests.ByDecoder[decoder]);

        var read = ModelManifestSerializer.Deserialize(bytes);

        ModelManifestSerializer.Serialize(read).ShouldBe(bytes);
        read.Output.GetType().ShouldBe(Manifests.ByDecoder[decoder].Output.GetType());
        JsonNode.Parse(bytes)!["output"]!["decoder"]!.GetValue<string>().ShouldBe(decoder);
    }

    [Fact]
    public void Values_survive_a_round_trip()
    {
        var read = ModelManifestSerializer.Deserialize(ModelManifestSerializer.Serialize(Manifests.Embedder));

        read.Input.Mean.ShouldBe(Manifests.Embedder.Input.Mean);
        read.Embedding.ShouldBe(Manifests.Embedder.Embedding);
        read.Thresholds.ShouldBe(Manifests.Embedder.Thresholds);
        read.Golden!.Outputs[0].Values.ShouldBe(Manifests.Embedder.Golden!.Outputs[0].Values);
        read.Provenance.ShouldBe(Manifests.Embedder.Provenance);
    }

    [Fact]
    public void Every_decoder_kind_has_a_manifest_here()
    {
        var kinds = typeof(DecoderSettings)
            .Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && t.IsSubclassOf(typeof(DecoderSettings)));

        Manifests.ByDecoder.Values.Select(static m => m.Output.GetType()).ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public void Fields_that_are_left_out_take_their_defaults()
    {
        var json = Manifests.ToJson(Manifests.Detector);
        json["input"] = JsonNode.Parse("""{ "name": "input", "width": 416, "height": 416 }""");
        json["output"] = JsonNode.Parse("""{ "decoder": "scrfd", "tensors": ["a","b","c","d","e","f","g","h","i"] }""");
        json["artifact"]!.AsObject();
        json.Remove("thresholds");
        json.Remove("schemaVersion");

        var read = Manifests.Read(json);

        read.SchemaVersion.ShouldBe(ModelManifest.CurrentSchemaVersion);
        read.Thresholds.ShouldBeEmpty();
        read.Input.Scale.ShouldBe(1);
        read.Input.RegionScale.ShouldBe(1);
        read.Input.Mean.ShouldBeEmpty();
        read.Input.ColorOrder.ShouldBe(ColorOrder.Rgb);
        var scrfd = read.Output.ShouldBeOfType<ScrfdSettings>();
        scrfd.MinConfidence.ShouldBe(0.5f);
        scrfd.NmsIoUThreshold.ShouldBe(0.45f);
        scrfd.ClassCount.ShouldBe(1);
        scrfd.AnchorsPerCell.ShouldBe(2);
        scrfd.Strides.ShouldBe([8, 16, 32]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("artifact")]
    [InlineData("provenance")]
    [InlineData("input")]
    [InlineData("output")]
    [InlineData("embedding")]
    [InlineData("thresholds.0")]
    [InlineData("golden")]
    [InlineData("golden.outputs.0")]
    public void An_unknown_field_is_refused_wherever_it_stands(string parent)
    {
        var json = Manifests.ToJson(Manifests.Embedder);
        At(json, parent)["surprise"] = 1;

        var exception = Should.Throw<ModelLoadException>(() => Manifests.Read(json));

        exception.Message.ShouldContain("surprise");
        exception.Message.ShouldContain("package/model.json");
        exception.Path.ShouldBe("package/model.json");
    }

    [Fact]
    public void An_unknown_field_of_an_anchor_is_refused()
    {
        var json = Manifests.ToJson(Manifests.Detector);
        json["output"]!["anchors"]![0]![0]!["depth"] = 1;

        Should.Throw<ModelLoadException>(() => Manifests.Read(json)).Message.ShouldContain("depth");
    }

    [Theory]
    [InlineData("", "id")]
    [InlineData("", "artifact")]
    [InlineData("", "output")]
    [InlineData("artifact", "sha256")]
    [InlineData("provenance", "license")]
    [InlineData("input", "width")]
    [InlineData("output", "tensors")]
    [InlineData("embedding", "dimension")]
    [InlineData("golden.outputs.0", "positions")]
    public void A_missing_required_field_is_refused(string parent, string field)
    {
        var json = Manifests.ToJson(Manifests.Embedder);
        At(json, parent).AsObject().Remove(field).ShouldBeTrue();

        Should.Throw<ModelLoadException>(() => Manifests.Read(json)).Message.ShouldContain(field);
    }

    [Theory]
    [InlineData("", "id")]
    [InlineData("", "output")]
    [InlineData("", "labels")]
    [InlineData("artifact", "file")]
    [InlineData("provenance", "notice")]
    [InlineData("input", "mean")]
    [InlineData("output", "tensors")]
    [InlineData("golden", "outputs")]
    public void Null_is_refused_where_a_value_is_needed(string parent, string field)
    {
        var json = Manifests.ToJson(Manifests.Embedder);
        At(json, parent)[field] = null;

        Should.Throw<ModelLoadException>(() => Manifests.Read(json));
    }

    [Theory]
    [InlineData("output", "tensors")]
    [InlineData("", "labels")]
    public void A_null_among_names_is_refused(string parent, string field)
    {
        var json = Manifests.ToJson(Manifests.Detector);
        At(json, parent)[field] = new JsonArray((JsonNode?)null);

        Should.Throw<ModelLoadException>(() => Manifests.Read(json));
    }

    [Fact]
    public void A_field_that_comes_twice_is_refused()
    {
        var json = Manifests.ToJson(Manifests.Detector).ToJsonString();
        var twice = json.Replace("\"task\":", "\"id\":\"other\",\"task\":", StringComparison.Ordinal);

        Should.Throw<ModelLoadException>(() => ModelManifestSerializer.Deserialize(Encoding.UTF8.GetBytes(twice)));
    }

    [Theory]
    [InlineData("task", "\"mind-reading\"")]
    [InlineData("task", "99")]
    [InlineData("output", """{ "decoder": "magic", "tensors": ["a"] }""")]
    [InlineData("output", """{ "tensors": ["a"] }""")]
    public void An_unknown_kind_is_refused(string field, string value)
    {
        var json = Manifests.ToJson(Manifests.Detector);
        json[field] = JsonNode.Parse(value);

        Should.Throw<ModelLoadException>(() => Manifests.Read(json));
    }

    [Fact]
    public void A_newer_schema_is_named_even_when_it_has_unknown_fields()
    {
        var json = Manifests.ToJson(Manifests.Detector);
        json["schemaVersion"] = 2;
        json["surprise"] = 1;

        var exception = Should.Throw<ModelLoadException>(() => Manifests.Read(json));

        exception.Message.ShouldContain("schema version 2");
        exception.Message.ShouldContain("Update VisionSdk");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{} {}")]
    public void What_is_not_a_manifest_is_refused(string text) =>
        Should.Throw<ModelLoadException>(() => ModelManifestSerializer.Deserialize(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_semantic_error_is_refused_on_reading()
    {
        var json = Manifests.ToJson(Manifests.Detector);
        json["artifact"]!["file"] = "../model.onnx";

        var exception = Should.Throw<ModelLoadException>(() => Manifests.Read(json));

        exception.ModelId.ShouldBe("face-detector-test");
        exception.Message.ShouldContain("artifact.file");
    }

    private static JsonNode At(JsonNode root, string path)
    {
        var node = root;
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = int.TryParse(part, out var index) ? node[index]! : node[part]!;
        }

        return node;
    }
}
