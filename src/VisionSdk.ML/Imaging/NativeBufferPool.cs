using System.Numerics;

namespace VisionSdk.ML;

/// <summary>Reuses native buffers: fresh pages for every picture would cost more than scaling it does.</summary>
/// <remarks>Thread-safe. At most <c>retainedBytes</c> lie idle; the buffer that has been idle longest goes first.</remarks>
internal sealed class NativeBufferPool(long retainedBytes) : IDisposable
{
    private const int SmallestCapacity = 4096;

    // A much larger buffer than needed is left for a larger picture, unless the difference is small anyway.
    private const int NegligibleWaste = 1 << 20;

    private readonly Lock _gate = new();
    private readonly List<NativeBuffer> _idle = [];
    private long _idleBytes;
    private bool _disposed;

    public long IdleBytes
    {
        get
        {
            lock (_gate)
            {
                return _idleBytes;
            }
        }
    }

    public NativeBuffer Rent(int length)
    {
        lock (_gate)
        {
            var best = -1;
            for (var i = 0; i < _idle.Count; i++)
            {
                var capacity = _idle[i].Capacity;
                if (
                    capacity >= length
                    && capacity <= (2L * length) + NegligibleWaste
                    && (best < 0 || capacity < _idle[best].Capacity)
                )
                {
                    best = i;
                }
            }

            if (best >= 0)
            {
                return RemoveIdle(best);
            }
        }

        return new NativeBuffer(RoundUp(length));
    }

    public void Return(NativeBuffer buffer)
    {
        lock (_gate)
        {
            if (!_disposed && buffer.Capacity <= retainedBytes)
            {
                while (_idleBytes + buffer.Capacity > retainedBytes)
                {
                    RemoveIdle(0).Dispose();
                }

                _idle.Add(buffer);
                _idleBytes += buffer.Capacity;
                return;
            }
        }

        buffer.Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var buffer in _idle)
            {
                buffer.Dispose();
            }

            _idle.Clear();
            _idleBytes = 0;
        }
    }

    private NativeBuffer RemoveIdle(int index)
    {
        var buffer = _idle[index];
        _idle.RemoveAt(index);
        _idleBytes -= buffer.Capacity;
        return buffer;
    }

    // Four sizes per octave, so that pictures of nearly one size share buffers and at most a fifth is wasted.
    private static int RoundUp(int length)
    {
        var wanted = Math.Max(length, SmallestCapacity);
        var step = 1 << Math.Max(BitOperations.Log2((uint)wanted) - 2, 0);
        return (int)Math.Min(((long)wanted + step - 1) / step * step, int.MaxValue & ~(NativeBuffer.Alignment - 1L));
    }
}
