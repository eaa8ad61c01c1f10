using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class FaceCropperTests : IDisposable
{
    private readonly ImageDecoder _decoder = new();

    public void Dispose() => _decoder.Dispose();

    [Fact]
    public void A_crop_of_a_real_face_gives_the_same_embedding_again()
    {
        using var faces = new RealFaces();
        using var photo = faces.Photo();
        using var encoded = faces.Open(photo);
        using var image = new ProgressiveImage(encoded);
        var face = faces.MostProminent(image);

        var crop = FaceCropper.Encode(image.AtLeast(FaceCropper.ScaleFor(face.Detection)), face.Detection);

        using var kept = faces.Open(crop.Bytes);
        using var again = new ProgressiveImage(kept);
        var found = faces.MostProminent(again);
        kept.SourceSize.ShouldBe(crop.Size);
        found.Detection.Box.IntersectionOverUnion(crop.Face).ShouldBeGreaterThan(0.8f);
        found.Embedding!.DistanceTo(face.Embedding!, DistanceMetric.Euclidean).ShouldBeLessThan(0.1f);
    }

    [Fact]
    public void The_crop_is_twice_the_face_about_its_centre_and_not_enlarged()
    {
        using var image = _decoder.Decode(TestPictures.SmoothSource(400, 300));

        var crop = FaceCropper.Encode(image, Face(new BoundingBox(160, 110, 60, 80)));

        crop.Region.ShouldBe(new BoundingBox(110, 70, 160, 160));
        crop.Size.ShouldBe(new ImageSize(160, 160));
        crop.Face.ShouldBe(new BoundingBox(50, 40, 60, 80));
        crop.MediaType.ShouldBe("image/jpeg");
        using var kept = _decoder.Decode(ImageSource.FromBytes(crop.Bytes));
        for (var y = 8; y < 160; y += 16)
        {
            var expected = image.Pixels[(((70 + y) * image.Stride) + (150 * DecodedImage.BytesPerPixel))..];
            var found = kept.Pixels[((y * kept.Stride) + (40 * DecodedImage.BytesPerPixel))..];
            for (var channel = 0; channel < 3; channel++)
            {
                ((float)found[channel]).ShouldBe(expected[channel], 3);
            }
        }
    }

    [Fact]
    public void A_large_face_is_reduced_and_what_sticks_out_of_the_picture_is_cut_off()
    {
        using var image = _decoder.Decode(TestPictures.SmoothSource(1200, 900));

        var crop = FaceCropper.Encode(image, Face(new BoundingBox(0, 200, 500, 400)));

        crop.Region.ShouldBe(new BoundingBox(0, 0, 750, 900));
        crop.Size.ShouldBe(new ImageSize(213, 256));
        crop.Face.Height.ShouldBe(400 * 256 / 900f, 0.01f);
        FaceCropper.ScaleFor(Face(new BoundingBox(0, 200, 500, 400))).ShouldBe(0.256f, 1e-5f);
    }

    [Fact]
    public void A_crop_carries_no_metadata_along()
    {
        using var photo = _decoder.Decode(ImageSource.FromFile(SamplePhotos.File(1)));

        var crop = FaceCropper.Encode(photo, Face(new BoundingBox(100, 100, 100, 100)));

        crop.Bytes.Span.IndexOf("Exif"u8).ShouldBe(-1);
    }

    [Theory]
    [InlineData(0, 0, 0, 10)]
    [InlineData(5000, 10, 20, 20)]
    [InlineData(0, 0, float.PositiveInfinity, 10)]
    public void A_box_without_a_part_in_the_picture_is_refused(float x, float y, float width, float height)
    {
        using var image = _decoder.Decode(TestPictures.SmoothSource(100, 100));

        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                FaceCropper.Encode(image, Face(new BoundingBox(x, y, width, height)))
            )
            .Message.ShouldContain("100x100");
    }

    private static Detection Face(BoundingBox box) => new(box, 0.9f, 0, "face");
}
