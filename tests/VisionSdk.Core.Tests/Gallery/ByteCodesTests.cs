using System.Runtime.Intrinsics.X86;
using CsCheck;

namespace VisionSdk.Core.Tests;

public unsafe class ByteCodesTests
{
    [Fact]
    public void Encode_keeps_each_value_to_half_a_step()
    {
        Gen.Float[-3, 3]
            .Array[48]
            .Sample(static values =>
            {
                var codes = new byte[64];

                var scale = ByteCodes.Encode(values, codes);

                for (var i = 0; i < values.Length; i++)
                {
                    (scale * (codes[i] - 128)).ShouldBe(values[i], (scale * 0.5f) + 1e-6f);
                }

                codes[48..].ShouldAllBe(static code => code == 0);
            });
    }

    [Fact]
    public void Encode_of_zeros_and_of_values_next_to_zero_is_zero()
    {
        var codes = new byte[64];

        ByteCodes.Encode(new float[16], codes).ShouldBe(0);
        codes[..16].ShouldAllBe(static code => code == 128);
        ByteCodes.Encode(Enumerable.Repeat(float.Epsilon, 16).ToArray(), codes).ShouldBe(0);
    }

    [Fact]
    public void Dot_is_that_of_a_plain_loop_on_every_path()
    {
        Gen.Select(Gen.Byte.Array[192], Gen.SByte[-127, 127].Array[192])
            .Sample(
                static (row, probe) =>
                {
                    var expected = 0;
                    for (var i = 0; i < row.Length; i++)
                    {
                        expected += row[i] * probe[i];
                    }

                    fixed (byte* a = row)
                    fixed (sbyte* b = probe)
                    {
                        ByteCodes.Dot(a, b, row.Length).ShouldBe(expected);
                        ByteCodes.DotPortable(a, b, row.Length).ShouldBe(expected);
                        if (Avx2.IsSupported)
                        {
                            ByteCodes.DotAvx2(a, b, row.Length).ShouldBe(expected);
                        }

                        if (AvxVnni.IsSupported)
                        {
                            ByteCodes.DotVnni(a, b, row.Length).ShouldBe(expected);
                        }

                        if (Avx512BW.IsSupported)
                        {
                            ByteCodes.DotAvx512(a, b, row.Length).ShouldBe(expected);
                        }
                    }
                }
            );
    }

    [Fact]
    public void Dot_of_the_largest_codes_does_not_overflow()
    {
        var row = Enumerable.Repeat(byte.MaxValue, 128).ToArray();
        var probe = Enumerable.Repeat((sbyte)-127, 128).ToArray();
        fixed (byte* a = row)
        fixed (sbyte* b = probe)
        {
            ByteCodes.Dot(a, b, 128).ShouldBe(-127 * 255 * 128);
            ByteCodes.DotPortable(a, b, 128).ShouldBe(-127 * 255 * 128);
        }
    }
}
