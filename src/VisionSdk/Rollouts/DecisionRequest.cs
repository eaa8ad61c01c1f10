using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>One request whose decision may be compared, repeated and recorded.</summary>
internal abstract class DecisionRequest<TResult>(string operation, IReadOnlyList<ImageSource> pictures)
{
    private IReadOnlyList<ImageSource> _pictures = pictures;

    /// <summary>What is asked for, in counters and records.</summary>
    public string Operation => operation;

    /// <summary>The pictures; from memory once they have been read ahead.</summary>
    protected IReadOnlyList<ImageSource> Pictures => _pictures;

    /// <summary>What the pictures take in memory.</summary>
    public long Bytes => _pictures.Sum(PictureMemory.BytesOf);

    /// <summary>The key that the caller gave.</summary>
    protected abstract RolloutKey? Key { get; }

    /// <summary>Whether the model of a slot takes part.</summary>
    public abstract bool Involves(string slot);

    /// <summary>The profile whose gallery is asked; <see langword="null"/> for none.</summary>
    public virtual string? GalleryProfile => null;

    /// <summary>Decides.</summary>
    public abstract Task<Judged<TResult>> RunAsync(
        DecisionLane lane,
        SlotGeneration? generation,
        bool withCrops,
        CancellationToken cancellationToken
    );

    /// <summary>The decision in the form that is compared.</summary>
    public abstract DecisionTrace TraceOf(TResult result);

    public abstract Provenance ProvenanceOf(TResult result);

    public abstract TResult With(TResult result, Provenance provenance);

    /// <summary>The decision in the form that is recorded, without times and pictures.</summary>
    public abstract DecisionRecord RecordOf(TResult result);

    /// <summary>Checks what the caller gave, and finds what the sticky choice needs.</summary>
    public virtual ValueTask<byte[]> SubjectAsync(StoreSource stores, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Key?.ToBytes() ?? PictureMemory.DigestOf(_pictures));

    /// <summary>Reads streams and files into memory, since they may be read twice.</summary>
    public async Task ReadAheadAsync(ImageLimitOptions limits, CancellationToken cancellationToken)
    {
        var read = new ImageSource[_pictures.Count];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = await PictureMemory
                .ReadAsync(_pictures[i], limits.MaxBytes, cancellationToken)
                .ConfigureAwait(false);
        }

        _pictures = read;
    }

    /// <summary>Copies pictures whose memory is the caller's, who may use it again when the call has returned.</summary>
    public void Detach() => _pictures = [.. _pictures.Select(PictureMemory.Copy)];

    /// <summary>The last model of a chain is the one that decides.</summary>
    protected static ModelUse Principal(Provenance provenance) => provenance.Models[^1];
}
