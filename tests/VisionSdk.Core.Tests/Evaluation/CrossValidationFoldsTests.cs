namespace VisionSdk.Core.Tests;

public class CrossValidationFoldsTests
{
    [Fact]
    public void Divide_gives_every_fold_both_kinds_in_runs_of_the_lists_order()
    {
        var pairs = Enumerable.Range(0, 90).Select(static i => new VerificationPair(i, i % 3 == 0)).ToArray();

        CrossValidationFolds.Divide(pairs, folds: 5);

        pairs.GroupBy(static pair => pair.Fold).Count().ShouldBe(5);
        pairs
            .GroupBy(static pair => (pair.Fold, pair.IsSame))
            .ShouldAllBe(static kind => kind.Count() == (kind.Key.IsSame ? 6 : 12));
        pairs.Where(static pair => pair.IsSame).Select(static pair => pair.Fold).ShouldBeInOrder();
    }

    [Fact]
    public void Divide_refuses_fewer_pairs_of_a_kind_than_folds() =>
        Should
            .Throw<ArgumentException>(static () =>
                CrossValidationFolds.Divide(
                    Enumerable.Range(0, 30).Select(static i => new VerificationPair(i, i < 4)).ToArray(),
                    5
                )
            )
            .Message.ShouldContain("4 pairs of one identity");

    [Fact]
    public void Identities_are_spread_evenly_and_always_the_same_way()
    {
        var random = new Random(1);
        var ids = Enumerable
            .Range(0, 5000)
            .Select(_ =>
            {
                var bytes = new byte[16];
                random.NextBytes(bytes);
                return new Guid(bytes);
            })
            .ToArray();

        var folds = ids.Select(static id => CrossValidationFolds.OfIdentity(id, 5)).ToArray();

        folds.ShouldBe(ids.Select(static id => CrossValidationFolds.OfIdentity(id, 5)));
        folds.CountBy(static fold => fold).ShouldAllBe(static fold => fold.Value > 850 && fold.Value < 1150);
        CrossValidationFolds.OfPair(2, 2).ShouldBe(2);
        CrossValidationFolds.OfPair(2, 3).ShouldBe(CrossValidationFolds.None);
    }
}
