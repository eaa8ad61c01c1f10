using CsCheck;

namespace VisionSdk.Core.Tests;

public class RocCurveTests
{
    // Few distinct values, so that ties within and between the two sets are common.
    private static readonly Gen<float> Distance = Gen.OneOf(
        Gen.Int[0, 12].Select(static step => step / 8f),
        Gen.Float[0, 2],
        Gen.Const(float.PositiveInfinity)
    );

    private static readonly Gen<(float[] Genuine, float[] Impostors)> Sets = Gen.Select(
        Distance.Array[1, 30],
        Distance.Array[1, 30]
    );

    [Fact]
    public void Rates_are_the_counts_of_a_plain_loop()
    {
        Gen.Select(Sets, Gen.OneOf(Gen.Int[-1, 13].Select(static step => step / 8.0), Gen.Double[0, 2]))
            .Sample(
                static (sets, threshold) =>
                {
                    var (genuine, impostors) = sets;
                    var curve = RocCurve.FromDistances(genuine, impostors);

                    var point = curve.At(threshold);

                    var falseMatches = impostors.Count(distance => distance <= threshold);
                    var falseNonMatches = genuine.Count(distance => distance > threshold);
                    curve.FalseMatches(threshold).ShouldBe(falseMatches);
                    curve.FalseNonMatches(threshold).ShouldBe(falseNonMatches);
                    point.Threshold.ShouldBe(threshold);
                    point.FalseMatchRate.ShouldBe(falseMatches / (double)impostors.Length);
                    point.FalseNonMatchRate.ShouldBe(falseNonMatches / (double)genuine.Length);
                    point.TrueAcceptRate.ShouldBe(1 - point.FalseNonMatchRate);
                }
            );
    }

    [Fact]
    public void False_match_rate_rises_and_false_non_match_rate_falls_with_the_distance_threshold()
    {
        Sets.Sample(
            static (genuine, impostors) =>
            {
                var points = RocCurve.FromDistances(genuine, impostors).Points().ToList();

                points[0].ShouldBe(new RocPoint(double.NegativeInfinity, 0, 1));
                points[^1].FalseMatchRate.ShouldBe(1);
                points[^1].FalseNonMatchRate.ShouldBe(0);
                points.Count.ShouldBe(1 + genuine.Concat(impostors).Distinct().Count());
                foreach (var (before, after) in points.Zip(points.Skip(1)))
                {
                    after.Threshold.ShouldBeGreaterThan(before.Threshold);
                    after.FalseMatchRate.ShouldBeGreaterThanOrEqualTo(before.FalseMatchRate);
                    after.FalseNonMatchRate.ShouldBeLessThanOrEqualTo(before.FalseNonMatchRate);
                }
            }
        );
    }

    [Fact]
    public void Points_are_those_of_At()
    {
        Sets.Sample(
            static (genuine, impostors) =>
            {
                var curve = RocCurve.FromDistances(genuine, impostors);
                foreach (var point in curve.Points().Where(static point => double.IsFinite(point.Threshold)))
                {
                    curve.At(point.Threshold).ShouldBe(point);
                }
            }
        );
    }

    [Fact]
    public void Area_is_the_share_of_pairs_in_the_right_order_with_ties_counting_half()
    {
        Sets.Sample(
            static (genuine, impostors) =>
            {
                double wins = 0;
                foreach (var distance in genuine)
                {
                    wins += impostors.Count(impostor => impostor > distance);
                    wins += 0.5 * impostors.Count(impostor => impostor == distance);
                }

                var area = RocCurve.FromDistances(genuine, impostors).AreaUnderCurve;

                area.ShouldBeInRange(0, 1);
                area.ShouldBe(wins / genuine.Length / impostors.Length, 1e-12);
            }
        );
    }

    [Fact]
    public void AtFalseMatchRate_gives_the_largest_threshold_within_the_target()
    {
        Gen.Select(Sets, Gen.OneOf(Gen.Double[0, 1], Gen.Int[0, 10].Select(static tenth => tenth / 10.0)))
            .Sample(
                static (sets, target) =>
                {
                    var (genuine, impostors) = sets;
                    var curve = RocCurve.FromDistances(genuine, impostors);

                    var point = curve.AtFalseMatchRate(target);

                    point.FalseMatchRate.ShouldBeLessThanOrEqualTo(target);
                    var next = MathF.BitIncrement((float)point.Threshold);
                    if (float.IsFinite(next))
                    {
                        curve.At(next).FalseMatchRate.ShouldBeGreaterThan(target);
                    }

                    // No point of the whole curve within the target accepts more.
                    curve
                        .Points()
                        .Where(other => other.FalseMatchRate <= target && double.IsFinite(other.Threshold))
                        .Select(static other => other.TrueAcceptRate)
                        .DefaultIfEmpty(0)
                        .Max()
                        .ShouldBeLessThanOrEqualTo(point.TrueAcceptRate);
                }
            );
    }

