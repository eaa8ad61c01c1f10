namespace VisionSdk;

/// <summary>
/// A confidence and an index in one integer whose ascending order is: higher confidence first, then lower index. Sorting plain integers
/// needs no comparer, and equal confidences cannot change places.
/// </summary>
internal static class RankKey
{
    private const uint SignBit = 0x8000_0000;

    /// <summary>Packs a confidence, not NaN, and a non-negative index.</summary>
    public static ulong Create(float confidence, int index)
    {
        // IEEE 754 bits of non-negative numbers are ordered like the numbers, those of negative ones the other way round. Adding 0 turns -0 into 0.
        var bits = BitConverter.SingleToUInt32Bits(confidence + 0f);
        var ascending = (bits & SignBit) == 0 ? bits | SignBit : ~bits;
        return ((ulong)~ascending << 32) | (uint)index;
    }

    public static int Index(ulong key) => (int)(uint)key;
}
