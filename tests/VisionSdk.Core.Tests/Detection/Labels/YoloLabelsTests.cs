using VisionSdk.TestUtilities;

namespace VisionSdk.Core.Tests;

public sealed class YoloLabelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_file_below_the_folder_is_read_in_the_order_of_the_names()
    {
        _folder.Write("b/photo.txt", "1 0.5 0.25 0.2 0.1 0.99\n");
        _folder.Write("a.txt", "0 0.5 0.5 1 1\n\n2 0.1 0.1 0.2 0.2\n");
        _folder.Write("c.txt", "");

        var set = YoloLabels.ReadFolder(_folder.FullName);

        set.Images.Select(static image => image.Name).ShouldBe(["a", Path.Combine("b", "photo"), "c"]);
        set.Images[0].Boxes.Select(static box => box.ClassId).ShouldBe([0, 2]);
        set.Images[1].Boxes[0].In(new ImageSize(200, 100)).Box.ShouldBe(new BoundingBox(80, 20, 40, 10));
        set.Images[2].Boxes.ShouldBeEmpty();
        set.BoxCount.ShouldBe(3);
    }

    [Fact]
    public void A_split_is_a_folder_and_the_folder_labels_is_found()
    {
        _folder.Write("labels/train/a.txt", "0 0.5 0.5 1 1\n");
        _folder.Write("labels/val/b.txt", "0 0.5 0.5 1 1\n");

        YoloLabels.ReadFolder(_folder.FullName, "val").Images.ShouldHaveSingleItem().Name.ShouldBe("b");
        YoloLabels.ReadFolder(_folder.FullName).Images.Length.ShouldBe(2);
        Should
            .Throw<LabelFormatException>(() => YoloLabels.ReadFolder(_folder.FullName, "test"))
            .Message.ShouldContain("no such folder");
    }

    [Fact]
    public void Boxes_without_extent_are_left_out_and_counted()
    {
        _folder.Write("a.txt", "0 0.5 0.5 0 0.1\n0 0.5 0.5 0.1 0.1\n");

        var image = YoloLabels.ReadFolder(_folder.FullName).Images.ShouldHaveSingleItem();

        image.Boxes.Length.ShouldBe(1);
        image.EmptyBoxes.ShouldBe(1);
    }

    [Theory]
    [InlineData("0 0.5 half 0.1 0.1")]
    [InlineData("0 0.5 0.5 0.1")]
    [InlineData("person 0.5 0.5 0.1 0.1")]
    [InlineData("-1 0.5 0.5 0.1 0.1")]
    [InlineData("0 0.5 0.5 -0.1 0.1")]
    [InlineData("0 0.5 0.5 NaN 0.1")]
    public void A_line_that_does_not_read_is_told_with_file_and_line(string line)
    {
        var path = _folder.Write("a.txt", $"0 0.5 0.5 0.1 0.1\n{line}\n");

        var failure = Should.Throw<LabelFormatException>(() => YoloLabels.ReadFile(path));

        failure.Path.ShouldBe(path);
        failure.Line.ShouldBe(2);
        failure.Found!.ShouldContain(line);
        failure.Message.ShouldContain("class cx cy width height");
    }
}