    [Theory]
    [InlineData(0.0, 0, 0.25)]
    [InlineData(0.24, 0, 0.25)]
    [InlineData(0.25, 0.25, 0.5)]
    [InlineData(0.5, 0.25, 0.5)]
    [InlineData(0.75, 0.75, 1)]
    [InlineData(1.0, 1, 1)]
    public void AtFalseMatchRate_keeps_tied_impostors_out_together(double target, double rate, double accepted)
    {
        // Impostors 2, 3, 3, 4: after one false match the next step is to three.
        var curve = RocCurve.FromDistances([1, 2.5f, 3, 3.5f], [2, 3, 3, 4]);

        var point = curve.AtFalseMatchRate(target);

        point.FalseMatchRate.ShouldBe(rate);
        point.TrueAcceptRate.ShouldBe(accepted);
    }

    [Fact]
    public void AtFalseMatchRate_meets_a_rate_that_has_no_exact_binary_form()
    {
        float[] impostors = [.. Enumerable.Range(0, 1000).Select(static i => i / 1000f)];
        var curve = RocCurve.FromDistances([0], impostors);

        foreach (var matches in Enumerable.Range(0, 1001))
        {
            curve.AtFalseMatchRate(matches / 1000.0).FalseMatchRate.ShouldBe(matches / 1000.0);
        }
    }

    [Theory]
    // Rates meet at a point.
    [InlineData(new float[] { 1, 2, 3, 6 }, new float[] { 4, 5, 7, 8 }, 0.25, 4)]
    // They cross while only the false-match rate moves, at FNMR = 1/3.
    [InlineData(new float[] { 1, 2, 5 }, new float[] { 3, 6 }, 1.0 / 3, 3)]
    // They cross on the diagonal of a tie, from (0, 1/2) to (1/2, 0).
    [InlineData(new float[] { 1, 2 }, new float[] { 2, 3 }, 0.25, 2)]
    // Nothing overlaps.
    [InlineData(new float[] { 1, 2 }, new float[] { 3, 4 }, 0, 2)]
    // Everything is equal.
    [InlineData(new float[] { 1, 1 }, new float[] { 1, 1 }, 0.5, 1)]
    // Always wrong.
    [InlineData(new float[] { 3, 4 }, new float[] { 1, 2 }, 1, 2)]
    public void Equal_error_rate_is_interpolated(float[] genuine, float[] impostors, double rate, double threshold)
    {
        var curve = RocCurve.FromDistances(genuine, impostors);

        curve.EqualErrorRate.ShouldBe(rate, 1e-12);
        curve.EqualErrorThreshold.ShouldBe(threshold);
    }

    [Fact]
    public void A_pair_that_could_not_be_compared_never_matches()
    {
        var curve = RocCurve.FromDistances([0.1f, float.PositiveInfinity], [1, float.PositiveInfinity]);

        curve.At(double.MaxValue).ShouldBe(new RocPoint(double.MaxValue, 0.5, 0.5));
    }

    [Fact]
    public void Two_million_impostors_are_no_obstacle()
    {
        // Genuine uniform on [0, 1), impostors on [0.5, 1.5): the area is 1 − ½·½·½ = 7/8, and FMR 1e-3 lies at 0.501.
        var random = new Random(7);
        float[] genuine = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextSingle())];
        float[] impostors = [.. Enumerable.Range(0, 2_000_000).Select(_ => 0.5f + random.NextSingle())];

        var curve = RocCurve.FromDistances(genuine, impostors);

        curve.AreaUnderCurve.ShouldBe(0.875, 0.005);
        curve.EqualErrorRate.ShouldBe(0.25, 0.01);
        curve.AtFalseMatchRate(1e-3).Threshold.ShouldBe(0.501, 1e-4);
        curve.AtFalseMatchRate(1e-3).FalseMatchRate.ShouldBe(1e-3, 1e-6);
    }

    [Fact]
    public void FromPairs_separates_the_two_kinds()
    {
        VerificationPair[] pairs = [new(0.1f, true), new(0.9f, false), new(0.2f, true)];

        var curve = RocCurve.FromPairs(pairs);

        curve.GenuineCount.ShouldBe(2);
        curve.ImpostorCount.ShouldBe(1);
        curve.AreaUnderCurve.ShouldBe(1);
    }

    [Fact]
    public void Misuse_is_rejected()
    {
        Should.Throw<ArgumentException>(static () => RocCurve.FromDistances([], [1]));
        Should.Throw<ArgumentException>(static () => RocCurve.FromDistances([1], []));
        Should.Throw<ArgumentException>(static () => RocCurve.FromDistances([float.NaN], [1]));
        Should.Throw<ArgumentException>(static () => RocCurve.FromDistances([1], [float.NegativeInfinity]));
        var curve = RocCurve.FromDistances([1], [2]);
        Should.Throw<ArgumentOutOfRangeException>(() => curve.At(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => curve.AtFalseMatchRate(1.1));
        Should.Throw<ArgumentOutOfRangeException>(() => curve.AtFalseMatchRate(double.NaN));
    }
}
