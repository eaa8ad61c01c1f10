using SkiaSharp;

namespace VisionSdk.Cli.Tests;

public sealed class DetectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Detect_prints_a_table_for_people()
    {
        var run = await CommandRun.Of("detect", SamplePhotos.File(1));

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Output.ShouldContain("sample1.jpg");
        run.Output.ShouldContain("person");
        run.Output.ShouldContain("object-detector-centernet 1.0.0 on Cpu");
    }

    [Fact]
    public async Task Detect_prints_json_for_programs()
    {
        var run = await CommandRun.Of("detect", SamplePhotos.File(1), SamplePhotos.File(6), "--faces", "--json");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        var images = run.Json.GetProperty("images");
        images.GetArrayLength().ShouldBe(2);
        images[0].GetProperty("file").GetString()!.ShouldEndWith("sample1.jpg");
        images[0].GetProperty("width").GetInt32().ShouldBe(1920);
        var faces = images[1].GetProperty("detections");
        faces.GetArrayLength().ShouldBe(4);
        faces[0].GetProperty("label").GetString().ShouldBe("face");
        faces[0].GetProperty("confidence").GetSingle().ShouldBeInRange(0.5f, 1);
        faces[0].GetProperty("box").GetProperty("width").GetSingle().ShouldBeGreaterThan(100);
        faces[0].GetProperty("keypoints").GetArrayLength().ShouldBe(6);
        var model = run.Json.GetProperty("models")[0];
        model.GetProperty("id").GetString().ShouldBe("face-detector-blazeface");
        model.GetProperty("sha256").GetString()!.Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_damaged_picture_does_not_hide_the_others()
    {
        var broken = _folder.Write("broken.jpg", "this is no picture");

        var run = await CommandRun.Of("detect", broken, SamplePhotos.File(1), "--json");

        run.ExitCode.ShouldBe(ExitCode.File);
        var images = run.Json.GetProperty("images");
        images[0].GetProperty("error").GetString()!.ShouldContain("broken.jpg");
        images[0].TryGetProperty("detections", out _).ShouldBeFalse();
        images[1].GetProperty("detections").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Out_draws_boxes_and_captions_on_the_picture()
    {
        var target = _folder.At("drawn.png");

        var run = await CommandRun.Of(
            "detect",
            SamplePhotos.File(1),
            "--label",
            "wine glass",
            "--out",
            target,
            "--json"
        );

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        var box = run.Json.GetProperty("images")[0].GetProperty("detections")[0].GetProperty("box");
        using var drawn = SKBitmap.Decode(target);
        using var original = SKBitmap.Decode(SamplePhotos.File(1));
        (drawn.Width, drawn.Height).ShouldBe((original.Width, original.Height));
        var (left, top) = (box.GetProperty("x").GetSingle(), box.GetProperty("y").GetSingle());
        var middle = top + (box.GetProperty("height").GetSingle() / 2);
        drawn.GetPixel((int)left, (int)middle).ShouldNotBe(original.GetPixel((int)left, (int)middle));
        drawn.GetPixel(5, 5).ShouldBe(original.GetPixel(5, 5));

        // The caption lies on the box; a typeface that failed to load would leave one plain colour.
        var caption = Enumerable.Range(0, 60).Select(x => drawn.GetPixel((int)left + x, (int)top - 15)).Distinct();
        caption.Count().ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Out_writes_every_picture_of_a_folder_even_of_equal_names()
    {
        Directory.CreateDirectory(_folder.At("in", "a"));
        Directory.CreateDirectory(_folder.At("in", "b"));
        File.Copy(SamplePhotos.File(1), _folder.At("in", "a", "photo.jpg"));
        File.Copy(SamplePhotos.File(2), _folder.At("in", "b", "photo.jpg"));

        var run = await CommandRun.Of("detect", _folder.At("in"), "--faces", "--out", _folder.At("out"));

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        Directory.GetFiles(_folder.At("out")).Select(Path.GetFileName).Order().ShouldBe(["photo-2.png", "photo.png"]);
    }

    [Theory]
    [InlineData("drawn.jpg", "PNG")]
    [InlineData("drawn.png", "2 pictures")]
    public async Task An_out_that_cannot_hold_the_pictures_is_wrong_usage(string target, string reason)
    {
        var run = await CommandRun.Of(
            "detect",
            SamplePhotos.File(1),
            SamplePhotos.File(2),
            "--out",
            _folder.At(target)
        );

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Errors.ShouldContain(reason);
    }

    [Fact]
    public async Task An_unknown_label_is_wrong_usage()
    {
        var run = await CommandRun.Of("detect", SamplePhotos.File(1), "--label", "unicorn");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Errors.ShouldContain("unicorn");
    }

    [Fact]
    public async Task A_folder_without_pictures_is_a_bad_file()
    {
        var run = await CommandRun.Of("detect", _folder.FullName);

        run.ExitCode.ShouldBe(ExitCode.File);
        run.Errors.ShouldContain("holds no pictures");
    }
}
