using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

/// <summary>Mappings that cut a slice of a power of two out of a vector of unknown size.</summary>
internal static class Slices
{
    /// <summary>Longest vector that is saved: one slice for each of its binary digits.</summary>
    public const int MaxLength = (1 << 23) - 1;

    public static string ColumnOf(int size) => $"{SavedColumns.SlicePrefix}{size}";

    /// <exception cref="NotSupportedException">There is no such slice.</exception>
    public static IEstimator<ITransformer> Mapping(MLContext ml, int size) =>
        size switch
        {
            1 => Create(ml, new Slice1.Factory(), size),
            2 => Create(ml, new Slice2.Factory(), size),
            4 => Create(ml, new Slice4.Factory(), size),
            8 => Create(ml, new Slice8.Factory(), size),
            16 => Create(ml, new Slice16.Factory(), size),
            32 => Create(ml, new Slice32.Factory(), size),
            64 => Create(ml, new Slice64.Factory(), size),
            128 => Create(ml, new Slice128.Factory(), size),
            256 => Create(ml, new Slice256.Factory(), size),
            512 => Create(ml, new Slice512.Factory(), size),
            1024 => Create(ml, new Slice1024.Factory(), size),
            2048 => Create(ml, new Slice2048.Factory(), size),
            4096 => Create(ml, new Slice4096.Factory(), size),
            8192 => Create(ml, new Slice8192.Factory(), size),
            16384 => Create(ml, new Slice16384.Factory(), size),
            32768 => Create(ml, new Slice32768.Factory(), size),
            65536 => Create(ml, new Slice65536.Factory(), size),
            131072 => Create(ml, new Slice131072.Factory(), size),
            262144 => Create(ml, new Slice262144.Factory(), size),
            524288 => Create(ml, new Slice524288.Factory(), size),
            1048576 => Create(ml, new Slice1048576.Factory(), size),
            2097152 => Create(ml, new Slice2097152.Factory(), size),
            4194304 => Create(ml, new Slice4194304.Factory(), size),
            _ => throw new NotSupportedException(
                $"Vectors of more than {MaxLength} values cannot be saved in a pipeline."
            ),
        };

    private static CustomMappingEstimator<SliceSource, TSlice> Create<TSlice>(
        MLContext ml,
        SliceFactory<TSlice> factory,
        int size
    )
        where TSlice : class, ISlice, new() =>
        ml.Transforms.CustomMapping(factory.GetMapping(), $"VisionSdk.Slice{size}.v1");
}
