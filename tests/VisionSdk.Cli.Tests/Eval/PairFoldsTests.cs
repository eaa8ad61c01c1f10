namespace VisionSdk.Cli.Tests;

public sealed class PairFoldsTests
{
    [Fact]
    public void Assign_divides_each_kind_evenly_and_keeps_neighbours_together()
    {
        LabelledPair[] pairs = [.. Enumerable.Range(0, 50).Select(i => new LabelledPair(0, i < 30, $"{i}", $"{i}"))];

        var assigned = PairFolds.Assign(pairs);

        assigned.Select(static pair => pair.First).ShouldBe(pairs.Select(static pair => pair.First));
        foreach (var fold in assigned.GroupBy(static pair => pair.Fold))
        {
            fold.Count(static pair => pair.IsSame).ShouldBe(3);
            fold.Count(static pair => !pair.IsSame).ShouldBe(2);
        }

        assigned.Take(3).Select(static pair => pair.Fold).ShouldAllBe(static fold => fold == 0);
    }

    [Fact]
    public void Assign_keeps_folds_that_the_list_has()
    {
        LabelledPair[] pairs = [new(3, true, "a", "b"), new(4, false, "c", "d")];

        PairFolds.Assign(pairs).ShouldBe(pairs);
    }

    [Fact]
    public void Assign_refuses_too_few_pairs()
    {
        LabelledPair[] pairs = [.. Enumerable.Range(0, 20).Select(i => new LabelledPair(0, i < 11, "a", "b"))];

        Should.Throw<InputFileException>(() => PairFolds.Assign(pairs)).Message.ShouldContain("11");
    }
}
