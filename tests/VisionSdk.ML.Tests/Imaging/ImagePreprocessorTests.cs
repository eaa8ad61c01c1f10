namespace VisionSdk.ML.Tests;

public sealed class ImagePreprocessorTests
{
    private static readonly ModelInput Plain = new()
    {
        Name = "input",
        Width = 32,
        Height = 32,
        PaddingValue = 7,
    };

    [Fact]
    public void Write_places_the_picture_where_the_letterbox_says()
    {
        using var decoder = new ImageDecoder();
        using var image = decoder.Decode(TestPictures.SmoothSource(64, 32));
        var tensor = new float[3 * 32 * 32];

        var placement = new ImagePreprocessor(Plain).Write(image, null, new ImageSize(32, 32), tensor);

        placement.ShouldBe(new Letterbox(0.5f, 0.5f, 0, 8));
        tensor[(7 * 32) + 5].ShouldBe(7);
        tensor[(8 * 32) + 5].ShouldBeInRange(20, 220);
        tensor[(23 * 32) + 5].ShouldBeInRange(20, 220);
        tensor[(24 * 32) + 5].ShouldBe(7);
    }

    [Fact]
    public void WriteAligned_with_the_identity_copies_the_picture()
    {
        using var decoder = new ImageDecoder();
        using var image = decoder.Decode(TestPictures.SmoothSource(32, 32));
        var tensor = new float[3 * 32 * 32];

        new ImagePreprocessor(Plain).WriteAligned(image, SimilarityTransform.Identity, new ImageSize(32, 32), tensor);

        for (var i = 0; i < 32 * 32; i++)
        {
            tensor[i].ShouldBe(image.Pixels[4 * i], 1e-3f);
            tensor[(32 * 32) + i].ShouldBe(image.Pixels[(4 * i) + 1], 1e-3f);
        }
    }
}
