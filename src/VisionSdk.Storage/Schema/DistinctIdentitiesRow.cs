namespace VisionSdk.Storage;

/// <summary>Two identities that somebody has said are not the same, such as twins.</summary>
internal sealed class DistinctIdentitiesRow
{
    /// <summary>The smaller of the two ids.</summary>
    public Guid FirstId { get; set; }

    public Guid SecondId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
