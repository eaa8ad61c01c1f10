using SkiaSharp;
using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

/// <summary>The default face models on a photograph whose most prominent face is large and frontal.</summary>
internal sealed class RealFaces : IDisposable
{
    private readonly ImageDecoder _decoder = new();
    private readonly FaceQualityMeter _meter = new();
    private readonly InferenceEngine[] _engines;

    public RealFaces()
    {
        string[] models =
        [
            DefaultModels.FaceDetectorBlazeFace,
            DefaultModels.FaceLandmarks68,
            DefaultModels.FaceEmbedderDlib,
        ];
        _engines = [.. models.Select(static id => new InferenceEngine(DefaultPackages.Find(id)))];
        Pipeline = new FacePipeline(
            new ObjectDetector(_engines[0]),
            new KeypointLocator(_engines[1]),
            new ImageEmbedder(_engines[2])
        );
    }

    public FacePipeline Pipeline { get; }

    public SKBitmap Photo() => SKBitmap.Decode(SamplePhotos.File(PortraitNumber)).Copy(SKColorType.Rgba8888);

    public EncodedImage Open(SKBitmap bitmap) =>
        _decoder.Open(
            ImageSource.FromPixels(bitmap.Bytes, bitmap.Width, bitmap.Height, PixelFormat.Rgba32, bitmap.RowBytes)
        );

    public EncodedImage Open(ReadOnlyMemory<byte> file) => _decoder.Open(ImageSource.FromBytes(file));

    public Face MostProminent(ProgressiveImage image)
    {
        var found = Pipeline.Detect(image, cancellationToken: TestContext.Current.CancellationToken);
        var face = found.MaxBy(detection => FaceProminence.Of(detection.Box, image.SourceSize));
        return Pipeline.Describe(image, [face], TestContext.Current.CancellationToken)[0];
    }

    public FaceQuality Measure(SKBitmap bitmap)
    {
        using var encoded = Open(bitmap);
        using var image = new ProgressiveImage(encoded);
        var face = MostProminent(image);
        var landmarks = face.Landmarks.AsSpan();
        return _meter.Measure(image.AtLeast(FaceQualityMeter.ScaleFor(landmarks)), face.Detection, landmarks)!;
    }

    public void Dispose()
    {
        Array.ForEach(_engines, static engine => engine.Dispose());
        _decoder.Dispose();
    }

    private const int PortraitNumber = 6;
}
