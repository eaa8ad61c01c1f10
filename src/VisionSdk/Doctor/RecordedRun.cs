namespace VisionSdk;

/// <summary>A copy of what a network returned for one picture, to be decoded in more than one way.</summary>
internal sealed class RecordedRun(float[][] values, int[][] shapes, Letterbox placement) : IOutputTensors
{
    /// <summary>How the picture lay on the input.</summary>
    public Letterbox Placement => placement;

    public int Count => values.Length;

    public ReadOnlySpan<float> Values(int index) => values[index];

    public ReadOnlySpan<int> Shape(int index) => shapes[index];
}
