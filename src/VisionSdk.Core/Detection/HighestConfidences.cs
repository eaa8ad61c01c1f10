using System.Buffers;

namespace VisionSdk;

/// <summary>Collects the highest confidences of a stream, with the indices they stand for; ties go to the lower index.</summary>
/// <remarks>Memory comes from the shared pool and stays below twice the capacity, however long the stream: O(n log capacity).</remarks>
internal ref struct HighestConfidences
{
    private const int InitialLength = 256;
    private readonly int _capacity;
    private ulong[] _keys;
    private int _count;
    private ulong _end = ulong.MaxValue;

    public HighestConfidences(int capacity)
    {
        _capacity = capacity;
        _keys = ArrayPool<ulong>.Shared.Rent(InitialLength);
    }

    /// <summary>Takes part in the selection; NaN does not.</summary>
    public void Add(float confidence, int index)
    {
        if (float.IsNaN(confidence))
        {
            return;
        }

        var key = RankKey.Create(confidence, index);
        if (key >= _end)
        {
            return;
        }

        if (_count == _keys.Length)
        {
            MakeRoom();
        }

        _keys[_count++] = key;
    }

    /// <summary>The highest confidences as <see cref="RankKey"/>s, best first, at most the capacity; valid until the next call.</summary>
    public Span<ulong> Ranked()
    {
        Cut();
        return _keys.AsSpan(0, _count);
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_keys);
        _keys = [];
        _count = 0;
    }

    private void MakeRoom()
    {
        if (_count >= 2L * _capacity)
        {
            Cut();
            return;
        }

        var larger = ArrayPool<ulong>.Shared.Rent(_keys.Length * 2);
        _keys.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<ulong>.Shared.Return(_keys);
        _keys = larger;
    }

    private void Cut()
    {
        _keys.AsSpan(0, _count).Sort();
        if (_count < _capacity)
        {
            return;
        }

        // From here on only a key before the last kept one can enter.
        _count = _capacity;
        _end = _capacity > 0 ? _keys[_capacity - 1] : 0;
    }
}
