using CsCheck;

namespace VisionSdk.Core.Tests;

public class SoftNonMaxSuppressionTests
{
    // Two boxes of IoU 1/3 and a third far away.
    private static readonly ScoredBoxes Pair = new(
        [new(0, 0, 10, 10), new(5, 0, 10, 10), new(100, 0, 10, 10)],
        [0.9f, 0.8f, 0.7f],
        [0, 0, 0]
    );

    [Fact]
    public void Linear_decay_multiplies_by_one_minus_iou_and_changes_the_order()
    {
        var (kept, decayed) = Linear(Pair, iouThreshold: 0.3f, minConfidence: 0.1f);

        kept.ShouldBe([0, 2, 1]);
        decayed[0].ShouldBe(0.9f);
        decayed[1].ShouldBe(0.7f);
        decayed[2].ShouldBe(0.8f * 2 / 3, 1e-6f);
    }

    [Fact]
    public void Linear_decay_leaves_boxes_at_or_below_the_threshold_alone() =>
        Linear(Pair, iouThreshold: 0.34f, minConfidence: 0.1f).Kept.ShouldBe([0, 1, 2]);

    [Fact]
    public void Gaussian_decay_follows_the_formula_of_the_paper()
    {
        var (kept, decayed) = Gaussian(Pair, sigma: 0.5f, minConfidence: 0.1f);

        kept.ShouldBe([0, 2, 1]);
        // 0.8 · e^(-(1/3)² / 0.5)
        decayed[2].ShouldBe(0.640590f, 1e-6f);
    }

    [Fact]
    public void A_box_that_decays_below_the_minimum_is_dropped() =>
        Linear(Pair, iouThreshold: 0.3f, minConfidence: 0.6f).Kept.ShouldBe([0, 2]);

    [Fact]
    public void Boxes_of_other_classes_do_not_decay() =>
        Linear(Pair with { ClassIds = [0, 1, 0] }, iouThreshold: 0.3f, minConfidence: 0.1f).Kept.ShouldBe([0, 1, 2]);

    [Fact]
    public void Equal_boxes_are_taken_in_input_order()
    {
        var scene = new ScoredBoxes(
            [new(0, 0, 9, 9), new(20, 0, 9, 9), new(40, 0, 9, 9)],
            [0.5f, 0.5f, 0.5f],
            new int[3]
        );

        Linear(scene, 0.3f, 0.1f).Kept.ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Linear_decay_agrees_with_the_textbook_loop() =>
        Gen.Select(ScoredBoxes.DistinctCrowd, Gen.Int[0, 10].Select(static t => (t / 10f) + 0.013f), Gen.Bool)
            .Sample(
                static (scene, threshold, agnostic) =>
                {
                    threshold = Math.Min(threshold, 1);
                    ShouldAgree(
                        SuppressionOracle.Soft(scene, iou => iou > threshold ? 1 - iou : 1, 0.0317, agnostic),
                        Linear(scene, threshold, 0.0317f, agnostic)
                    );
                }
            );

    [Fact]
    public void Gaussian_decay_agrees_with_the_textbook_loop() =>
        Gen.Select(ScoredBoxes.DistinctCrowd, Gen.Float[0.1f, 1], Gen.Bool)
            .Sample(
                static (scene, sigma, agnostic) =>
                    ShouldAgree(
                        SuppressionOracle.Soft(scene, iou => Math.Exp(-iou * iou / sigma), 0.0317, agnostic),
                        Gaussian(scene, sigma, 0.0317f, agnostic)
                    )
            );

    [Fact]
    public void A_threshold_of_1_leaves_every_confidence_as_it_is() =>
        ScoredBoxes.Crowd.Sample(static scene =>
        {
            var (kept, decayed) = Linear(scene, 1, 0);

            kept.ShouldBe(scene.Suppress(1));
            decayed.ShouldBe(kept.Select(i => scene.Confidences[i]));
        });

    [Fact]
    public void A_sigma_that_is_not_positive_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => Gaussian(Pair, 0, 0));
        Should.Throw<ArgumentOutOfRangeException>(static () => Gaussian(Pair, float.NaN, 0));
    }

    [Fact]
    public void Room_for_fewer_confidences_than_indices_is_refused() =>
        Should.Throw<ArgumentException>(static () =>
            SoftNonMaxSuppression.SuppressLinear(Pair.Boxes, Pair.Confidences, [], 0.5f, 0, new int[3], new float[2])
        );

    // Confidences that are equal in exact arithmetic may come in either order after rounding, so positions are compared by confidence only.
    private static void ShouldAgree(List<(int Index, double Confidence)> expected, (int[] Kept, float[] Decayed) actual)
    {
        actual.Kept.Length.ShouldBe(expected.Count);
        actual.Kept.Order().ShouldBe(expected.Select(static e => e.Index).Order());
        for (var i = 0; i < expected.Count; i++)
        {
            ((double)actual.Decayed[i]).ShouldBe(expected[i].Confidence, 1e-5);
        }
    }

    private static (int[] Kept, float[] Decayed) Linear(
        ScoredBoxes scene,
        float iouThreshold,
        float minConfidence,
        bool agnostic = false
    )
    {
        var kept = new int[scene.Boxes.Length];
        var decayed = new float[kept.Length];
        var classIds = agnostic ? [] : scene.ClassIds;
        var count = SoftNonMaxSuppression.SuppressLinear(
            scene.Boxes,
            scene.Confidences,
            classIds,
            iouThreshold,
            minConfidence,
            kept,
            decayed
        );
        return (kept[..count], decayed[..count]);
    }

    private static (int[] Kept, float[] Decayed) Gaussian(
        ScoredBoxes scene,
        float sigma,
        float minConfidence,
        bool agnostic = false
    )
    {
        var kept = new int[scene.Boxes.Length];
        var decayed = new float[kept.Length];
        var classIds = agnostic ? [] : scene.ClassIds;
        var count = SoftNonMaxSuppression.SuppressGaussian(
            scene.Boxes,
            scene.Confidences,
            classIds,
            sigma,
            minConfidence,
            kept,
            decayed
        );
        return (kept[..count], decayed[..count]);
    }
}
