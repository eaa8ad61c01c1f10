using VisionSdk.Storage;

namespace VisionSdk.Tests;

public sealed class GateMeasurementTests
{
    [Theory]
    [InlineData(1000, 0, MigrationGate.Passed)]
    [InlineData(1000, 2, MigrationGate.Passed)]
    [InlineData(1000, 20, MigrationGate.Failed)]
    [InlineData(100, 0, MigrationGate.NotEnoughData)]
    public void Compare_allows_the_margin_at_the_pessimistic_end_of_the_interval(
        int genuine,
        int lost,
        MigrationGate expected
    )
    {
        var pairs = Pairs(genuine, lost, impostors: 1000);

        var rate = GateMeasurement.Compare(pairs, 0.01, margin: 0.01, confidence: 0.95);

        rate.Verdict.ShouldBe(expected, rate.Explanation);
        rate.Lost.ShouldBe(lost);
        rate.Old.TrueAcceptRate.ShouldBe(1);
        rate.New.TrueAcceptRate.ShouldBe((genuine - lost) / (double)genuine);
    }

    [Fact]
    public void Compare_refuses_a_rate_that_the_impostors_cannot_support()
    {
        var rate = GateMeasurement.Compare(Pairs(1000, 0, impostors: 299), 0.01, margin: 0.01, confidence: 0.95);

        rate.Verdict.ShouldBe(MigrationGate.NotEnoughData);
        rate.Explanation.ShouldContain("300");
    }

    [Fact]
    public void Compare_counts_what_the_new_space_gains()
    {
        var pairs = Pairs(1000, 0, impostors: 1000);
        for (var place = 0; place < 100; place++)
        {
            pairs.Genuine[place] = (5, 0.1f);
        }

        var rate = GateMeasurement.Compare(pairs, 0.01, margin: 0.01, confidence: 0.95);

        rate.Gained.ShouldBe(100);
        rate.DifferenceBound.ShouldBeInRange(0.07, 0.1);
    }

    [Fact]
    public void Compare_says_that_nothing_cannot_be_judged() =>
        GateMeasurement
            .Compare(new PairDistances(), 0.01, margin: 0.01, confidence: 0.95)
            .Verdict.ShouldBe(MigrationGate.NotEnoughData);

    private static PairDistances Pairs(int genuine, int lost, int impostors)
    {
        var pairs = new PairDistances();
        for (var place = 0; place < genuine; place++)
        {
            pairs.Genuine.Add((0.1f, place < lost ? 5 : 0.1f));
        }

        for (var place = 0; place < impostors; place++)
        {
            pairs.Impostors.Add((1 + (place / 10_000f), 1 + (place / 10_000f)));
        }

        return pairs;
    }
}
