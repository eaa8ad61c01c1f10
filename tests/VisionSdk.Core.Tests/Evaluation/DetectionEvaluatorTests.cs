using CsCheck;

namespace VisionSdk.Core.Tests;

public class DetectionEvaluatorTests
{
    private const double Tolerance = 1e-12;

    private static readonly BoundingBox First = new(0, 0, 10, 10);
    private static readonly BoundingBox Second = new(100, 0, 10, 10);
    private static readonly BoundingBox Nowhere = new(500, 500, 10, 10);

    // Boxes on a coarse grid, so that overlaps at and around the thresholds, and equal confidences, are common.
    private static readonly Gen<BoundingBox> Box = Gen.Select(
        Gen.Int[0, 6],
        Gen.Int[0, 6],
        Gen.Int[4, 10],
        Gen.Int[4, 10],
        static (x, y, width, height) => new BoundingBox(x, y, width, height)
    );

    private static readonly Gen<GroundTruthBox> Truth = Gen.Select(
        Box,
        Gen.Int[0, 2],
        Gen.Int[0, 4],
        static (box, classId, chance) => new GroundTruthBox(box, classId, Ignore: chance == 0)
    );

    private static readonly Gen<Detection> Found = Gen.Select(
        Box,
        Gen.Int[0, 2],
        Gen.Int[1, 9],
        static (box, classId, tenth) => new Detection(box, tenth / 10f, classId, "thing")
    );

    private static readonly Gen<(GroundTruthBox[], Detection[])[]> Images = Gen.Select(
        Truth.Array[0, 5],
        Found.Array[0, 8]
    ).Array[1, 6];

    [Fact]
    public void Average_precision_interpolates_at_101_recall_levels()
    {
        // True, false, true: (recall, precision) = (1/2, 1), (1/2, 1/2), (1, 2/3). 51 levels have precision 1, 50 have 2/3.
        var report = Evaluate(
            [new(First, 0), new(Second, 0)],
            [Find(First, 0.9f), Find(Nowhere, 0.8f), Find(Second, 0.7f)]
        );

        report.AveragePrecision50.ShouldBe((51 + (50 * 2 / 3.0)) / 101, Tolerance);
        report.AveragePrecision50To95.ShouldBe(report.AveragePrecision50, Tolerance);
    }

    [Fact]
    public void Average_precision_counts_only_thresholds_that_the_overlap_reaches()
    {
        // IoU = 8/10 at every picture: the thresholds 0.50 to 0.80 are met, seven of ten; 0.80 by equality.
        var report = Evaluate([new(First, 0)], [Find(new BoundingBox(0, 0, 10, 8), 0.9f)]);

        report.AveragePrecision50.ShouldBe(1);
        report.AveragePrecision(0.8).ShouldBe(1);
        report.AveragePrecision(0.85).ShouldBe(0);
        report.AveragePrecision50To95.ShouldBe(0.7, Tolerance);
    }

    [Fact]
    public void Object_is_found_once_and_every_further_detection_is_invented()
    {
        var report = Evaluate([new(First, 0)], [Find(First, 0.9f), Find(First, 0.8f), Find(First, 0.7f)]);

        report.At(0).ShouldBe(new DetectionCounts(1, 2, 0));
        report.AveragePrecision50.ShouldBe(1);
    }

    [Fact]
    public void More_confident_detection_takes_the_object_and_the_next_takes_what_is_left()
    {
        // Both detections overlap both objects; the first prefers the left one by overlap, so the second must find the right one.
        GroundTruthBox[] truth = [new(new(0, 0, 10, 10), 0), new(new(2, 0, 10, 10), 0)];
        Detection[] detections = [Find(new(0, 0, 10, 10), 0.9f), Find(new(1, 0, 10, 10), 0.8f)];

        Evaluate(truth, detections).At(0).ShouldBe(new DetectionCounts(2, 0, 0));
    }

    [Fact]
    public void Ignored_object_absorbs_any_number_of_detections_and_is_never_missed()
    {
        GroundTruthBox[] truth = [new(First, 0), new(new(90, 0, 100, 100), 0, Ignore: true)];
        Detection[] detections = [Find(Second, 0.95f), Find(First, 0.9f), Find(new(150, 50, 20, 20), 0.8f)];

        var report = Evaluate(truth, detections);

        report.At(0).ShouldBe(new DetectionCounts(1, 0, 0));
        report.AveragePrecision50.ShouldBe(1);
        report.Classes.Single().GroundTruthCount.ShouldBe(1);
        report.Classes.Single().DetectionCount.ShouldBe(3);
    }

    [Fact]
    public void Detections_on_ignored_objects_alone_say_nothing_about_precision()
    {
        // Were the first cut taken for a precision of 1, the recall level 0 would count it.
        GroundTruthBox[] truth = [new(First, 0, Ignore: true), new(Second, 0)];

        var report = Evaluate(truth, [Find(First, 0.9f), Find(Nowhere, 0.8f)]);

        report.AveragePrecision50.ShouldBe(0);
        report.Classes.Single().Curve().Points.Single().Confidence.ShouldBe(0.8f);
    }

    [Fact]
    public void Detection_prefers_an_object_that_counts_to_an_ignored_one_that_overlaps_more()
    {
        GroundTruthBox[] truth = [new(First, 0, Ignore: true), new(new(0, 0, 10, 8), 0)];

        Evaluate(truth, [Find(First, 0.9f)]).At(0).ShouldBe(new DetectionCounts(1, 0, 0));
    }

