using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

/// <summary>Cuts a vector's slice: the slices of a vector have the sizes of the binary digits of its length, largest first.</summary>
internal abstract class SliceFactory<TSlice> : CustomMappingFactory<SliceSource, TSlice>
    where TSlice : class, ISlice, new()
{
    public override Action<SliceSource, TSlice> GetMapping() =>
        static (source, slice) =>
        {
            var length = source.Values.Length;
            var size = slice.Values.Length;
            var start = length & ~((2 * size) - 1);
            var target = slice.Values.AsSpan();
            if (source.Values.IsDense)
            {
                source.Values.GetValues().Slice(start, size).CopyTo(target);
                return;
            }

            for (var i = 0; i < size; i++)
            {
                target[i] = source.Values.GetItemOrDefault(start + i);
            }
        };
}
