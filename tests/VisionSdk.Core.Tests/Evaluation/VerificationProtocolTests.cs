using CsCheck;

namespace VisionSdk.Core.Tests;

public class VerificationProtocolTests
{
    private static readonly Gen<VerificationPair[]> Pairs = Gen.Select(
            Gen.OneOf(Gen.Int[0, 12].Select(static step => step / 8f), Gen.Const(float.PositiveInfinity)),
            Gen.Bool,
            Gen.Int[0, 3],
            static (distance, same, fold) => new VerificationPair(distance, same, fold)
        )
        .Array[2, 60]
        .Where(static pairs => pairs.Select(static pair => pair.Fold).Distinct().Count() > 1);

    [Fact]
    public void Each_fold_is_judged_by_the_threshold_of_the_others()
    {
        // Fold 0 separates at 2, between 1 and 3; fold 1 at 6, between 5 and 7, so each fold's choice costs the other one pair.
        VerificationPair[] pairs =
        [
            new(1, true, 0),
            new(3, false, 0),
            new(8, false, 0),
            new(4, true, 1),
            new(5, true, 1),
            new(7, false, 1),
        ];

        var accuracy = VerificationProtocol.Evaluate(pairs);

        accuracy.Folds.ShouldBe([new VerificationFold(0, 6, 3, 2), new VerificationFold(1, 2, 3, 1)]);
        accuracy.Mean.ShouldBe(0.5, 1e-12);

        // Deviations of ±1/6: variance 2/36, over two folds.
        accuracy.StandardError.ShouldBe(1.0 / 6, 1e-12);
    }

    [Fact]
    public void Separable_pairs_are_all_decided_correctly()
    {
        VerificationPair[] pairs =
        [
            .. Enumerable.Range(0, 100).Select(static i => new VerificationPair(0.1f + (i / 1000f), true, i % 10)),
            .. Enumerable.Range(0, 100).Select(static i => new VerificationPair(0.6f + (i / 1000f), false, i % 10)),
        ];

        var accuracy = VerificationProtocol.Evaluate(pairs);

        accuracy.Mean.ShouldBe(1);
        accuracy.StandardError.ShouldBe(0);
        accuracy.Folds.Length.ShouldBe(10);
    }

    [Fact]
    public void Threshold_is_as_accurate_on_the_other_folds_as_any_threshold_can_be()
    {
        Pairs.Sample(static pairs =>
        {
            foreach (var fold in VerificationProtocol.Evaluate(pairs).Folds)
            {
                VerificationPair[] others = [.. pairs.Where(pair => pair.Fold != fold.Fold)];
                var best = others
                    .Select(static pair => (double)pair.Distance)
                    .Where(double.IsFinite)
                    .Append(-1)
                    .Max(threshold => Correct(others, threshold));
                Correct(others, fold.Threshold).ShouldBe(best);

                VerificationPair[] own = [.. pairs.Where(pair => pair.Fold == fold.Fold)];
                fold.Pairs.ShouldBe(own.Length);
                fold.Correct.ShouldBe(Correct(own, fold.Threshold));
            }
        });
    }

    [Fact]
    public void Result_does_not_depend_on_the_order_of_the_pairs()
    {
        Gen.Select(Pairs, Gen.Int)
            .Sample(
                static (pairs, seed) =>
                {
                    var expected = VerificationProtocol.Evaluate(pairs);
                    new Random(seed).Shuffle(pairs);

                    var actual = VerificationProtocol.Evaluate(pairs);

                    actual.Folds.ShouldBe(expected.Folds);
                    actual.Mean.ShouldBe(expected.Mean);
                }
            );
    }

    [Fact]
    public void Misuse_is_rejected()
    {
        Should.Throw<ArgumentException>(static () => VerificationProtocol.Evaluate([]));
        Should.Throw<ArgumentException>(static () =>
            VerificationProtocol.Evaluate([new VerificationPair(1, true), new VerificationPair(2, false)])
        );
        Should.Throw<ArgumentException>(static () =>
            VerificationProtocol.Evaluate([new VerificationPair(1, true), new VerificationPair(float.NaN, false, 1)])
        );
    }

    private static int Correct(VerificationPair[] pairs, double threshold) =>
        pairs.Count(pair => (pair.Distance <= threshold) == pair.IsSame);
}
