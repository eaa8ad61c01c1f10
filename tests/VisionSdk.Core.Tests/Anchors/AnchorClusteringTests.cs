using System.Globalization;
using CsCheck;
using VisionSdk.TestUtilities;

namespace VisionSdk.Core.Tests;

public class AnchorClusteringTests
{
    private static readonly Gen<Anchor> Shape = Gen.Select(
        Gen.Float[1, 300],
        Gen.Float[1, 300],
        static (width, height) => new Anchor(width, height)
    );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_recovers_planted_clusters(int seed)
    {
        Anchor[] planted = [new(10, 13), new(33, 23), new(30, 61), new(116, 90), new(156, 326)];
        var random = new Random(seed);
        var boxes = Enumerable.Range(0, 500).Select(i => Jitter(planted[i % 5], random)).ToArray();

        var fit = AnchorClustering.Fit(boxes, new AnchorClusteringOptions { Count = 5, Seed = seed });

        for (var i = 0; i < 5; i++)
        {
            // 100 boxes of ±5 %: the mean lies within some ±0.5 %, 2 % is four deviations.
            fit.Anchors[i].Width.ShouldBe(planted[i].Width, planted[i].Width * 0.02f);
            fit.Anchors[i].Height.ShouldBe(planted[i].Height, planted[i].Height * 0.02f);
            fit.Shares[i].ShouldBe(0.2, 1e-9);
        }

        fit.MeanIoU.ShouldBeGreaterThan(0.93);
        fit.BestPossibleRecall.ShouldBe(1);

        static Anchor Jitter(Anchor anchor, Random random) =>
            new(
                anchor.Width * (0.95f + (0.1f * random.NextSingle())),
                anchor.Height * (0.95f + (0.1f * random.NextSingle()))
            );
    }

    [Fact]
    public void One_anchor_per_distinct_shape_fits_perfectly() =>
        Shape
            .Array[1, 12]
            .Sample(static shapes =>
            {
                var distinct = shapes.Distinct().ToArray();
                Anchor[] boxes = [.. shapes, .. distinct];

                var fit = AnchorClustering.Fit(boxes, new AnchorClusteringOptions { Count = distinct.Length });

                fit.MeanIoU.ShouldBe(1, 1e-9);
                fit.Anchors.Order(ByArea).ShouldBe(distinct.Order(ByArea));
            });

    [Fact]
    public void Measure_agrees_with_the_plain_loop() =>
        Gen.Select(Shape.Array[1, 6], Shape.Array[1, 40], Gen.Float[0, 1])
            .SelectMany(static scene =>
                Gen.Float[0.1f, 5].Array[scene.Item2.Length].Select(weights => (scene, weights))
            )
            .Sample(static s =>
            {
                var ((anchors, boxes, threshold), weights) = s;

                var fit = AnchorClustering.Measure(anchors, boxes, threshold, weights);

                var (sum, found, total) = (0.0, 0.0, 0.0);
                for (var i = 0; i < boxes.Length; i++)
                {
                    var best = anchors.Max(anchor => IoU(anchor, boxes[i]));
                    sum += weights[i] * best;
                    found += best >= threshold ? weights[i] : 0;
                    total += weights[i];
                }

                fit.MeanIoU.ShouldBe(sum / total, 1e-9);
                fit.BestPossibleRecall.ShouldBe(found / total, 1e-9);
                fit.Shares.Sum().ShouldBe(1, 1e-9);
                fit.RecallThreshold.ShouldBe(threshold);
                fit.Anchors.Length.ShouldBe(anchors.Length);
                fit.Anchors.Zip(fit.Anchors.Skip(1)).ShouldAllBe(static pair => pair.First.Area <= pair.Second.Area);
            });

    [Fact]
    public void Every_shape_belongs_to_the_anchor_that_the_plain_loop_finds_nearest() =>
        Gen.Select(Shape.Array[1, 8], Shape)
            .Sample(
                static (centers, shape) =>
                {
                    var (index, iou) = WeightedShapes.Nearest(centers, shape);

                    var overlaps = centers.Select(center => IoU(center, shape)).ToArray();
                    iou.ShouldBe(overlaps.Max(), 1e-12);
                    overlaps[index].ShouldBe(overlaps.Max(), 1e-12);
                }
            );

