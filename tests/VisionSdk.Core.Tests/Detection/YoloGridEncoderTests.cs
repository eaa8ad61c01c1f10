using System.Collections.Immutable;
using CsCheck;

namespace VisionSdk.Core.Tests;

public class YoloGridEncoderTests
{
    // Single precision of a coordinate of some hundred pixels, through a logit and back.
    private const float PixelTolerance = 1e-3f;

    private static readonly ImageSize Input = new(416, 288);
    private static readonly ImmutableArray<ImageSize> Grids = [new(26, 18), new(13, 9)];

    private static readonly Gen<AnchorGridSettings> AnySettings = Gen.Select(
        Gen.Enum<YoloBoxCoding>(),
        Gen.Enum<ScoreActivation>(),
        Gen.Int[0, 5],
        static (coding, activation, classes) => Settings(coding, activation, classes)
    );

    private static readonly Gen<BoundingBox> Boxes = Gen.Select(
        Gen.Float[-20, 440],
        Gen.Float[-20, 300],
        Gen.Float[2, 300],
        Gen.Float[2, 250],
        BoundingBox.FromCenter
    );

    // Centres on a coarse lattice: many share a cell, and some lie exactly on its edge.
    private static readonly Gen<BoundingBox> CrowdedBoxes = Gen.Select(
        Gen.Int[0, 8].Select(static step => step * 8f),
        Gen.Int[0, 8].Select(static step => step * 8f),
        Gen.Float[4, 100],
        Gen.Float[4, 100],
        BoundingBox.FromCenter
    );

    private static readonly Gen<(AnchorGridSettings Settings, GroundTruthBox[] Objects)> Scenes =
        AnySettings.SelectMany(static settings =>
            Gen.Select(
                    Gen.OneOf(Boxes, CrowdedBoxes),
                    Gen.Int[0, settings.ClassCount - 1],
                    static (box, classId) => new GroundTruthBox(box, classId)
                )
                .Array[0, 40]
                .Select(objects => (settings, objects))
        );

    [Fact]
    public void Decoding_the_logits_of_the_targets_returns_the_objects() =>
        Scenes.Sample(static scene =>
        {
            var encoder = new YoloGridEncoder(scene.Settings, Input, Grids);
            var targets = new float[encoder.Length];

            var placements = encoder.Encode(scene.Objects, targets);
            encoder.ToLogits(targets, targets);

            var expected = scene
                .Objects.Zip(placements)
                .Where(static pair => pair.Second.IsPlaced)
                .OrderBy(static pair => pair.Second.Level)
                .ThenBy(static pair => pair.Second.Row)
                .ThenBy(static pair => pair.Second.Column)
                .ThenBy(static pair => pair.Second.Anchor)
                .Select(static pair => pair.First)
                .ToArray();
            var found = Decode(scene.Settings, encoder, targets);
            found.Count.ShouldBe(expected.Length);
            for (var i = 0; i < expected.Length; i++)
            {
                found.ClassIds[i].ShouldBe(expected[i].ClassId);
                found.Confidences[i].ShouldBeGreaterThan(0.9999f);
                found.Boxes[i].CenterX.ShouldBe(expected[i].Box.CenterX, PixelTolerance);
                found.Boxes[i].CenterY.ShouldBe(expected[i].Box.CenterY, PixelTolerance);
                found.Boxes[i].Width.ShouldBe(expected[i].Box.Width, PixelTolerance);
                found.Boxes[i].Height.ShouldBe(expected[i].Box.Height, PixelTolerance);
            }
        });

    [Fact]
    public void Encode_agrees_with_the_plain_loop_about_every_object() =>
        Scenes.Sample(static scene =>
        {
            var encoder = new YoloGridEncoder(scene.Settings, Input, Grids);
            var targets = new float[encoder.Length];

            var placements = encoder.Encode(scene.Objects, targets);

            placements.Length.ShouldBe(scene.Objects.Length);
            var taken = new HashSet<(int Level, int Anchor, int Column, int Row)>();
            for (var i = 0; i < placements.Length; i++)
            {
                var expected = Place(scene.Settings, scene.Objects[i].Box, taken);
                (placements[i] with { ShapeIoU = 0 }).ShouldBe(expected);
            }

            // Objectness is 1 exactly where an object stands, and a class score for each object.
            targets.Count(static value => value == 1).ShouldBeGreaterThanOrEqualTo(taken.Count);
            Objectness(scene.Settings, encoder, targets).Sum().ShouldBe(taken.Count);
        });

