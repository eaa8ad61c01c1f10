using System.Runtime.Intrinsics.X86;
using CsCheck;

namespace VisionSdk.Core.Tests;

public unsafe class RowSumsTests
{
    // Whole steps, a remainder after them, and less than one step.
    public static TheoryData<int> Lengths { get; } = [16, 48, 64, 128, 144, 176];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_are_those_of_a_plain_loop_on_every_path(int length)
    {
        Gen.Select(Gen.Float[-2, 2].Array[length], Gen.Float[-2, 2].Array[length])
            .Sample(
                static (row, probe) =>
                {
                    var dot = row.Zip(probe, static (a, b) => (double)a * b).Sum();
                    var squared = row.Zip(probe, static (a, b) => ((double)a - b) * ((double)a - b)).Sum();
                    var tolerance = 1e-4 * row.Length;
                    fixed (float* a = row)
                    fixed (float* b = probe)
                    {
                        ((double)RowSums.Dot(a, b, row.Length)).ShouldBe(dot, tolerance);
                        ((double)RowSums.SquaredDistance(a, b, row.Length)).ShouldBe(squared, tolerance);
                        if (Fma.IsSupported)
                        {
                            ((double)RowSums.Dot256(a, b, row.Length)).ShouldBe(dot, tolerance);
                            ((double)RowSums.SquaredDistance256(a, b, row.Length)).ShouldBe(squared, tolerance);
                        }
                    }
                }
            );
    }
}
