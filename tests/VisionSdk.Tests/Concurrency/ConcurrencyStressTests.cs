using System.Runtime.InteropServices;
using SkiaSharp;
using VisionSdk.ML;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>One client, many callers: every answer is the one that a client answers that is asked one question at a time.</summary>
public sealed class ConcurrencyStressTests
{
    private const int Callers = 16;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixteen_callers_of_two_thousand_detections_each_get_the_answers_of_a_single_caller()
    {
        const int Calls = 2_000;
        using var models = new TinyDetectorFolder();
        var pictures = Enumerable.Range(0, 32).Select(GeneratedPicture).ToArray();
        var expected = await OneByOne(models.Options, pictures, Detect);
        expected
            .Distinct(StringComparer.Ordinal)
            .Count()
            .ShouldBe(pictures.Length, "equal answers could hide a mix-up");

        var (answered, different) = await Stress(models.Options, pictures, expected, Calls, Detect);

        answered.ShouldBe(Callers * Calls);
        different.ShouldBe(0);

        static async Task<string> Detect(VisionClient client, ImageSource picture)
        {
            var result = await client.DetectAsync(picture, cancellationToken: Token);
            // A picture can be told by its size and box; every float is compared to its last bit.
            var found = result.Detections.ShouldHaveSingleItem();
            return $"{result.ImageSize} {Bits(found.Box)} {Bits(found.Confidence)}";
        }
    }

    [Fact]
    public async Task Sixteen_callers_of_the_face_pipeline_get_the_answers_of_a_single_caller()
    {
        const int Calls = 25;
        var pictures = FacePictures();
        var expected = await OneByOne(new VisionSdkOptions(), pictures, Describe);
        expected
            .Distinct(StringComparer.Ordinal)
            .Count()
            .ShouldBe(pictures.Length, "equal answers could hide a mix-up");
        expected.ShouldAllBe(static answer => answer.Contains("Usable", StringComparison.Ordinal));

        var (answered, different) = await Stress(new VisionSdkOptions(), pictures, expected, Calls, Describe);

        answered.ShouldBe(Callers * Calls);
        different.ShouldBe(0);

        async Task<string> Describe(VisionClient client, ImageSource picture)
        {
            var embedded = await client.EmbedAsync(picture, new EmbedOptions { MostProminentOnly = true }, Token);
            var face = embedded.Faces.ShouldHaveSingleItem();
            var verified = await client.VerifyAsync(
                picture,
                pictures[0],
                new VerifyOptions { FaceSelection = FaceSelection.MostProminent },
                Token
            );
            var values = string.Join(',', face.Embedding.Values.Select(Bits));
            return $"{embedded.FacesFound} {Bits(face.Box)} {values} {verified.Decision} {verified.First.Status} {verified.Distance:R}";
        }
    }

    private static async Task<(int Answered, int Different)> Count(
        IEnumerable<Task<(int Answered, int Different)>> callers
    )
    {
        var counts = await Task.WhenAll(callers);
        return (counts.Sum(static count => count.Answered), counts.Sum(static count => count.Different));
    }

    private static VisionClient Client(VisionSdkOptions options, int concurrency)
    {
        options.MaxConcurrency = concurrency;
        options.QueueLimit = 4 * Callers;
        options.OperationTimeout = TimeSpan.FromMinutes(10);
        return VisionClient.Create(options);
    }

    private static async Task<string[]> OneByOne(
        VisionSdkOptions options,
        ImageSource[] pictures,
        Func<VisionClient, ImageSource, Task<string>> ask
    )
    {
        await using var client = Client(options, concurrency: 1);
        var answers = new string[pictures.Length];
        for (var i = 0; i < pictures.Length; i++)
        {
            answers[i] = await ask(client, pictures[i]);
        }

        return answers;
    }

    private static async Task<(int Answered, int Different)> Stress(
        VisionSdkOptions options,
        ImageSource[] pictures,
        string[] expected,
        int calls,
        Func<VisionClient, ImageSource, Task<string>> ask
    )
    {
        await using var client = Client(options, concurrency: 4);
        return await Count(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Call(caller), Token)));

        async Task<(int, int)> Call(int caller)
        {
            var random = new Random(caller);
            var (answered, different) = (0, 0);
            for (var call = 0; call < calls; call++)
            {
                var picture = random.Next(pictures.Length);
                var answer = await ask(client, pictures[picture]);
                answered++;
                different += string.Equals(answer, expected[picture], StringComparison.Ordinal) ? 0 : 1;
            }

            return (answered, different);
        }
    }

    /// <summary>Noise in one of several sizes; every fourth one as a JPEG, which is decoded in native code.</summary>
    private static ImageSource GeneratedPicture(int seed)
    {
        var (width, height) = (20 + (seed * 3), 90 - seed);
        var pixels = new byte[4 * width * height];
        var random = new Random(seed);
        random.NextBytes(pixels);
        // A level of its own for each picture and channel: the mean of noise alone would be the same for all.
        var levels = Enumerable.Range(0, 4).Select(_ => random.Next(1, 9)).ToArray();
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = i % 4 == 3 ? (byte)255 : (byte)(pixels[i] * levels[i % 4] / 8);
        }

        if (seed % 4 != 0)
        {
            return ImageSource.FromPixels(pixels, width, height, PixelFormat.Rgba32);
        }

        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return ImageSource.FromBytes(jpeg.ToArray());
    }

    /// <summary>The sample photos, small, and each once more mirrored.</summary>
    private static ImageSource[] FacePictures()
    {
        using var decoder = new ImageDecoder();
        var pictures = new List<ImageSource>();
        for (var photo = 1; photo <= 6; photo++)
        {
            using var image = decoder.Decode(ImageSource.FromFile(SamplePhotos.File(photo)), new ImageSize(640, 640));
            var (width, height) = (image.Size.Width, image.Size.Height);
            var pixels = image.Pixels.ToArray();
            var mirrored = image.Pixels.ToArray();
            var words = MemoryMarshal.Cast<byte, uint>(mirrored.AsSpan());
            for (var y = 0; y < height; y++)
            {
                words[(y * width)..((y + 1) * width)].Reverse();
            }

            pictures.Add(ImageSource.FromPixels(pixels, width, height, PixelFormat.Rgba32));
            pictures.Add(ImageSource.FromPixels(mirrored, width, height, PixelFormat.Rgba32));
        }

        return [.. pictures];
    }

    private static string Bits(BoundingBox box) => $"{Bits(box.X)} {Bits(box.Y)} {Bits(box.Width)} {Bits(box.Height)}";

    private static string Bits(float value) =>
        BitConverter.SingleToUInt32Bits(value).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
}