    [Fact]
    public void Targets_of_exponential_coding_are_offsets_and_logarithms()
    {
        var encoder = new YoloGridEncoder(
            Settings(YoloBoxCoding.Exponential, ScoreActivation.Softmax, 3),
            Input,
            Grids
        );
        var targets = Enumerable.Repeat(7f, encoder.Length).ToArray();

        // Cells of 32 pixels; anchor 0 of the second level is 3 x 3 cells, that is 96 pixels.
        var placement = encoder
            .Encode([new GroundTruthBox(BoundingBox.FromCenter(72, 40, 96, 192), 2)], targets)
            .ShouldHaveSingleItem();

        placement.ShouldBe(new YoloPlacement(YoloPlacementStatus.Placed, 1, 0, 2, 1, 0.5f));
        encoder.Shape(1).ShouldBe([2 * 8, 9, 13]);
        var tensor = targets[encoder.RangeOf(1)];
        float[] values = [.. Enumerable.Range(0, 8).Select(channel => tensor[(channel * 13 * 9) + (1 * 13) + 2])];
        values.ShouldBe([0.25f, 0.25f, 0, MathF.Log(2), 1, 0, 0, 1]);
        targets.Count(static value => value != 0).ShouldBe(5);
    }

    [Fact]
    public void Targets_of_quadratic_coding_are_what_the_logistic_function_should_give()
    {
        var encoder = new YoloGridEncoder(Settings(YoloBoxCoding.Quadratic, ScoreActivation.Sigmoid, 1), Input, Grids);
        var targets = new float[encoder.Length];

        encoder.Encode([new GroundTruthBox(BoundingBox.FromCenter(72, 40, 96, 144), 0)], targets);

        // (0.25 + 0.5) / 2, √1 / 2, √1.5 / 2.
        var tensor = targets[encoder.RangeOf(1)];
        float[] values = [.. Enumerable.Range(0, 6).Select(channel => tensor[(channel * 13 * 9) + (1 * 13) + 2])];
        values.ShouldBe([0.375f, 0.375f, 0.5f, (float)(Math.Sqrt(1.5) / 2), 1, 1]);
    }

    [Fact]
    public void Objects_of_one_cell_take_the_next_best_anchors_until_none_is_left()
    {
        var encoder = new YoloGridEncoder(
            Settings(YoloBoxCoding.Exponential, ScoreActivation.Softmax, 1),
            Input,
            Grids
        );
        var same = new GroundTruthBox(BoundingBox.FromCenter(40, 40, 96, 96), 0);

        var placements = encoder.Encode([same, same, same, same, same, same], new float[encoder.Length]);

        placements
            .Select(static placement => placement.Status)
            .ShouldBe([
                YoloPlacementStatus.Placed,
                YoloPlacementStatus.PlacedOnNextBest,
                YoloPlacementStatus.PlacedOnNextBest,
                YoloPlacementStatus.PlacedOnNextBest,
                YoloPlacementStatus.PlacedOnNextBest,
                YoloPlacementStatus.NoFreeAnchor,
            ]);
        placements
            .Take(5)
            .Select(static placement => (placement.Level, placement.Anchor))
            .Distinct()
            .Count()
            .ShouldBe(5);
        placements
            .Take(5)
            .Zip(placements.Skip(1))
            .ShouldAllBe(static pair => pair.First.ShapeIoU >= pair.Second.ShapeIoU);
    }

    [Fact]
    public void An_object_that_cannot_be_placed_says_why()
    {
        var encoder = new YoloGridEncoder(
            Settings(YoloBoxCoding.Quadratic, ScoreActivation.Sigmoid, 1),
            new ImageSize(64, 64),
            [new(4, 4), new(2, 2)]
        );
        GroundTruthBox[] objects =
        [
            new(BoundingBox.FromCenter(32, 32, 4000, 40), 0),
            new(BoundingBox.FromCenter(64, 32, 10, 10), 0),
            new(BoundingBox.FromCenter(32, -0.1f, 10, 10), 0),
            new(new BoundingBox(10, 10, 0, 10), 0),
            new(new BoundingBox(10, 10, float.PositiveInfinity, 10), 0),
            new(new BoundingBox(float.NaN, 10, 10, 10), 0),
            new(new BoundingBox(10, 10, 10, 10), 0, Ignore: true),
        ];
        var targets = new float[encoder.Length];

        var placements = encoder.Encode(objects, targets);

        placements
            .Select(static placement => placement.Status)
            .ShouldBe([
                YoloPlacementStatus.TooLarge,
                YoloPlacementStatus.OutsideInput,
                YoloPlacementStatus.OutsideInput,
                YoloPlacementStatus.Empty,
                YoloPlacementStatus.Empty,
                YoloPlacementStatus.Empty,
                YoloPlacementStatus.Ignored,
            ]);
        targets.ShouldAllBe(static value => value == 0);
    }

