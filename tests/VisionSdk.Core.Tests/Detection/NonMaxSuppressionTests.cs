using CsCheck;

namespace VisionSdk.Core.Tests;

public class NonMaxSuppressionTests
{
    private static readonly Gen<(ScoredBoxes Scene, float Threshold, bool Agnostic)> Scenes = Gen.Select(
        ScoredBoxes.Crowd,
        Gen.Int[0, 10].Select(static tenths => tenths / 10f),
        Gen.Bool
    );

    [Fact]
    public void Suppress_keeps_the_most_confident_box_of_each_cluster()
    {
        // Two clusters: IoU within the first is 9·10 / (200 - 90) = 0.818.
        BoundingBox[] boxes = [new(0, 0, 10, 10), new(1, 0, 10, 10), new(100, 100, 10, 10)];

        var kept = new ScoredBoxes(boxes, [0.6f, 0.9f, 0.7f], [0, 0, 0]).Suppress(0.5f);

        kept.ShouldBe([1, 2]);
    }

    [Fact]
    public void Suppress_drops_only_what_is_above_the_threshold()
    {
        // IoU is exactly 1/3: the overlap is half of each box.
        var scene = new ScoredBoxes([new(0, 0, 10, 10), new(5, 0, 10, 10)], [0.9f, 0.8f], [0, 0]);

        scene.Suppress(1f / 3).ShouldBe([0, 1]);
        scene.Suppress(MathF.BitDecrement(1f / 3)).ShouldBe([0]);
    }

    [Fact]
    public void Suppress_keeps_classes_apart_unless_it_is_told_otherwise()
    {
        var scene = new ScoredBoxes([new(0, 0, 10, 10), new(0, 0, 10, 10)], [0.8f, 0.9f], [3, 4]);

        scene.Suppress(0.5f).ShouldBe([1, 0]);
        scene.Suppress(0.5f, classAgnostic: true).ShouldBe([1]);
    }

    [Fact]
    public void Suppress_keeps_the_input_order_of_equal_confidences()
    {
        var boxes = Enumerable.Range(0, 400).Select(static i => new BoundingBox(i * 20, 0, 10, 10)).ToArray();
        var scene = new ScoredBoxes(boxes, [.. Enumerable.Repeat(0.5f, 400)], new int[400]);

        scene.Suppress(0.5f).ShouldBe(Enumerable.Range(0, 400));
        scene.Suppress(0.5f, maxCandidates: 7).ShouldBe(Enumerable.Range(0, 7));
    }

    [Fact]
    public void A_box_that_was_suppressed_suppresses_nothing()
    {
        // A chain: b overlaps a and c, a and c do not overlap.
        BoundingBox[] boxes = [new(0, 0, 10, 10), new(4, 0, 10, 10), new(8, 0, 10, 10)];

        new ScoredBoxes(boxes, [0.9f, 0.8f, 0.7f], [0, 0, 0]).Suppress(0.4f).ShouldBe([0, 2]);
    }

    [Fact]
    public void A_confidence_that_is_not_a_number_never_wins()
    {
        var scene = new ScoredBoxes([new(0, 0, 10, 10), new(50, 0, 10, 10)], [float.NaN, 0.1f], [0, 0]);

        scene.Suppress(0.5f).ShouldBe([1]);
    }

    [Fact]
    public void Suppress_agrees_with_the_textbook_loop() =>
        Scenes.Sample(static s =>
            s.Scene.Suppress(s.Threshold, s.Agnostic).ShouldBe(SuppressionOracle.Hard(s.Scene, s.Threshold, s.Agnostic))
        );

    [Fact]
    public void Kept_boxes_of_a_class_overlap_by_at_most_the_threshold() =>
        Scenes.Sample(static s =>
        {
            var kept = s.Scene.Suppress(s.Threshold, s.Agnostic);
            return kept.All(a =>
                kept.All(b =>
                    a == b
                    || (!s.Agnostic && s.Scene.ClassIds[a] != s.Scene.ClassIds[b])
                    || s.Scene.Boxes[a].IntersectionOverUnion(s.Scene.Boxes[b]) <= s.Threshold
                )
            );
        });

    [Fact]
    public void Kept_indices_are_distinct_indices_of_the_input() =>
        Scenes.Sample(static s =>
        {
            var kept = s.Scene.Suppress(s.Threshold, s.Agnostic);
            return kept.Distinct().Count() == kept.Length && kept.All(i => i >= 0 && i < s.Scene.Boxes.Length);
        });

