using System.IO.Compression;
using SkiaSharp;

namespace VisionSdk.ML.Tests;

/// <summary>Files and streams: what they hold arrives, and whatever goes wrong with them is an <see cref="ImageDecodeException"/>.</summary>
public sealed class ImageSourceReadingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("visionsdk-").FullName;
    private readonly ImageDecoder _decoder = new();

    public void Dispose()
    {
        _decoder.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_and_gives_a_few_bytes_at_a_time_is_read_to_its_end()
    {
        var bytes = NoisyPng();
        bytes.Length.ShouldBeGreaterThan(600_000, "the buffer has to grow more than once");
        using var expected = _decoder.Decode(bytes);
        using var first = new TestStream(bytes) { Seeks = false, MostAtOnce = 7_001 };
        using var second = new TestStream(bytes) { Seeks = false, MostAtOnce = 7_001 };

        using var image = _decoder.Decode(ImageSource.FromStream(first));
        using var opened = await _decoder.OpenAsync(
            ImageSource.FromStream(second),
            TestContext.Current.CancellationToken
        );
        using var later = opened.Decode();

        image.Pixels.SequenceEqual(expected.Pixels).ShouldBeTrue();
        later.Pixels.SequenceEqual(expected.Pixels).ShouldBeTrue();
        first.IsDisposed.ShouldBeFalse("the stream is the caller's");
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands()
    {
        var bytes = TestPictures.EncodeSmooth(20, 10, SKEncodedImageFormat.Png);
        using var stream = new MemoryStream([1, 2, 3, .. bytes]) { Position = 3 };

        using var image = _decoder.Decode(ImageSource.FromStream(stream));

        image.SourceSize.ShouldBe(new ImageSize(20, 10));
    }

    [Fact]
    public void A_stream_that_lies_about_its_length_is_read_to_its_real_end()
    {
        var bytes = TestPictures.EncodeSmooth(200, 100, SKEncodedImageFormat.Png);
        foreach (var length in new long[] { 0, 10, bytes.Length + 100_000 })
        {
            using var stream = new TestStream(bytes) { ClaimedLength = length };

            using var image = _decoder.Decode(ImageSource.FromStream(stream));

            image.SourceSize.ShouldBe(new ImageSize(200, 100));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_is_too_long_is_left_alone_at_the_limit(bool seeks)
    {
        const int Limit = 100_000;
        using var decoder = new ImageDecoder(new ImageLimits { MaxBytes = Limit });
        using var first = new TestStream(new byte[Limit * 10]) { Seeks = seeks };
        using var second = new TestStream(new byte[Limit * 10]) { Seeks = seeks };

        Should
            .Throw<ImageDecodeException>(() => decoder.Open(ImageSource.FromStream(first)))
            .Failure.ShouldBe(ImageDecodeFailure.TooManyBytes);
        (
            await Should.ThrowAsync<ImageDecodeException>(async () =>
                await decoder.OpenAsync(ImageSource.FromStream(second), TestContext.Current.CancellationToken)
            )
        ).Failure.ShouldBe(ImageDecodeFailure.TooManyBytes);

        // One byte past the limit shows the excess; where the length is known, nothing needs to be read.
        first.BytesRead.ShouldBe(seeks ? 0 : Limit + 1);
        second.BytesRead.ShouldBe(seeks ? 0 : Limit + 1);
    }

    [Fact]
    public void A_picture_of_exactly_the_limit_is_read()
    {
        var bytes = TestPictures.EncodeSmooth(50, 40, SKEncodedImageFormat.Png);
        using var decoder = new ImageDecoder(new ImageLimits { MaxBytes = bytes.Length });
        using var stream = new TestStream(bytes) { Seeks = false };

        using var image = decoder.Decode(ImageSource.FromStream(stream));

        image.SourceSize.ShouldBe(new ImageSize(50, 40));
    }

    public static TheoryData<Exception> StreamFailures =>
        [
            new IOException("disk"),
            new InvalidDataException("not gzip"),
            new TimeoutException("slow"),
            new InvalidOperationException("closed by somebody"),
            new System.Security.Cryptography.CryptographicException("bad padding"),
            new UnauthorizedAccessException("no"),
        ];

    [Theory]
    [MemberData(nameof(StreamFailures))]
    public async Task A_stream_that_throws_gives_a_typed_error_with_the_cause(Exception cause)
    {
        using var stream = new TestStream(new byte[1000]) { FailsAfter = 500, Failure = cause };

        var exception = Should.Throw<ImageDecodeException>(() => _decoder.Open(ImageSource.FromStream(stream)));
        var later = await Should.ThrowAsync<ImageDecodeException>(async () =>
            await _decoder.OpenAsync(ImageSource.FromStream(stream), TestContext.Current.CancellationToken)
        );

        exception.Failure.ShouldBe(ImageDecodeFailure.Unreadable);
        exception.InnerException.ShouldBeSameAs(cause);
        later.Failure.ShouldBe(ImageDecodeFailure.Unreadable);
        later.InnerException.ShouldBeSameAs(cause);
    }

    [Fact]
    public void A_compressed_stream_of_damaged_data_gives_a_typed_error()
    {
        using var damaged = new MemoryStream([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF]);
        using var stream = new GZipStream(damaged, CompressionMode.Decompress);

        var exception = Should.Throw<ImageDecodeException>(() => _decoder.Open(ImageSource.FromStream(stream)));

        exception.Failure.ShouldBe(ImageDecodeFailure.Unreadable);
        exception.InnerException.ShouldBeOfType<InvalidDataException>();
    }

    [Fact]
    public async Task Cancellation_is_not_wrapped()
    {
        using var stream = new TestStream(new byte[1000])
        {
            FailsAfter = 0,
            Failure = new OperationCanceledException(),
        };
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Should.Throw<OperationCanceledException>(() => _decoder.Open(ImageSource.FromStream(stream)));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await _decoder.OpenAsync(ImageSource.FromBytes(new byte[1]), cancelled.Token)
        );
    }

    [Fact]
    public void A_closed_stream_gives_a_typed_error()
    {
        var stream = new MemoryStream([1]);
        var source = ImageSource.FromStream(stream);
        stream.Dispose();

        Should.Throw<ImageDecodeException>(() => _decoder.Open(source)).Failure.ShouldBe(ImageDecodeFailure.Unreadable);
    }

    [Theory]
    [InlineData("missing.jpg")]
    [InlineData(".")]
    [InlineData("no/such/folder.png")]
    [InlineData("bad\0name.png")]
    public async Task A_file_that_is_missing_or_is_no_file_gives_a_typed_error(string name)
    {
        var source = ImageSource.FromFile(Path.Combine(_folder, name));

        var exception = Should.Throw<ImageDecodeException>(() => _decoder.Open(source));
        var later = await Should.ThrowAsync<ImageDecodeException>(async () =>
            await _decoder.OpenAsync(source, TestContext.Current.CancellationToken)
        );

        exception.Failure.ShouldBe(ImageDecodeFailure.Unreadable);
        exception.InnerException.ShouldNotBeNull();
        later.Failure.ShouldBe(ImageDecodeFailure.Unreadable);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_file_of_hardly_any_bytes_is_no_picture(int length)
    {
        var path = Path.Combine(_folder, "short.jpg");
        File.WriteAllBytes(path, new byte[length]);

        Should
            .Throw<ImageDecodeException>(() => _decoder.Open(ImageSource.FromFile(path)))
            .Failure.ShouldBe(ImageDecodeFailure.Undecodable);
    }

    [Fact]
    public async Task A_file_is_read_and_closed()
    {
        var path = Path.Combine(_folder, "picture.png");
        await File.WriteAllBytesAsync(
            path,
            TestPictures.EncodeSmooth(30, 20, SKEncodedImageFormat.Png),
            TestContext.Current.CancellationToken
        );

        using var opened = await _decoder.OpenAsync(ImageSource.FromFile(path), TestContext.Current.CancellationToken);
        File.Delete(path);
        using var image = opened.Decode();

        image.SourceSize.ShouldBe(new ImageSize(30, 20));
    }

    private static byte[] NoisyPng()
    {
        var pixels = new byte[4 * 500 * 500];
        new Random(1).NextBytes(pixels);
        for (var i = 3; i < pixels.Length; i += 4)
        {
            pixels[i] = 255;
        }

        return TestPictures.Encode(pixels, 500, 500, SKEncodedImageFormat.Png);
    }
}