    [Fact]
    public void Arguments_that_make_no_sense_are_refused()
    {
        var settings = Settings(YoloBoxCoding.Exponential, ScoreActivation.Softmax, 2);
        var encoder = new YoloGridEncoder(settings, Input, Grids);
        var targets = new float[encoder.Length];
        var box = new BoundingBox(1, 1, 5, 5);

        Should.Throw<ArgumentException>(() => new YoloGridEncoder(settings, Input, [new(13, 9)]));
        Should.Throw<ArgumentException>(() => new YoloGridEncoder(settings, Input, default));
        Should.Throw<ArgumentException>(() => new YoloGridEncoder(settings with { Anchors = [] }, Input, []));
        Should.Throw<ArgumentOutOfRangeException>(() => new YoloGridEncoder(settings, new ImageSize(0, 1), Grids));
        Should.Throw<ArgumentOutOfRangeException>(() => new YoloGridEncoder(settings, Input, [new(0, 1), new(1, 1)]));
        Should.Throw<ArgumentException>(() => encoder.Encode([], new float[encoder.Length - 1]));
        Should.Throw<ArgumentException>(() => encoder.ToLogits(targets, new float[encoder.Length - 1]));
        Should.Throw<ArgumentException>(() => encoder.ToLogits(new float[1], targets));
        Should.Throw<ArgumentOutOfRangeException>(() => encoder.Encode([new GroundTruthBox(box, 2)], targets));
        Should.Throw<ArgumentOutOfRangeException>(() => encoder.Encode([new GroundTruthBox(box, -1)], targets));
        Should.Throw<ArgumentOutOfRangeException>(() => encoder.Shape(2));
        Should.Throw<ArgumentOutOfRangeException>(() => encoder.RangeOf(-1));
    }

    private static AnchorGridSettings Settings(YoloBoxCoding coding, ScoreActivation activation, int classes) =>
        new()
        {
            Tensors = ["stride 16", "stride 32"],
            Anchors =
            [
                [new Anchor(1, 2), new Anchor(2, 1), new Anchor(3, 3)],
                [new Anchor(3, 3), new Anchor(5, 4)],
            ],
            BoxCoding = coding,
            ClassActivation = activation,
            HasClassScores = classes > 0,
            ClassCount = Math.Max(classes, 1),
        };

    private static DetectionCandidates Decode(AnchorGridSettings settings, YoloGridEncoder encoder, float[] logits)
    {
        var outputs = new OutputTensors([
            .. Enumerable
                .Range(0, encoder.LevelCount)
                .Select(level => (encoder.Shape(level).ToArray(), logits[encoder.RangeOf(level)])),
        ]);
        var candidates = new DetectionCandidates();
        DetectionDecoders.Create(settings).Decode(outputs, encoder.Input, 0.5f, candidates);
        return candidates;
    }

    private static IEnumerable<float> Objectness(AnchorGridSettings settings, YoloGridEncoder encoder, float[] targets)
    {
        for (var level = 0; level < encoder.LevelCount; level++)
        {
            var tensor = targets[encoder.RangeOf(level)];
            var cells = Grids[level].Width * Grids[level].Height;
            var perAnchor = tensor.Length / cells / settings.Anchors[level].Length;
            for (var anchor = 0; anchor < settings.Anchors[level].Length; anchor++)
            {
                for (var cell = 0; cell < cells; cell++)
                {
                    yield return tensor[(((anchor * perAnchor) + 4) * cells) + cell];
                }
            }
        }
    }

    // The rule as the remarks say it: all anchors by likeness, the first that can express the box and is free.
    private static YoloPlacement Place(
        AnchorGridSettings settings,
        BoundingBox box,
        HashSet<(int Level, int Anchor, int Column, int Row)> taken
    )
    {
        // In double: a rounded centre may be in the next cell.
        var (x, y) = (box.X + (box.Width / 2.0), box.Y + (box.Height / 2.0));
        if (x < 0 || x >= Input.Width || y < 0 || y >= Input.Height)
        {
            return new YoloPlacement(YoloPlacementStatus.OutsideInput);
        }

        var ranked = Enumerable
            .Range(0, Grids.Length)
            .SelectMany(level => Enumerable.Range(0, settings.Anchors[level].Length).Select(anchor => (level, anchor)))
            .Select(place =>
            {
                var (level, anchor) = place;
                var cell = ((double)Input.Width / Grids[level].Width, (double)Input.Height / Grids[level].Height);
                var width = settings.Anchors[level][anchor].Width * cell.Item1;
                var height = settings.Anchors[level][anchor].Height * cell.Item2;
                var intersection = Math.Min(width, box.Width) * Math.Min(height, box.Height);
                var iou = intersection / ((width * height) + ((double)box.Width * box.Height) - intersection);
                var fits =
                    settings.BoxCoding == YoloBoxCoding.Exponential
                    || (box.Width < 4 * width && box.Height < 4 * height);
                var column = (int)(x / cell.Item1);
                var row = (int)(y / cell.Item2);
                return (Place: (level, anchor, column, row), iou, fits);
            })
            .OrderByDescending(static candidate => candidate.iou)
            .ToList();
        var index = ranked.FindIndex(candidate => candidate.fits && !taken.Contains(candidate.Place));
        if (index < 0)
        {
            var any = ranked.Exists(static candidate => candidate.fits);
            return new YoloPlacement(any ? YoloPlacementStatus.NoFreeAnchor : YoloPlacementStatus.TooLarge);
        }

        var (place, _, _) = ranked[index];
        taken.Add(place);
        return new YoloPlacement(
            index == 0 ? YoloPlacementStatus.Placed : YoloPlacementStatus.PlacedOnNextBest,
            place.level,
            place.anchor,
            place.column,
            place.row
        );
    }
}
