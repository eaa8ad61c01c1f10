using VisionSdk.TestUtilities;

namespace VisionSdk.Core.Tests;

public sealed class VocLabelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Boxes_become_shares_of_the_size_in_the_file()
    {
        Write("one", Object("dog", 20, 10, 60, 50, difficult: 1));

        var set = VocLabels.Read(_folder.FullName);

        var image = set.Images.ShouldHaveSingleItem();
        image.Size.ShouldBe(new ImageSize(200, 100));
        image.Boxes.ShouldHaveSingleItem().ShouldBe(new LabelledBox(new BoundingBox(0.1f, 0.1f, 0.2f, 0.4f), 0, true));
        image.Boxes[0].In(new ImageSize(200, 100)).Ignore.ShouldBeTrue();
    }

    [Fact]
    public void A_split_takes_its_pictures_and_numbers_the_classes_of_the_whole_set()
    {
        Write("one", Object("cat", 0, 0, 10, 10));
        Write("two", Object("dog", 0, 0, 10, 10));
        _folder.Write("ImageSets/Main/train.txt", "two\n\n");

        var set = VocLabels.Read(_folder.FullName, "train");

        set.ClassNames.ShouldBe(["cat", "dog"]);
        set.Images.ShouldHaveSingleItem().Boxes[0].ClassId.ShouldBe(1);
    }

    [Fact]
    public void A_split_that_is_missing_or_names_an_unknown_picture_is_told()
    {
        Write("one", Object("cat", 0, 0, 10, 10));
        _folder.Write("ImageSets/Main/train.txt", "one\nthree\n");

        Should
            .Throw<LabelFormatException>(() => VocLabels.Read(_folder.FullName, "val"))
            .Message.ShouldContain("'val'");
        var failure = Should.Throw<LabelFormatException>(() => VocLabels.Read(_folder.FullName, "train"));
        failure.Line.ShouldBe(2);
        failure.Found.ShouldBe("'three'");
    }

    [Fact]
    public void A_box_without_extent_is_left_out_and_counted()
    {
        Write("one", Object("cat", 7, 7, 7, 7) + Object("cat", 0, 0, 10, 10));

        var image = VocLabels.Read(_folder.FullName).Images.ShouldHaveSingleItem();

        image.Boxes.Length.ShouldBe(1);
        image.EmptyBoxes.ShouldBe(1);
    }

    [Theory]
    [InlineData("<xmin>20</xmin>", "<xmin>left</xmin>", "'left'")]
    [InlineData("<xmin>20</xmin>", "", "<xmin>")]
    [InlineData("<xmin>20</xmin>", "<xmin>99</xmin>", "xmin <= xmax")]
    [InlineData("<width>200</width>", "<width>0</width>", "positive")]
    [InlineData("<name>dog</name>", "<name> </name>", "name of a class")]
    [InlineData("</annotation>", "", "well-formed")]
    public void What_is_wrong_is_told_with_file_and_line(string right, string wrong, string told)
    {
        var path = Write("one", Object("dog", 20, 10, 60, 50));
        File.WriteAllText(path, File.ReadAllText(path).Replace(right, wrong, StringComparison.Ordinal));

        var failure = Should.Throw<LabelFormatException>(() => VocLabels.Read(_folder.FullName));

        failure.Path.ShouldBe(path);
        failure.Line.ShouldBeGreaterThan(1);
        failure.Message.ShouldContain(told);
    }

    [Fact]
    public void A_document_type_is_refused_before_its_entities_are_read()
    {
        var secret = _folder.Write("secret.txt", "cat");
        var path = Write("one", Object("&file;", 0, 0, 10, 10));
        File.WriteAllText(path, $"<!DOCTYPE annotation [<!ENTITY file SYSTEM \"{secret}\">]>" + File.ReadAllText(path));

        Should
            .Throw<LabelFormatException>(() => VocLabels.Read(_folder.FullName))
            .Message.ShouldContain("without a document type");
    }

    private string Write(string name, string objects) =>
        _folder.Write(
            $"Annotations/{name}.xml",
            $"<annotation>\n<size><width>200</width><height>100</height></size>\n{objects}</annotation>\n"
        );

    private static string Object(string name, int left, int top, int right, int bottom, int difficult = 0) =>
        $"<object><name>{name}</name><difficult>{difficult}</difficult>\n<bndbox><xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax><ymax>{bottom}</ymax></bndbox></object>\n";
}
