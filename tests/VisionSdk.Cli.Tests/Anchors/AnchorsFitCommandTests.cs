using System.Text.Json;

namespace VisionSdk.Cli.Tests;

public sealed class AnchorsFitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Blood_cells_get_anchors_that_fit_them()
    {
        var cells = Data("bccd");

        var run = await CommandRun.Of("anchors", "fit", "--labels", cells, "--split", "train", "-k", "5", "--json");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Json.GetProperty("anchors").GetArrayLength().ShouldBe(5);
        run.Json.GetProperty("width").GetInt32().ShouldBe(416);
        run.Json.GetProperty("name").GetString().ShouldBe("bccd");
        run.Json.GetProperty("meanIoU").GetDouble().ShouldBeGreaterThan(0.75);
        run.Json.GetProperty("bestPossibleRecall").GetDouble().ShouldBeGreaterThan(0.99);
    }

    [Fact]
    public async Task Labels_of_YOLO_take_the_sizes_of_the_pictures_beside_them()
    {
        var coco = Path.Combine(Data("coco-val64"), "labels");

        var letterboxed = await CommandRun.Of("anchors", "fit", "--labels", coco, "-k", "9", "--json");
        var stretched = await CommandRun.Of([
            "anchors",
            "fit",
            "--labels",
            coco,
            "-k",
            "9",
            "--resize",
            "stretch",
            "--json",
        ]);

        letterboxed.ExitCode.ShouldBe(ExitCode.Done, letterboxed.Errors);
        letterboxed.Json.GetProperty("meanIoU").GetDouble().ShouldBeGreaterThan(0.5);
        stretched
            .Json.GetProperty("digest")
            .GetString()
            .ShouldNotBe(letterboxed.Json.GetProperty("digest").GetString());
    }

    [Fact]
    public async Task Equal_seeds_give_equal_sets_and_the_file_holds_what_is_printed()
    {
        WriteLabels();
        string[] arguments = ["anchors", "fit", "--labels", _folder.At("labels"), "--resize", "stretch", "-k", "2"];
        var path = _folder.At("set.json");

        var first = await CommandRun.Of([.. arguments, "--seed", "7", "--name", "tiny", "--out", path, "--json"]);
        var second = await CommandRun.Of([.. arguments, "--seed", "7", "--name", "tiny", "--json"]);

        first.ExitCode.ShouldBe(ExitCode.Done, first.Errors);
        first.Output.ShouldBe(second.Output);
        var written = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        JsonElement.DeepEquals(written, first.Json).ShouldBeTrue();
        written.GetProperty("anchors")[1].GetProperty("width").GetSingle().ShouldBe(208, 1e-3f);
    }

    [Fact]
    public async Task The_table_shows_the_figures()
    {
        WriteLabels();

        var run = await CommandRun.Of([
            "anchors",
            "fit",
            "--labels",
            _folder.At("labels"),
            "--resize",
            "stretch",
            "-k",
            "2",
            "--size",
            "100x200",
        ]);

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Output.ShouldContain("mean IoU 1.0000");
        run.Output.ShouldContain("100.00 % at IoU 0.25");
        run.Output.ShouldContain("100x200");
    }

    [Fact]
    public async Task A_label_that_does_not_read_is_a_bad_file_told_with_its_line()
    {
        _folder.Write("labels/a.txt", "0 0.5 0.5 0.1 0.1\n0 0.5 half 0.1 0.1\n");

        var run = await CommandRun.Of("anchors", "fit", "--labels", _folder.At("labels"), "--resize", "stretch");

        run.ExitCode.ShouldBe(ExitCode.File);
        run.Errors.ShouldContain("line 2");
    }

    [Fact]
    public async Task Wrong_arguments_are_told()
    {
        WriteLabels();

        var size = await CommandRun.Of("anchors", "fit", "--labels", _folder.At("labels"), "--size", "big");
        var many = await CommandRun.Of(
            "anchors",
            "fit",
            "--labels",
            _folder.At("labels"),
            "--resize",
            "stretch",
            "-k",
            "9"
        );
        var pictures = await CommandRun.Of("anchors", "fit", "--labels", _folder.At("labels"));

        size.ExitCode.ShouldBe(ExitCode.Usage);
        size.Errors.ShouldContain("416x416");
        many.ExitCode.ShouldBe(ExitCode.Usage);
        many.Errors.ShouldContain("distinct shapes");
        pictures.ExitCode.ShouldBe(ExitCode.File);
        pictures.Errors.ShouldContain("--images");
    }

    private void WriteLabels()
    {
        _folder.Write("labels/a.txt", "0 0.5 0.5 0.5 0.5\n0 0.5 0.5 0.1 0.2\n");
        _folder.Write("labels/b.txt", "0 0.5 0.5 0.5 0.5\n");
    }

    private static string Data(string name)
    {
        var folder = TestData.Find(name);
        Assert.SkipWhen(folder is null, TestData.Missing);
        return folder;
    }
}
