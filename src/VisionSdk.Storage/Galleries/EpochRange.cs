namespace VisionSdk.Storage;

/// <summary>What was written after one epoch, up to another.</summary>
/// <param name="After">The last epoch before it.</param>
/// <param name="Until">The last epoch in it.</param>
internal readonly record struct EpochRange(long After, long Until)
{
    /// <summary>Cuts it before some of its epochs; those that would leave nothing are passed over.</summary>
    /// <param name="starts">The first epochs of the parts but the first, in ascending order.</param>
    public IReadOnlyList<EpochRange> Split(IEnumerable<long> starts)
    {
        var parts = new List<EpochRange>();
        var after = After;
        foreach (var start in starts)
        {
            if (start - 1 > after)
            {
                parts.Add(new EpochRange(after, start - 1));
                after = start - 1;
            }
        }

        parts.Add(new EpochRange(after, Until));
        return parts;
    }
}
