using System.Text;
using CsCheck;

namespace VisionSdk.Tests;

public sealed class RolloutAssignmentTests
{
    private static readonly Guid Store = Guid.Parse("0f0e0d0c-0b0a-0908-0706-050403020100");
    private static readonly byte[] Seed = RolloutAssignment.Seed(Store, 1, 0);

    [Fact]
    public void Includes_as_many_subjects_as_the_share_says()
    {
        const int Subjects = 20_000;
        foreach (var share in (double[])[0, 0.01, 0.1, 0.5, 0.9, 1])
        {
            var chosen = Enumerable.Range(0, Subjects).Count(i => RolloutAssignment.Includes(Seed, Subject(i), share));

            // Five standard deviations of a binomial count.
            ((double)chosen).ShouldBe(share * Subjects, 1 + (int)(5 * Math.Sqrt(Subjects * share * (1 - share))));
        }
    }

    [Fact]
    public void Includes_everybody_who_was_in_when_the_share_grows() =>
        Gen.Select(Gen.Byte.Array[1, 40], Gen.Double[0, 1], Gen.Double[0, 1])
            .Sample(
                static (subject, first, second) =>
                    !RolloutAssignment.Includes(Seed, subject, Math.Min(first, second))
                    || RolloutAssignment.Includes(Seed, subject, Math.Max(first, second))
            );

    [Fact]
    public void PlaceOf_is_the_same_for_ever()
    {
        // A changed function would send everybody to another version in the middle of a rollout.
        RolloutAssignment.PlaceOf(Seed, "anna"u8).ShouldBe(Expected(Seed, "anna"u8));
        RolloutAssignment.PlaceOf(Seed, "anna"u8).ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Two_rollouts_and_two_purposes_choose_independently()
    {
        byte[][] seeds = [Seed, RolloutAssignment.Seed(Store, 2, 0), RolloutAssignment.Seed(Store, 1, 1)];
        foreach (var other in seeds.Skip(1))
        {
            var both = Enumerable
                .Range(0, 10_000)
                .Count(i =>
                    RolloutAssignment.Includes(Seed, Subject(i), 0.5)
                    && RolloutAssignment.Includes(other, Subject(i), 0.5)
                );

            both.ShouldBeInRange(2250, 2750);
        }
    }

    [Fact]
    public void A_key_shows_nothing_of_its_text_and_is_equal_to_its_like()
    {
        RolloutKey key = "customer 4711";

        key.ShouldBe(RolloutKey.FromText("customer 4711"));
        key.ShouldNotBe(RolloutKey.FromText("customer 4712"));
        new ClaimOptions { RolloutKey = key }
            .ToString()
            .ShouldNotContain("4711");
        new DetectOptions { RolloutKey = key }
            .ToString()
            .ShouldContain("(rollout key)");
        Should.Throw<ArgumentException>(static () => RolloutKey.FromText(" "));
    }

    private static double Expected(byte[] seed, ReadOnlySpan<byte> subject)
    {
        var digest = System.Security.Cryptography.SHA256.HashData([.. seed, .. subject]);
        return (BitConverter.ToUInt64(digest) >> 11) / 9007199254740992.0;
    }

    private static byte[] Subject(int number) => Encoding.UTF8.GetBytes($"subject {number}");
}