    [Fact]
    public void Suppressing_twice_changes_nothing() =>
        Scenes.Sample(static s =>
        {
            var once = s.Scene.Pick(s.Scene.Suppress(s.Threshold, s.Agnostic));
            once.Suppress(s.Threshold, s.Agnostic).ShouldBe(Enumerable.Range(0, once.Boxes.Length));
        });

    [Fact]
    public void The_order_of_the_boxes_does_not_matter_when_confidences_differ() =>
        Gen.Select(Scenes, Gen.Int[0, int.MaxValue])
            .Sample(
                static (s, seed) =>
                {
                    var count = s.Scene.Boxes.Length;
                    var random = new Random(seed);
                    var ranks = Enumerable.Range(0, count).ToArray();
                    random.Shuffle(ranks);
                    var scene = s.Scene with { Confidences = [.. ranks.Select(rank => (rank + 1f) / (count + 1))] };
                    var order = Enumerable.Range(0, count).ToArray();
                    random.Shuffle(order);

                    var kept = scene.Suppress(s.Threshold, s.Agnostic);
                    var shuffled = scene.Pick(order).Suppress(s.Threshold, s.Agnostic);

                    shuffled.Select(i => order[i]).ShouldBe(kept);
                }
            );

    [Fact]
    public void Every_dropped_box_overlaps_a_more_confident_kept_one() =>
        Scenes.Sample(static s =>
        {
            var kept = s.Scene.Suppress(s.Threshold, s.Agnostic);
            return Enumerable
                .Range(0, s.Scene.Boxes.Length)
                .Except(kept)
                .All(i =>
                    kept.Any(k =>
                        s.Scene.Confidences[k] >= s.Scene.Confidences[i]
                        && (s.Agnostic || s.Scene.ClassIds[k] == s.Scene.ClassIds[i])
                        && s.Scene.Boxes[k].IntersectionOverUnion(s.Scene.Boxes[i]) > s.Threshold
                    )
                );
        });

    [Fact]
    public void A_short_span_receives_the_most_confident_of_what_would_be_kept() =>
        Gen.Select(Scenes, Gen.Int[0, 20])
            .Sample(
                static (s, cap) =>
                {
                    var all = s.Scene.Suppress(s.Threshold, s.Agnostic);
                    s.Scene.Suppress(s.Threshold, s.Agnostic, maxKept: cap).ShouldBe(all.Take(cap));
                }
            );

    [Fact]
    public void Only_the_most_confident_candidates_take_part() =>
        Gen.Select(Scenes, Gen.Int[0, 20])
            .Sample(
                static (s, cap) =>
                {
                    var ranked = Enumerable
                        .Range(0, s.Scene.Boxes.Length)
                        .OrderByDescending(i => s.Scene.Confidences[i])
                        .Take(cap)
                        .Order()
                        .ToArray();
                    var expected = s.Scene.Pick(ranked).Suppress(s.Threshold, s.Agnostic).Select(i => ranked[i]);

                    s.Scene.Suppress(s.Threshold, s.Agnostic, maxCandidates: cap).ShouldBe(expected);
                }
            );

    [Fact]
    public void Suppress_allocates_nothing_once_it_is_warm()
    {
        var scene = new ScoredBoxes(
            [.. Enumerable.Range(0, 1000).Select(static i => new BoundingBox(i % 37, i % 41, 10, 10))],
            [.. Enumerable.Range(0, 1000).Select(static i => (i * 7919 % 1000) / 1000f)],
            new int[1000]
        );
        var kept = new int[1000];
        NonMaxSuppression.Suppress(scene.Boxes, scene.Confidences, scene.ClassIds, 0.5f, kept);

        var before = GC.GetAllocatedBytesForCurrentThread();
        NonMaxSuppression.Suppress(scene.Boxes, scene.Confidences, scene.ClassIds, 0.5f, kept);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void A_threshold_outside_0_to_1_is_refused(float threshold) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ScoredBoxes([], [], []).Suppress(threshold));

    [Fact]
    public void Spans_of_different_lengths_are_refused()
    {
        Should.Throw<ArgumentException>(() => new ScoredBoxes(new BoundingBox[2], [1], [0, 0]).Suppress(0.5f));
        Should.Throw<ArgumentException>(() => new ScoredBoxes(new BoundingBox[2], [1, 1], [0]).Suppress(0.5f));
    }
}
