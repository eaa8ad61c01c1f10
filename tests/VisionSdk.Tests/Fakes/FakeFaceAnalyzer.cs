using System.Collections.Immutable;
using VisionSdk.ML;

namespace VisionSdk.Tests;

/// <summary>A face chain whose faces are given by the picture's width; the choice among them is the real one.</summary>
internal sealed class FakeFaceAnalyzer
{
    /// <summary>The faces of a picture of a given width, each with the direction of its embedding in degrees; <see langword="null"/> cannot be embedded.</summary>
    public Dictionary<int, (BoundingBox Box, double? Degrees)[]> Faces { get; } = [];

    /// <summary>How well the faces of a picture of a given width are shown; the others are shown well.</summary>
    public Dictionary<int, FaceQuality> Qualities { get; } = [];

    /// <summary>A face that every check accepts.</summary>
    public static FaceQuality Good { get; } =
        new()
        {
            Sharpness = 100,
            Brightness = 0.5f,
            Contrast = 0.2f,
            Yaw = 0,
            Pitch = 0,
            Roll = 0,
            EyeSpacing = 0.9f,
            InterEyeDistance = 40,
            FaceSize = 100,
        };

    public List<FaceRequest> Requests { get; } = [];

    public FaceReading Analyze(EncodedImage image, FaceRequest request, EmbeddingSpaceId space)
    {
        lock (Requests)
        {
            Requests.Add(request);
        }

        var known = Faces.GetValueOrDefault(image.SourceSize.Width) ?? [];
        var detections = known.Select(static face => new Detection(face.Box, 0.8f, 0, "face")).ToImmutableArray();
        var status = request.Choice.Choose(detections, image.SourceSize, out var chosen, out var best);
        return new FaceReading(
            status,
            detections.Length,
            best < 0 ? null : detections[best],
            [
                .. chosen.Select(index =>
                    Analyze(known[index].Box, known[index].Degrees, space) with
                    {
                        Quality = request.Features.HasFlag(FaceFeatures.Quality)
                            ? Qualities.GetValueOrDefault(image.SourceSize.Width, Good)
                            : null,
                    }
                ),
            ],
            image.SourceSize
        )
        {
            Crops = request.WithCrops ? [.. chosen.Select(static _ => Crop)] : [],
        };
    }

    private static FaceCrop Crop { get; } =
        new()
        {
            Bytes = Pictures.Bitmap(10, 10),
            MediaType = "image/bmp",
            Region = new BoundingBox(0, 0, 10, 10),
            Face = new BoundingBox(2, 2, 6, 6),
            Size = new ImageSize(10, 10),
        };

    private static FaceAnalysis Analyze(BoundingBox box, double? degrees, EmbeddingSpaceId space) =>
        new()
        {
            Box = box,
            Confidence = 0.8f,
            Embedding = degrees is { } angle
                ? new Embedding(space, [(float)Math.Cos(angle * Math.PI / 180), (float)Math.Sin(angle * Math.PI / 180)])
                : null,
        };
}
