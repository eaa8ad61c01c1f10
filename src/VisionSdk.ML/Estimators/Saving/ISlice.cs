namespace VisionSdk.ML;

/// <summary>A row with a part of a vector, of the length that the row's type has.</summary>
internal interface ISlice
{
    float[] Values { get; }
}
