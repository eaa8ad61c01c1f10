using CsCheck;

namespace VisionSdk.Core.Tests;

/// <summary>The shortcuts that keep exponentials away from most of a score map must never lose a candidate.</summary>
public class ScoreFilterTests
{
    [Fact]
    public void Whatever_reaches_a_probability_passes_the_floor_of_its_logit() =>
        Gen.Select(
                Gen.Float[-30, 30],
                Gen.OneOf(Gen.Float[0, 1], Gen.Float[0, 1e-6f], Gen.Float[0.9999f, 1], Gen.Const(1f), Gen.Const(0f))
            )
            .Sample(
                static (logit, probability) =>
                    Logistic.Sigmoid(logit) < probability || logit >= Logistic.Floor(probability),
                iter: 20_000
            );

    [Fact]
    public void A_logit_at_which_sigma_rounds_to_the_probability_passes() =>
        Gen.Float[-18, 18].Sample(static logit => logit >= Logistic.Floor(Logistic.Sigmoid(logit)), iter: 20_000);

    [Fact]
    public void The_floor_is_close_to_the_logit()
    {
        Logistic.Floor(0.5f).ShouldBeInRange(-0.1f, 0);
        Logistic.Floor(0.9f).ShouldBeInRange(2.1f, 2.1973f);
        Logistic.Floor(0).ShouldBe(float.NegativeInfinity);
    }

    [Fact]
    public void The_scan_finds_the_first_value_at_or_above_a_minimum() =>
        Gen.Select(
                Gen.Int[0, 9].Select(static v => v == 9 ? float.NaN : v / 8f).Array[0, 70],
                Gen.Int[0, 8],
                Gen.Int[0, 70]
            )
            .Sample(
                static (values, eighths, start) =>
                {
                    start = Math.Min(start, values.Length);
                    var minimum = eighths / 8f;
                    var expected = Array.FindIndex(values, start, value => value >= minimum);

                    ScoreScan.IndexOfAtLeast(values, minimum, start).ShouldBe(expected < 0 ? values.Length : expected);
                }
            );

    [Fact]
    public void Rank_keys_order_by_confidence_and_then_by_index() =>
        Gen.Select(Gen.Float.Where(static f => !float.IsNaN(f)), Gen.Int[0, int.MaxValue])
            .Select(Gen.Select(Gen.Float.Where(static f => !float.IsNaN(f)), Gen.Int[0, int.MaxValue]))
            .Sample(
                static (a, b) =>
                {
                    var expected = a.Item1 == b.Item1 ? a.Item2.CompareTo(b.Item2) : b.Item1.CompareTo(a.Item1);

                    Math.Sign(RankKey.Create(a.Item1, a.Item2).CompareTo(RankKey.Create(b.Item1, b.Item2)))
                        .ShouldBe(Math.Sign(expected));
                    RankKey.Index(RankKey.Create(a.Item1, a.Item2)).ShouldBe(a.Item2);
                }
            );

    [Fact]
    public void Negative_zero_ties_with_zero() => RankKey.Create(-0f, 3).ShouldBe(RankKey.Create(0f, 3));

    [Fact]
    public void The_highest_confidences_of_a_long_stream_are_kept() =>
        Gen.Select(Generators.CoarseConfidence.Array[0, 3000], Gen.Int[0, 700])
            .Sample(
                static (confidences, capacity) =>
                {
                    var highest = new HighestConfidences(capacity);
                    for (var i = 0; i < confidences.Length; i++)
                    {
                        highest.Add(confidences[i], i);
                    }

                    var kept = highest.Ranked().ToArray().Select(RankKey.Index);

                    kept.ShouldBe(
                        Enumerable.Range(0, confidences.Length).OrderByDescending(i => confidences[i]).Take(capacity)
                    );
                    highest.Dispose();
                },
                iter: 200
            );
}
