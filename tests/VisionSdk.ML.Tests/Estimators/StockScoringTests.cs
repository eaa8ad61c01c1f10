using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class StockScoringTests : IDisposable
{
    // Both run the same graph on the same tensor; only the runtime's choice of kernels could differ.
    private const float Tolerance = 1e-5f;

    private readonly MLContext _ml = new(seed: 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("visionsdk-").FullName;

    private string ScoringFile => Path.Combine(_folder, "scoring.zip");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(DefaultModels.FaceEmbedderDlib, "Path")]
    [InlineData(DefaultModels.FaceEmbedderFaceRes, "Bytes")]
    [InlineData(DefaultModels.FaceDetectorTinyYolo, "Path")]
    [InlineData(DefaultModels.BodyPoseMoveNet, "Path")]
    public void A_scoring_chain_that_is_loaded_without_the_library_agrees_with_the_engine(string id, string column)
    {
        var package = DefaultPackages.Find(id);
        var data = PhotoRow.View(_ml, 1, 2);
        var settings = new ImagePreprocessingSettings { Input = package.Manifest.Input };
        using var preprocessing = _ml.PreprocessImages("tensor", settings, column).Fit(data);
        var tensors = preprocessing.Transform(data);
        var scoring = _ml.ScoreVisionModel(package, "tensor").Fit(tensors);
        _ml.Model.Save(scoring, tensors.Schema, ScoringFile);
        (scoring as IDisposable)?.Dispose();

        var loaded = new MLContext().Model.Load(ScoringFile, out _);

        var scored = loaded.Transform(tensors);
        foreach (var (name, expected) in Expected(package))
        {
            var actual = scored.GetColumn<float[]>(name).ToArray();
            for (var i = 0; i < expected.Length; i++)
            {
                var scale = Math.Max(1, expected[i].Max(MathF.Abs));
                actual[i].Length.ShouldBe(expected[i].Length);
                actual[i]
                    .Zip(expected[i], static (left, right) => MathF.Abs(left - right))
                    .Max()
                    .ShouldBeLessThan(Tolerance * scale);
            }
        }

        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void The_saved_scoring_chain_names_nothing_of_the_library()
    {
        var package = DefaultPackages.Find(DefaultModels.FaceEmbedderDlib);
        var data = PhotoRow.View(_ml, 1);
        using var preprocessing = _ml.PreprocessImages(
                package.Manifest.Input.Name,
                new ImagePreprocessingSettings { Input = package.Manifest.Input },
                "Path"
            )
            .Fit(data);
        var tensors = new EmptyRows(
            OnlyTensors(preprocessing.GetOutputSchema(data.Schema), package.Manifest.Input.Name)
        );
        var scoring = _ml.ScoreVisionModel(package).Fit(tensors);
        _ml.Model.Save(scoring, tensors.Schema, ScoringFile);
        (scoring as IDisposable)?.Dispose();

        using var zip = ZipFile.OpenRead(ScoringFile);
        foreach (var entry in zip.Entries)
        {
            using var copy = new MemoryStream();
            using (var stream = entry.Open())
            {
                stream.CopyTo(copy);
            }

            // The graph itself may say who made it.
            var isGraph =
                copy.Length == package.Manifest.Artifact.Size
                || entry.FullName.EndsWith("OnnxModel", StringComparison.Ordinal);
            if (!isGraph)
            {
                Encoding.UTF8.GetString(copy.ToArray()).ShouldNotContain("VisionSdk", Case.Insensitive, entry.FullName);
                Encoding
                    .Unicode.GetString(copy.ToArray())
                    .ShouldNotContain("VisionSdk", Case.Insensitive, entry.FullName);
            }
        }
    }

    private static DataViewSchema OnlyTensors(DataViewSchema schema, string name)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(name, schema[name].Type);
        return builder.ToSchema();
    }

    private static IEnumerable<(string Name, float[][] Values)> Expected(ModelPackage package)
    {
        using var engine = new InferenceEngine(package);
        using var decoder = new ImageDecoder();
        var input = package.Manifest.Input;
        var preprocessor = new ImagePreprocessor(input);
        var tensors = package.Manifest.Output.Tensors;
        var values = tensors.Select(static _ => new List<float[]>()).ToArray();
        foreach (var number in new[] { 1, 2 })
        {
            using var encoded = decoder.Open(ImageSource.FromFile(SamplePhotos.File(number)));
            using var image = encoded.Decode(encoded.ScaleFor(input.Size, input.Resize));
            using var slot = engine.Rent();
            preprocessor.Write(image, region: null, slot.InputSize, slot.Input(0));
            slot.Run(1);
            for (var i = 0; i < values.Length; i++)
            {
                values[i].Add(slot.Outputs(0).Values(i).ToArray());
            }
        }

        return [.. tensors.Select((name, i) => (name, values[i].ToArray()))];
    }
}
