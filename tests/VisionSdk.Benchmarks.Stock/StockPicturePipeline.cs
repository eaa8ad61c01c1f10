using Microsoft.ML;
using Microsoft.ML.Transforms.Image;

namespace VisionSdk.Benchmarks.Stock;

/// <summary>LoadImages, ResizeImages, ExtractPixels, ApplyOnnxModel: from a picture file to a network's first output, as ML.NET's documentation does it.</summary>
public sealed class StockPicturePipeline : IDisposable
{
    private readonly PredictionEngine<Picture, Output> _engine;

    /// <param name="graph">The ONNX file.</param>
    /// <param name="input">Its input, [N, 3, side, side].</param>
    /// <param name="output">One of its outputs.</param>
    /// <param name="side">Width and height of the input, in pixels.</param>
    /// <param name="offset">Subtracted from each value in [0, 255].</param>
    /// <param name="scale">Multiplied afterwards.</param>
    public StockPicturePipeline(string graph, string input, string output, int side, float offset, float scale)
    {
        var ml = new MLContext(seed: 1);
        var pipeline = ml
            .Transforms.LoadImages("image", imageFolder: null, nameof(Picture.Path))
            .Append(
                ml.Transforms.ResizeImages("image", side, side, resizing: ImageResizingEstimator.ResizingKind.IsoPad)
            )
            .Append(ml.Transforms.ExtractPixels(input, "image", offsetImage: offset, scaleImage: scale))
            .Append(ml.Transforms.ApplyOnnxModel(Scoring.Options(graph, input, output)));
        var model = pipeline.Fit(ml.Data.LoadFromEnumerable<Picture>([]));
        _engine = Scoring.CreateEngine<Picture>(ml, model, output);
    }

    /// <summary>Runs one picture.</summary>
    /// <param name="path">The picture file.</param>
    /// <returns>The output's first value.</returns>
    public float Run(string path) => _engine.Predict(new Picture { Path = path }).Values[0];

    public void Dispose() => _engine.Dispose();

    private sealed class Picture
    {
        public string Path { get; set; } = "";
    }
}
