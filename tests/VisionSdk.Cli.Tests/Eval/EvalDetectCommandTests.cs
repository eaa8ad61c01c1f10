namespace VisionSdk.Cli.Tests;

public sealed class EvalDetectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_object_detector_keeps_its_promise_on_coco()
    {
        var coco = Data("coco-val64");

        var run = await CommandRun.Of(
            "eval",
            "detect",
            "--images",
            Path.Combine(coco, "images"),
            "--labels",
            Path.Combine(coco, "labels"),
            "--json"
        );

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Json.GetProperty("images").GetInt32().ShouldBe(64);
        run.Json.GetProperty("ap50").GetDouble().ShouldBeGreaterThanOrEqualTo(0.5);
        run.Json.GetProperty("ap5095").GetDouble().ShouldBeGreaterThan(0.3);
        var person = run.Json.GetProperty("perClass")[0];
        person.GetProperty("label").GetString().ShouldBe("person");
        person.GetProperty("ap50").GetDouble().ShouldBeGreaterThan(0.5);
    }

    [Theory]
    [InlineData("face-detector-ssd", 0.5)]
    [InlineData("face-detector-blazeface", 0.28)]
    [InlineData("face-detector-tiny-yolo", 0.08)]
    public async Task The_face_detectors_keep_their_promise_on_unstretched_photos(string model, double leastAp50)
    {
        var faces = Data("widerface-val100");

        var run = await CommandRun.Of(
            "eval",
            "detect",
            "--images",
            Path.Combine(faces, "images"),
            "--gt",
            Path.Combine(faces, "gt.csv"),
            "--model",
            model,
            "--json"
        );

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Json.GetProperty("images").GetInt32().ShouldBe(100);
        run.Json.GetProperty("models")[0].GetProperty("id").GetString().ShouldBe(model);
        run.Json.GetProperty("ap50").GetDouble().ShouldBeGreaterThanOrEqualTo(leastAp50);
    }

    [Fact]
    public async Task A_label_that_does_not_read_is_told_with_its_line()
    {
        File.Copy(SamplePhotos.File(1), _folder.At("photo.jpg"));
        _folder.Write("photo.txt", "0 0.5 0.5 0.1 0.1\n0 0.5 half 0.1 0.1\n");

        var run = await CommandRun.Of("eval", "detect", "--images", _folder.FullName, "--labels", _folder.FullName);

        run.ExitCode.ShouldBe(ExitCode.File);
        run.Errors.ShouldContain("line 2");
        run.Errors.ShouldContain("class cx cy width height");
    }

    [Fact]
    public async Task Labels_that_belong_to_no_picture_are_a_bad_file()
    {
        File.Copy(SamplePhotos.File(1), _folder.At("photo.jpg"));
        _folder.Write("labels/other.txt", "0 0.5 0.5 0.1 0.1\n");

        var run = await CommandRun.Of("eval", "detect", "--images", _folder.FullName, "--labels", _folder.At("labels"));

        run.ExitCode.ShouldBe(ExitCode.File);
        run.Errors.ShouldContain("none has a label file");
    }

    private static string Data(string name)
    {
        var folder = TestData.Find(name);
        Assert.SkipWhen(folder is null, TestData.Missing);
        return folder;
    }
}
