using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Writes results into ML.NET's vectors, in the memory that they already have where it is enough.</summary>
internal static class Values
{
    /// <summary>Room for a dense vector.</summary>
    public static Span<T> Dense<T>(ref VBuffer<T> buffer, int length)
    {
        var editor = VBufferEditor.Create(ref buffer, length);
        buffer = editor.Commit();
        // The editor of a dense buffer writes into the buffer's own memory.
        return editor.Values;
    }

    public static void Copy<T>(ReadOnlySpan<T> values, ref VBuffer<T> buffer) =>
        values.CopyTo(Dense(ref buffer, values.Length));

    /// <summary>A vector of known length, NaN where there is no result.</summary>
    public static void CopyOrNaN(ReadOnlySpan<float> values, int length, ref VBuffer<float> buffer)
    {
        var target = Dense(ref buffer, length);
        if (values.IsEmpty)
        {
            target.Fill(float.NaN);
        }
        else
        {
            values.CopyTo(target);
        }
    }

    /// <summary>The text of the <c>Status</c> column.</summary>
    public static ReadOnlyMemory<char> Text(VisionRowStatus status) => Enum.GetName(status).AsMemory();
}
