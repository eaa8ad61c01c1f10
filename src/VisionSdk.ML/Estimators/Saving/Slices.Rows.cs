using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

// One row type and one contract for each power of two up to 2^22, which is enough for the tensor of a picture of 1,600 x 1,600 pixels: in a
// model file, only a type can fix the length of a custom column.
internal sealed class Slice1 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "1"), VectorType(1)]
    public float[] Values { get; set; } = new float[1];

    [CustomMappingFactoryAttribute("VisionSdk.Slice1.v1")]
    internal sealed class Factory : SliceFactory<Slice1>;
}

internal sealed class Slice2 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "2"), VectorType(2)]
    public float[] Values { get; set; } = new float[2];

    [CustomMappingFactoryAttribute("VisionSdk.Slice2.v1")]
    internal sealed class Factory : SliceFactory<Slice2>;
}

internal sealed class Slice4 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "4"), VectorType(4)]
    public float[] Values { get; set; } = new float[4];

    [CustomMappingFactoryAttribute("VisionSdk.Slice4.v1")]
    internal sealed class Factory : SliceFactory<Slice4>;
}

internal sealed class Slice8 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "8"), VectorType(8)]
    public float[] Values { get; set; } = new float[8];

    [CustomMappingFactoryAttribute("VisionSdk.Slice8.v1")]
    internal sealed class Factory : SliceFactory<Slice8>;
}

internal sealed class Slice16 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "16"), VectorType(16)]
    public float[] Values { get; set; } = new float[16];

    [CustomMappingFactoryAttribute("VisionSdk.Slice16.v1")]
    internal sealed class Factory : SliceFactory<Slice16>;
}

internal sealed class Slice32 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "32"), VectorType(32)]
    public float[] Values { get; set; } = new float[32];

    [CustomMappingFactoryAttribute("VisionSdk.Slice32.v1")]
    internal sealed class Factory : SliceFactory<Slice32>;
}

internal sealed class Slice64 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "64"), VectorType(64)]
    public float[] Values { get; set; } = new float[64];

    [CustomMappingFactoryAttribute("VisionSdk.Slice64.v1")]
    internal sealed class Factory : SliceFactory<Slice64>;
}

internal sealed class Slice128 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "128"), VectorType(128)]
    public float[] Values { get; set; } = new float[128];

    [CustomMappingFactoryAttribute("VisionSdk.Slice128.v1")]
    internal sealed class Factory : SliceFactory<Slice128>;
}

internal sealed class Slice256 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "256"), VectorType(256)]
    public float[] Values { get; set; } = new float[256];

    [CustomMappingFactoryAttribute("VisionSdk.Slice256.v1")]
    internal sealed class Factory : SliceFactory<Slice256>;
}

internal sealed class Slice512 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "512"), VectorType(512)]
    public float[] Values { get; set; } = new float[512];

    [CustomMappingFactoryAttribute("VisionSdk.Slice512.v1")]
    internal sealed class Factory : SliceFactory<Slice512>;
}

internal sealed class Slice1024 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "1024"), VectorType(1024)]
    public float[] Values { get; set; } = new float[1024];

    [CustomMappingFactoryAttribute("VisionSdk.Slice1024.v1")]
    internal sealed class Factory : SliceFactory<Slice1024>;
}

internal sealed class Slice2048 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "2048"), VectorType(2048)]
    public float[] Values { get; set; } = new float[2048];

    [CustomMappingFactoryAttribute("VisionSdk.Slice2048.v1")]
    internal sealed class Factory : SliceFactory<Slice2048>;
}

internal sealed class Slice4096 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "4096"), VectorType(4096)]
    public float[] Values { get; set; } = new float[4096];

    [CustomMappingFactoryAttribute("VisionSdk.Slice4096.v1")]
    internal sealed class Factory : SliceFactory<Slice4096>;
}

internal sealed class Slice8192 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "8192"), VectorType(8192)]
    public float[] Values { get; set; } = new float[8192];

    [CustomMappingFactoryAttribute("VisionSdk.Slice8192.v1")]
    internal sealed class Factory : SliceFactory<Slice8192>;
}

internal sealed class Slice16384 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "16384"), VectorType(16384)]
    public float[] Values { get; set; } = new float[16384];

    [CustomMappingFactoryAttribute("VisionSdk.Slice16384.v1")]
    internal sealed class Factory : SliceFactory<Slice16384>;
}

internal sealed class Slice32768 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "32768"), VectorType(32768)]
    public float[] Values { get; set; } = new float[32768];

    [CustomMappingFactoryAttribute("VisionSdk.Slice32768.v1")]
    internal sealed class Factory : SliceFactory<Slice32768>;
}

internal sealed class Slice65536 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "65536"), VectorType(65536)]
    public float[] Values { get; set; } = new float[65536];

    [CustomMappingFactoryAttribute("VisionSdk.Slice65536.v1")]
    internal sealed class Factory : SliceFactory<Slice65536>;
}

internal sealed class Slice131072 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "131072"), VectorType(131072)]
    public float[] Values { get; set; } = new float[131072];

    [CustomMappingFactoryAttribute("VisionSdk.Slice131072.v1")]
    internal sealed class Factory : SliceFactory<Slice131072>;
}

internal sealed class Slice262144 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "262144"), VectorType(262144)]
    public float[] Values { get; set; } = new float[262144];

    [CustomMappingFactoryAttribute("VisionSdk.Slice262144.v1")]
    internal sealed class Factory : SliceFactory<Slice262144>;
}

internal sealed class Slice524288 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "524288"), VectorType(524288)]
    public float[] Values { get; set; } = new float[524288];

    [CustomMappingFactoryAttribute("VisionSdk.Slice524288.v1")]
    internal sealed class Factory : SliceFactory<Slice524288>;
}

internal sealed class Slice1048576 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "1048576"), VectorType(1048576)]
    public float[] Values { get; set; } = new float[1048576];

    [CustomMappingFactoryAttribute("VisionSdk.Slice1048576.v1")]
    internal sealed class Factory : SliceFactory<Slice1048576>;
}

internal sealed class Slice2097152 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "2097152"), VectorType(2097152)]
    public float[] Values { get; set; } = new float[2097152];

    [CustomMappingFactoryAttribute("VisionSdk.Slice2097152.v1")]
    internal sealed class Factory : SliceFactory<Slice2097152>;
}

internal sealed class Slice4194304 : ISlice
{
    [ColumnName(SavedColumns.SlicePrefix + "4194304"), VectorType(4194304)]
    public float[] Values { get; set; } = new float[4194304];

    [CustomMappingFactoryAttribute("VisionSdk.Slice4194304.v1")]
    internal sealed class Factory : SliceFactory<Slice4194304>;
}
