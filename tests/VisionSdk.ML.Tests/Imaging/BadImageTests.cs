using System.Globalization;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

/// <summary>Hostile and unusual files of other projects' regression suites: decoded, or refused with a typed error.</summary>
public sealed class BadImageTests
{
    private static readonly string[] Formats = ["JPEG", "PNG", "WEBP", "GIF", "BMP"];

    public static TheoryData<string, string, string> Files
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            var manifest = TestData.Find("badimages", "MANIFEST.csv");
            foreach (var line in manifest is null ? [] : File.ReadLines(manifest).Skip(1))
            {
                // file,bytes,verdict of another decoder,format WxH mode ...: the verdict may contain commas.
                var fields = line.Split(',');
                rows.Add(fields[0], fields[2], fields[^1]);
            }

            if (rows.Count == 0)
            {
                rows.Add(
                    new TheoryDataRow<string, string, string>(string.Empty, string.Empty, string.Empty)
                    {
                        Skip = TestData.Missing,
                    }
                );
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_is_decoded_or_refused(string file, string verdict, string header)
    {
        using var decoder = new ImageDecoder();
        using var lenient = new ImageDecoder(new ImageLimits { AllowTruncated = true });

        var strict = TryDecode(decoder, file, 1);
        var scaled = TryDecode(decoder, file, 0.2f);
        var partial = TryDecode(lenient, file, 1);

        var words = header.Split(' ');
        if (verdict == "ok" && Formats.Contains(words[0]))
        {
            strict.ShouldBe(DisplayedSize(words));
            scaled.ShouldBe(strict);
            partial.ShouldBe(strict);
        }
        else if (words[0].Length > 0 && !Formats.Contains(words[0]) && words[0] != "MPO")
        {
            strict.ShouldBe(ImageDecodeFailure.Undecodable);
        }
    }

    [Theory]
    [InlineData("corrupt/decompression_bomb.gif", ImageDecodeFailure.TooManyPixels)]
    [InlineData("corrupt/imagers_reg_oss-fuzz-36829.jpeg", ImageDecodeFailure.TooManyPixels)]
    [InlineData("corrupt/imagers_Bad_width.bmp", ImageDecodeFailure.Undecodable)]
    [InlineData("corrupt/l2rgb_read.bmp", ImageDecodeFailure.Undecodable)]
    [InlineData("corrupt/imagers_lenient_badpalettesize.bmp", ImageDecodeFailure.Undecodable)]
    [InlineData("corrupt/apng_syntax_num_frames_zero.png", ImageDecodeFailure.Undecodable)]
    [InlineData("corrupt/imagers_reg_zero-loop-count.gif", ImageDecodeFailure.Undecodable)]
    [InlineData("corrupt/bmpsuite_b_shortfile.bmp", ImageDecodeFailure.Truncated)]
    [InlineData("corrupt/truncated_image.png", ImageDecodeFailure.Truncated)]
    [InlineData("formats/ultrahdr.jpg", ImageDecodeFailure.Truncated)]
    public void The_error_says_what_is_wrong(string file, ImageDecodeFailure expected)
    {
        Assert.SkipWhen(TestData.Find("badimages") is null, TestData.Missing);
        using var decoder = new ImageDecoder();

        TryDecode(decoder, file, 1).ShouldBe(expected);
    }

    [Fact]
    public void The_limit_of_bytes_is_checked_before_anything_is_parsed()
    {
        using var decoder = new ImageDecoder(new ImageLimits { MaxBytes = 10 });

        var exception = Should.Throw<ImageDecodeException>(() => decoder.Open(new byte[11]));

        exception.Failure.ShouldBe(ImageDecodeFailure.TooManyBytes);
    }

    /// <summary>The displayed size and orientation, or the failure.</summary>
    private static object TryDecode(ImageDecoder decoder, string file, float scale)
    {
        try
        {
            using var encoded = decoder.Open(ImageSource.FromFile(TestData.Find("badimages", file)!));
            using var image = encoded.Decode(scale);
            image.Pixels.Length.ShouldBe(image.Size.Width * image.Size.Height * 4);
            image.Scale.ShouldBeGreaterThanOrEqualTo(scale);
            return image.SourceSize;
        }
        catch (ImageDecodeException exception)
        {
            exception.Message.ShouldContain(Path.GetFileName(file));
            return exception.Failure;
        }
    }

    private static ImageSize DisplayedSize(string[] words)
    {
        var sides = words[1].Split('x').Select(static side => int.Parse(side, CultureInfo.InvariantCulture)).ToArray();
        return words.Any(static word =>
            word is "orientation=5" or "orientation=6" or "orientation=7" or "orientation=8"
        )
            ? new ImageSize(sides[1], sides[0])
            : new ImageSize(sides[0], sides[1]);
    }
}
