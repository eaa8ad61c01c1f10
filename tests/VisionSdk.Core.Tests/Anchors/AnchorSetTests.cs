using System.Security.Cryptography;
using System.Text;

namespace VisionSdk.Core.Tests;

public sealed class AnchorSetTests
{
    private static readonly AnchorSet Set = Of(new(10, 14), new(23.5f, 27), new(37, 58), new(81, 82));

    [Fact]
    public void Digest_is_the_hash_of_the_documented_text()
    {
        var text = "10 14\n23.5 27\n37 58\n81 82\n";

        Set.Digest.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text))));
    }

    [Fact]
    public void Digest_follows_the_anchors_and_nothing_else()
    {
        var renamed = Set with { Name = "other", Version = 7, MeanIoU = 0.1, Source = "elsewhere" };
        var reordered = Set with { Anchors = [.. Set.Anchors.Reverse()] };
        var changed = Set with { Anchors = Set.Anchors.SetItem(0, new Anchor(10.01f, 14)) };

        renamed.Digest.ShouldBe(Set.Digest);
        reordered.Digest.ShouldBe(Set.Digest);
        changed.Digest.ShouldNotBe(Set.Digest);
    }

    [Fact]
    public void ForGrids_gives_the_smallest_anchors_to_the_finest_grid_in_its_cells()
    {
        var grids = Set.ForGrids(32, 16);

        grids[1].ShouldBe([new Anchor(10 / 16f, 14 / 16f), new Anchor(23.5f / 16, 27 / 16f)]);
        grids[0].ShouldBe([new Anchor(37 / 32f, 58 / 32f), new Anchor(81 / 32f, 82 / 32f)]);
    }

    [Fact]
    public void Anchors_that_cannot_be_shared_out_are_refused()
    {
        Should.Throw<ArgumentException>(static () => Set.ForGrids(8, 16, 32));
        Should.Throw<ArgumentException>(static () => Set.ForGrids());
        Should.Throw<ArgumentException>(static () => Set.ForGrids(0));
    }

    [Fact]
    public void A_box_that_differs_by_the_factor_4_in_one_side_is_just_found()
    {
        var boxes = new Anchor[] { new(40, 10), new(10, 2.5f), new(41, 10) };

        var fit = AnchorClustering.Measure([new Anchor(10, 10)], boxes, AnchorSet.DefaultRecallThreshold);

        fit.BestPossibleRecall.ShouldBe(2 / 3.0, 1e-9);
    }

    [Fact]
    public void Shapes_are_those_of_the_fitted_picture()
    {
        var labels = new LabelSet
        {
            Images =
            [
                new LabelledImage
                {
                    Name = "wide",
                    Size = new ImageSize(800, 400),
                    Boxes = [new LabelledBox(new BoundingBox(0, 0, 0.5f, 0.5f), 0)],
                },
            ],
        };

        AnchorShapes.Of(labels, new(400, 400), ResizeMode.Letterbox).ShouldBe([new Anchor(200, 100)]);
        AnchorShapes.Of(labels, new(400, 400), ResizeMode.Stretch).ShouldBe([new Anchor(200, 200)]);
        var unsized = labels with { Images = [labels.Images[0] with { Size = null }] };
        AnchorShapes.Of(unsized, new(400, 400), ResizeMode.Stretch).ShouldBe([new Anchor(200, 200)]);
        Should
            .Throw<ArgumentException>(() => AnchorShapes.Of(unsized, new(400, 400), ResizeMode.Letterbox))
            .Message.ShouldContain("'wide'");
    }

    [Theory]
    [InlineData(32)]
    [InlineData(13)]
    public void A_manifest_with_the_anchors_of_its_set_is_right(int stride)
    {
        var manifest = WithReference(Set.ForGrids(stride), Set.ToReference(stride));

        var read = ModelManifestSerializer.Deserialize(ModelManifestSerializer.Serialize(manifest));

        var settings = read.Output.ShouldBeOfType<AnchorGridSettings>();
        settings.AnchorSet!.Name.ShouldBe(Set.Name);
        settings.AnchorSet.Digest.ShouldBe(Set.Digest);
    }

    [Fact]
    public void A_manifest_with_other_anchors_than_its_set_is_refused()
    {
        var other = Of(new(10, 14), new(23.5f, 27), new(37, 58), new(81, 83));
        var manifest = WithReference(other.ForGrids(32), Set.ToReference(32));

        var problem = ModelManifestValidator.Problems(manifest).ShouldHaveSingleItem();

        problem.ShouldContain("output.anchorSet.digest");
        problem.ShouldContain(Set.Digest);
        problem.ShouldContain(other.Digest);
    }

    [Fact]
    public void A_reference_must_fit_the_lists_of_anchors_and_have_no_unknown_field()
    {
        var manifest = WithReference(Set.ForGrids(32), Set.ToReference(16, 32));
        ModelManifestValidator.Problems(manifest).ShouldHaveSingleItem().ShouldContain("output.anchorSet.strides");

        var json = Manifests.ToJson(WithReference(Set.ForGrids(32), Set.ToReference(32)));
        json["output"]!["anchorSet"]!["colour"] = "red";
        Should.Throw<ModelLoadException>(() => Manifests.Read(json)).Message.ShouldContain("colour");
    }

    private static ModelManifest WithReference(
        System.Collections.Immutable.ImmutableArray<System.Collections.Immutable.ImmutableArray<Anchor>> anchors,
        AnchorSetReference reference
    ) =>
        Manifests.Detector with
        {
            Output = (AnchorGridSettings)Manifests.Detector.Output with { Anchors = anchors, AnchorSet = reference },
        };

    private static AnchorSet Of(params Anchor[] anchors) =>
        new()
        {
            Name = "cells",
            Version = 1,
            Size = new ImageSize(416, 416),
            Anchors = [.. anchors],
            MeanIoU = 0.8,
            BestPossibleRecall = 1,
            Source = "test",
        };
}