    [Fact]
    public void Classes_without_objects_are_left_out_of_the_mean_but_not_of_the_counts()
    {
        var report = Evaluate(
            [new(First, 0), new(Second, 2)],
            [Find(First, 0.9f), Find(Nowhere, 0.9f, classId: 1), Find(Nowhere, 0.9f, classId: 2)]
        );

        report.Classes.Select(static c => c.ClassId).ShouldBe([0, 1, 2]);
        report.Classes[1].AveragePrecision50.ShouldBe(double.NaN);
        report.AveragePrecision50.ShouldBe(0.5);
        report.At(0).ShouldBe(new DetectionCounts(1, 2, 1));
    }

    [Fact]
    public void Counts_at_a_confidence_include_detections_of_exactly_that_confidence()
    {
        var report = Evaluate(
            [new(First, 0), new(Second, 0)],
            [Find(First, 0.9f), Find(Nowhere, 0.6f), Find(Second, 0.5f)]
        );

        report.At(0.95f).ShouldBe(new DetectionCounts(0, 0, 2));
        report.At(0.9f).ShouldBe(new DetectionCounts(1, 0, 1));
        report.At(0.55f).ShouldBe(new DetectionCounts(1, 1, 1));
        report.At(0.5f).ShouldBe(new DetectionCounts(2, 1, 0));
        report.At(0.55f).Precision.ShouldBe(0.5);
        report.At(0.55f).Recall.ShouldBe(0.5);
        report.At(0.5f).F1.ShouldBe(0.8, Tolerance);
        report.At(0.95f).Precision.ShouldBe(1);
    }

    [Fact]
    public void Only_the_most_confident_detections_of_a_picture_and_class_are_judged()
    {
        var evaluator = new DetectionEvaluator(maxDetectionsPerClass: 2);
        evaluator.AddImage([new(First, 0)], [Find(First, 0.1f), Find(Nowhere, 0.9f), Find(Nowhere, 0.8f)]);

        evaluator.Evaluate().At(0).ShouldBe(new DetectionCounts(0, 2, 1));
    }

    [Fact]
    public void Equally_confident_detections_form_one_point_whatever_their_order()
    {
        var trueFirst = new DetectionEvaluator();
        trueFirst.AddImage([new(First, 0)], [Find(First, 0.9f)]);
        trueFirst.AddImage([], [Find(Nowhere, 0.9f)]);
        var falseFirst = new DetectionEvaluator();
        falseFirst.AddImage([], [Find(Nowhere, 0.9f)]);
        falseFirst.AddImage([new(First, 0)], [Find(First, 0.9f)]);

        trueFirst.Evaluate().AveragePrecision50.ShouldBe(0.5);
        falseFirst.Evaluate().AveragePrecision50.ShouldBe(0.5);
        trueFirst.Evaluate().Classes.Single().Curve().Points.Length.ShouldBe(1);
    }

    [Fact]
    public void Perfect_detections_have_an_average_precision_of_1()
    {
        // Sides of 4 and more on whole pixels; one object per picture, so that no other object competes for its detection.
        Gen.Select(Box, Gen.Int[0, 2], Gen.Float[0.01f, 1])
            .Array[1, 20]
            .Sample(static objects =>
            {
                var evaluator = new DetectionEvaluator();
                foreach (var (box, classId, confidence) in objects)
                {
                    evaluator.AddImage([new(box, classId)], [Find(box, confidence, classId)]);
                }

                evaluator.Evaluate().AveragePrecision50To95.ShouldBe(1, Tolerance);
                evaluator.Evaluate().ImageCount.ShouldBe(objects.Length);
            });
    }

    [Fact]
    public void Figures_do_not_depend_on_the_order_of_the_pictures()
    {
        Gen.Select(Images, Gen.Int)
            .Sample(
                static (images, seed) =>
                {
                    var expected = Evaluate(images);
                    new Random(seed).Shuffle(images);

                    var actual = Evaluate(images);

                    actual.AveragePrecision50.ShouldBe(expected.AveragePrecision50);
                    actual.AveragePrecision50To95.ShouldBe(expected.AveragePrecision50To95);
                    actual.At(0.5f).ShouldBe(expected.At(0.5f));
                }
            );
    }

    [Fact]
    public void Average_precision_is_that_of_a_plain_loop()
    {
        Images.Sample(static images =>
        {
            var report = Evaluate(images);

            foreach (var classReport in report.Classes)
            {
                for (var i = 0; i < DetectionEvaluator.IoUThresholds.Length; i++)
                {
                    // The cuts are the distinct confidences, and each cut is matched from scratch.
                    var threshold = DetectionEvaluator.IoUThresholds[i];
                    var expected = DetectionOracle.AveragePrecision(images, classReport.ClassId, threshold);
                    var actual = classReport.AveragePrecisions[i];
                    (
                        double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) < Tolerance
                    ).ShouldBeTrue($"class {classReport.ClassId}, IoU {threshold}: {actual} instead of {expected}");
                }
            }
        });
    }

    [Fact]
    public void Misuse_is_rejected()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => new DetectionEvaluator(0));
        Should.Throw<ArgumentException>(static () => Evaluate([], [Find(First, float.NaN)]));
        Should.Throw<ArgumentOutOfRangeException>(static () => Evaluate([], []).At(0.5f, iouThreshold: 0.42));
        Evaluate([], []).AveragePrecision50.ShouldBe(double.NaN);
    }

    private static Detection Find(BoundingBox box, float confidence, int classId = 0) =>
        new(box, confidence, classId, "thing");

    private static DetectionReport Evaluate(GroundTruthBox[] truth, Detection[] detections) =>
        Evaluate([(truth, detections)]);

    private static DetectionReport Evaluate((GroundTruthBox[], Detection[])[] images)
    {
        var evaluator = new DetectionEvaluator();
        foreach (var (truth, detections) in images)
        {
            evaluator.AddImage(truth, detections);
        }

        return evaluator.Evaluate();
    }
}
