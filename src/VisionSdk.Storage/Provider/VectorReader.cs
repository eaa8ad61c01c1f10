namespace VisionSdk.Storage;

/// <summary>Reads vectors row by row. The spans are valid until the next row.</summary>
public abstract class VectorReader : IDisposable
{
    /// <summary>Id of the embedding of the current row.</summary>
    public abstract Guid EmbeddingId { get; }

    /// <summary>Id of the identity of the current row.</summary>
    public abstract Guid IdentityId { get; }

    /// <summary>The current row's kind, as a number.</summary>
    public abstract int Kind { get; }

    /// <summary>The current row's envelope scheme, as a number.</summary>
    public abstract int Scheme { get; }

    /// <summary>The bytes of the current row's vector.</summary>
    public abstract ReadOnlySpan<byte> Vector { get; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract bool Read();

    /// <summary>Ends reading.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the reader holds.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing) { }
}
