using System.Buffers;

namespace VisionSdk.ML;

/// <summary>The tensor of one picture, in borrowed memory.</summary>
internal sealed class PreprocessedImage(int length) : IDisposable
{
    private float[]? _tensor = ArrayPool<float>.Shared.Rent(length);

    /// <summary>Where the source lies on the tensor's picture.</summary>
    public Letterbox Placement { get; set; }

    public Span<float> Tensor => _tensor.AsSpan(0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _tensor, null) is { } tensor)
        {
            ArrayPool<float>.Shared.Return(tensor);
        }
    }
}
