using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>One enrolment on its way through a bulk enrolment.</summary>
internal sealed class BulkItem(long index, Enrolment enrolment)
{
    public long Index => index;

    public Enrolment Enrolment => enrolment;

    public int Tenant { get; set; }

    public int Gallery { get; set; }

    public byte[]? KeyDigest { get; set; }

    /// <summary>Models of the references, in their order.</summary>
    public ModelVersionKey[] Models { get; set; } = [];

    /// <summary>The identity to be created; <see langword="null"/> for an enrolment that may concern one that exists.</summary>
    public IdentityRow? Identity { get; set; }

    public ImmutableArray<SealedReference> References { get; set; } = [];

    /// <summary>Places of vectors whose source an earlier one of the same enrolment has.</summary>
    public ImmutableArray<int> PresentAt { get; set; } = [];

    public EnrolmentReceipt? Receipt { get; set; }

    public Exception? Failure { get; set; }

    public EnrolmentOutcome Outcome => new(index, Receipt, Failure);
}
