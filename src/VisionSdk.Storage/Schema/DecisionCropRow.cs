namespace VisionSdk.Storage;

/// <summary>A sealed picture that was decided on: by the key of the identity, or where there is none by a key of the decision alone.</summary>
internal sealed class DecisionCropRow
{
    public Guid DecisionId { get; set; }

    public int Ordinal { get; set; }

    public required byte[] Content { get; set; }

    public EnvelopeScheme Scheme { get; set; }

    public required string MediaType { get; set; }
}
