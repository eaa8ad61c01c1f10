using System.Collections.Immutable;
using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

/// <summary>Real detectors see the same objects however the same picture was stored and decoded.</summary>
public sealed class PhotoDetectionTests : IDisposable
{
    // A face of these photos is some 50 pixels wide on the network's input: there an IoU of 0.97 is a shift of half a pixel.
    private const float SameBox = 0.97f;

    // The pictures differ by one JPEG compression or by the scaled decode, half a grey level on average; 0.025 is the most that was seen.
    private const float SameConfidence = 0.04f;

    // A candidate this near to the detector's limit may be on the other side of it in the other picture.
    private const float LimitMargin = 0.04f;

    private const int PhotoCount = 6;

    private readonly ImageDecoder _decoder = new();

    public void Dispose() => _decoder.Dispose();

    [Theory]
    [InlineData(DefaultModels.FaceDetectorSsd, 1)]
    [InlineData(DefaultModels.ObjectDetectorCenterNet, 6)]
    public void The_eight_EXIF_orientations_of_a_photo_give_the_same_boxes(string model, int photo)
    {
        using var engine = Load(model);
        var detector = new ObjectDetector(engine);
        using var upright = _decoder.Open(ImageSource.FromFile(SamplePhotos.File(photo)));
        using var full = upright.Decode();
        var expected = Detect(detector, upright);
        expected.Length.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var orientation in ExifPictures.Orientations)
        {
            using var turned = _decoder.Open(ExifPictures.Encode(full.Pixels, full.Size, orientation));

            var found = Detect(detector, turned);

            turned.SourceSize.ShouldBe(upright.SourceSize);
            ShouldShowTheSame(found, expected, engine, $"orientation {orientation}");
        }
    }

    [Theory]
    [InlineData(DefaultModels.FaceDetectorSsd, new[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(DefaultModels.ObjectDetectorCenterNet, new[] { 1, 4 })]
    public void A_photo_that_is_decoded_no_larger_than_needed_gives_the_same_boxes(string model, int[] photos)
    {
        using var engine = Load(model);
        var detector = new ObjectDetector(engine);
        foreach (var photo in photos)
        {
            using var encoded = _decoder.Open(ImageSource.FromFile(SamplePhotos.File(photo)));
            using var full = encoded.Decode();
            using var scaled = encoded.Decode(detector.ScaleFor(encoded.SourceSize));
            scaled.Size.Width.ShouldBeLessThan(full.Size.Width / 2);

            var expected = detector.Detect(full, cancellationToken: TestContext.Current.CancellationToken);
            var found = detector.Detect(scaled, cancellationToken: TestContext.Current.CancellationToken);

            ShouldShowTheSame(found, expected, engine, $"photo {photo}");
        }
    }

    [Fact]
    public void The_input_of_a_scaled_decode_is_close_to_that_of_a_full_decode()
    {
        // Leaving out coefficients is a sharper low-pass than the triangle filter: single edges differ, the mean hardly.
        var input = new ModelInput
        {
            Name = "x",
            Width = 512,
            Height = 512,
        };
        for (var photo = 1; photo <= PhotoCount; photo++)
        {
            using var encoded = _decoder.Open(ImageSource.FromFile(SamplePhotos.File(photo)));
            using var full = encoded.Decode();
            using var scaled = encoded.Decode(encoded.ScaleFor(input.Size));

            var differences = Tensor(full, input)
                .Zip(Tensor(scaled, input), static (a, b) => MathF.Abs(a - b))
                .ToArray();

            differences.Average().ShouldBeLessThan(0.6f, $"photo {photo}");
            differences.Count(static difference => difference > 12).ShouldBeLessThan(differences.Length / 1000);
        }
    }

    private static InferenceEngine Load(string model) =>
        new(ModelPackage.Open(Path.Combine(DefaultModels.Folder, model, "1.0.0")));

    private static ImmutableArray<Detection> Detect(ObjectDetector detector, EncodedImage encoded)
    {
        using var image = encoded.Decode(detector.ScaleFor(encoded.SourceSize));
        return detector.Detect(image, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static float[] Tensor(DecodedImage image, ModelInput input)
    {
        var tensor = new float[3 * input.Size.PixelCount];
        new ImagePreprocessor(input).Write(image, null, input.Size, tensor);
        return tensor;
    }

    // Matched by box, since detections of nearly equal confidence may change places.
    private static void ShouldShowTheSame(
        ImmutableArray<Detection> found,
        ImmutableArray<Detection> expected,
        InferenceEngine engine,
        string picture
    )
    {
        var limit = ((DetectorSettings)engine.Manifest.Output).MinConfidence + LimitMargin;
        ShouldContain(found, expected, limit, picture);
        ShouldContain(expected, found, limit, picture);
    }

    private static void ShouldContain(
        ImmutableArray<Detection> all,
        ImmutableArray<Detection> wanted,
        float limit,
        string picture
    )
    {
        foreach (var detection in wanted.Where(detection => detection.Confidence >= limit))
        {
            var match = all.Where(other => other.ClassId == detection.ClassId)
                .MaxBy(other => other.Box.IntersectionOverUnion(detection.Box));
            match.Box.IntersectionOverUnion(detection.Box).ShouldBeGreaterThanOrEqualTo(SameBox, picture);
            match.Confidence.ShouldBe(detection.Confidence, SameConfidence, picture);
        }
    }
}