    [Fact]
    public void The_result_is_at_rest_no_anchor_is_better_at_the_mean_of_its_boxes() =>
        Gen.Select(Shape.Array[8, 60], Gen.Int[1, 5], Gen.Int[0, 1000])
            .Sample(
                static (boxes, count, seed) =>
                {
                    var options = new AnchorClusteringOptions
                    {
                        Count = Math.Min(count, boxes.Distinct().Count()),
                        Seed = seed,
                    };
                    var fit = AnchorClustering.Fit(boxes, options);
                    foreach (var own in boxes.GroupBy(box => fit.Anchors.MaxBy(anchor => IoU(anchor, box))))
                    {
                        var mean = new Anchor(
                            own.Average(static box => box.Width),
                            own.Average(static box => box.Height)
                        );
                        own.Sum(box => IoU(own.Key, box))
                            .ShouldBeGreaterThanOrEqualTo(own.Sum(box => IoU(mean, box)) - 1e-5);
                    }
                }
            );

    [Fact]
    public void More_anchors_never_fit_worse()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var boxes = Enumerable
                .Range(0, 30)
                .Select(_ => new Anchor(1 + (99 * random.NextSingle()), 1 + (99 * random.NextSingle())))
                .ToArray();
            var last = 0.0;
            for (var count = 1; count <= 8; count++)
            {
                var fit = AnchorClustering.Fit(boxes, new AnchorClusteringOptions { Count = count, Restarts = 60 });

                fit.MeanIoU.ShouldBeGreaterThanOrEqualTo(last, $"data set {seed}, {count} anchors");
                last = fit.MeanIoU;
            }
        }
    }

    [Fact]
    public void More_restarts_never_fit_worse() =>
        Gen.Select(Shape.Array[10, 40], Gen.Int[0, 1000])
            .Sample(
                static (boxes, seed) =>
                {
                    var options = new AnchorClusteringOptions
                    {
                        Count = Math.Min(4, boxes.Distinct().Count()),
                        Seed = seed,
                    };
                    var few = AnchorClustering.Fit(boxes, options with { Restarts = 1 });
                    var many = AnchorClustering.Fit(boxes, options with { Restarts = 8 });
                    return many.MeanIoU >= few.MeanIoU;
                }
            );

    [Fact]
    public void Equal_seeds_give_equal_anchors_whatever_the_order_of_the_boxes() =>
        Gen.Select(Shape.Array[5, 50], Gen.Int[0, 1000])
            .SelectMany(static scene => Gen.Shuffle(scene.Item1).Select(shuffled => (scene, shuffled)))
            .Sample(static s =>
            {
                var ((boxes, seed), shuffled) = s;
                var options = new AnchorClusteringOptions
                {
                    Count = Math.Min(3, boxes.Distinct().Count()),
                    Seed = seed,
                };

                var first = AnchorClustering.Fit(boxes, options);
                var second = AnchorClustering.Fit(shuffled, options);

                second.Anchors.ShouldBe(first.Anchors);
                second.MeanIoU.ShouldBe(first.MeanIoU);
                second.Shares.ShouldBe(first.Shares);
            });

    [Fact]
    public void Scaling_the_boxes_scales_the_anchors() =>
        Gen.Select(Shape.Array[5, 50], Gen.Int[0, 1000])
            .Sample(
                static (boxes, seed) =>
                {
                    // A power of two scales floats without rounding.
                    var options = new AnchorClusteringOptions
                    {
                        Count = Math.Min(3, boxes.Distinct().Count()),
                        Seed = seed,
                    };
                    var cells = boxes.Select(static box => new Anchor(box.Width / 32, box.Height / 32)).ToArray();

                    var inPixels = AnchorClustering.Fit(boxes, options);
                    var inCells = AnchorClustering.Fit(cells, options);

                    inCells.Anchors.ShouldBe(
                        inPixels.Anchors.Select(static anchor => new Anchor(anchor.Width / 32, anchor.Height / 32))
                    );
                }
            );

    [Fact]
    public void A_weight_counts_like_as_many_equal_boxes()
    {
        Anchor[] boxes = [new(10, 10), new(12, 9), new(50, 60), new(55, 61), new(200, 100)];
        float[] weights = [3, 1, 2, 1, 4];
        var repeated = boxes.SelectMany((box, i) => Enumerable.Repeat(box, (int)weights[i])).ToArray();
        var options = new AnchorClusteringOptions { Count = 2 };

        var weighted = AnchorClustering.Fit(boxes, options, weights);
        var counted = AnchorClustering.Fit(repeated, options);

        weighted.Anchors.ShouldBe(counted.Anchors);
        weighted.MeanIoU.ShouldBe(counted.MeanIoU);
        weighted.MeanIoU.ShouldNotBe(AnchorClustering.Fit(boxes, options).MeanIoU);
    }

    [Fact]
    public void A_cluster_that_loses_its_boxes_takes_the_box_that_is_served_worst()
    {
        // Two shapes whose IoU rounds to 1 in single precision are still two shapes.
        var near = new Anchor(MathF.BitIncrement(10), 10);
        Anchor[] boxes = [new(10, 10), near, new(400, 300)];

        var fit = AnchorClustering.Fit(boxes, new AnchorClusteringOptions { Count = 3, Restarts = 5 });

        fit.Anchors.ShouldBe([new(10, 10), near, new(400, 300)]);
    }

    [Fact]
    public void Arguments_that_make_no_sense_are_refused()
    {
        Anchor[] boxes = [new(1, 1), new(2, 2), new(1, 1)];
        var two = new AnchorClusteringOptions { Count = 2 };

        Should.Throw<ArgumentException>(() => AnchorClustering.Fit([], two)).Message.ShouldContain("no boxes");
        Should
            .Throw<ArgumentOutOfRangeException>(() => AnchorClustering.Fit(boxes, two with { Count = 3 }))
            .Message.ShouldContain("only 2 distinct shapes");
        Should.Throw<ArgumentOutOfRangeException>(() => AnchorClustering.Fit(boxes, two with { Count = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => AnchorClustering.Fit(boxes, two with { Restarts = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => AnchorClustering.Fit(boxes, two with { MaxIterations = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() =>
            AnchorClustering.Fit(boxes, two with { RecallThreshold = float.NaN })
        );
        Should.Throw<ArgumentException>(() => AnchorClustering.Fit(boxes, two, [1, 2]));
        Should.Throw<ArgumentException>(() => AnchorClustering.Fit(boxes, two, [1, 2, 0]));
        Should.Throw<ArgumentException>(() => AnchorClustering.Fit(boxes, two, [1, float.NaN, 1]));
        Should.Throw<ArgumentException>(() => AnchorClustering.Measure([], boxes)).Message.ShouldContain("no anchors");
        Should.Throw<ArgumentOutOfRangeException>(() => AnchorClustering.Measure(boxes, boxes, 1.5f));
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(1, float.PositiveInfinity)]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public void A_side_that_is_not_positive_and_finite_is_refused_by_its_place(float width, float height)
    {
        Anchor[] boxes = [new(1, 1), new(width, height)];

        Should
            .Throw<ArgumentException>(() => AnchorClustering.Fit(boxes, new AnchorClusteringOptions { Count = 1 }))
            .Message.ShouldContain("boxes[1]");
        Should
            .Throw<ArgumentException>(() => AnchorClustering.Measure(boxes, [new(1, 1)]))
            .Message.ShouldContain("anchors[1]");
    }

    [Fact]
    public void Anchors_of_real_labels_fit_about_as_well_as_the_literature_reports()
    {
        var folder = TestData.Find("coco-val64", "labels");
        Assert.SkipWhen(folder is null, TestData.Missing);
        var boxes = Directory
            .GetFiles(folder)
            .SelectMany(File.ReadLines)
            .Select(static line => line.Split(' '))
            .Select(static fields => new Anchor(13 * Number(fields[3]), 13 * Number(fields[4])))
            .ToArray();
        boxes.Length.ShouldBe(461);

        var five = AnchorClustering.Fit(boxes, new AnchorClusteringOptions { Count = 5 });
        var nine = AnchorClustering.Fit(boxes, new AnchorClusteringOptions { Count = 9 });

        var published = AnchorClustering.Measure(YoloV2OfCoco, boxes);

        // Measured here: 0.547, 0.615 and 0.492. YOLO9000, table 1, has 0.61 for 5 and 0.672 for 9 clusters of VOC, whose shapes vary less.
        five.MeanIoU.ShouldBeInRange(0.54, 0.56);
        nine.MeanIoU.ShouldBeInRange(0.605, 0.625);
        five.MeanIoU.ShouldBeGreaterThan(published.MeanIoU + 0.03, "anchors of other boxes of the same kind fit worse");
        nine.BestPossibleRecall.ShouldBeGreaterThan(five.BestPossibleRecall);

        static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
    }

    // darknet, cfg/yolov2.cfg: the five anchors of YOLOv2 for COCO, in cells of a 13x13 grid.
    private static readonly Anchor[] YoloV2OfCoco =
    [
        new(0.57273f, 0.677385f),
        new(1.87446f, 2.06253f),
        new(3.33843f, 5.47434f),
        new(7.88282f, 3.52778f),
        new(9.77052f, 9.16828f),
    ];

    private static readonly Comparer<Anchor> ByArea = Comparer<Anchor>.Create(
        static (left, right) => (left.Area, left.Width).CompareTo((right.Area, right.Width))
    );

    private static double IoU(Anchor a, Anchor b)
    {
        var intersection = Math.Min((double)a.Width, b.Width) * Math.Min((double)a.Height, b.Height);
        return intersection / (((double)a.Width * a.Height) + ((double)b.Width * b.Height) - intersection);
    }
}
