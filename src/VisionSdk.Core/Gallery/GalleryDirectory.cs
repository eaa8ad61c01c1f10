namespace VisionSdk;

/// <summary>Finds rows and slots by id. Only the one change that is under way writes it.</summary>
internal sealed class GalleryDirectory
{
    private long _version;

    /// <summary>Rows by embedding; for changes only.</summary>
    public Dictionary<Guid, RowPlace> Rows { get; } = [];

    /// <summary>Slots by identity; searches read them, too.</summary>
    public SlotDirectory Slots { get; } = new();

    public Stack<int> FreeSlots { get; } = new();

    public TagSets TagSets { get; } = new();

    /// <summary>Version of the snapshot that the directory describes or is about to.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Says that the directory no longer describes the snapshot before <paramref name="version"/>.</summary>
    public void Begin(long version) => Interlocked.Exchange(ref _version, version);
}
