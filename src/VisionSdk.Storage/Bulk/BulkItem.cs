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

    /// <summary>Id of the identity to be created.</summary>
    public Guid Id { get; set; }

    /// <summary>Where the sealed details of the identity lie.</summary>
    public Range Details { get; set; }

    public EnvelopeScheme Scheme { get; set; }

    /// <summary>Which of the batch's vectors are of this identity.</summary>
    public Range Vectors { get; set; }

    /// <summary>How many of them come with their picture.</summary>
    public int Crops { get; set; }

    /// <summary>Places of vectors whose source an earlier one of the same enrolment has.</summary>
    public ImmutableArray<int> PresentAt { get; set; } = [];

    /// <summary>Whether the identity was left out when the batch was stored: its key was taken, or it was there already.</summary>
    public bool IsSkipped { get; set; }

    /// <summary>What adding to an identity that exists has given.</summary>
    public EnrolmentReceipt? Receipt { get; set; }

    public Exception? Failure { get; set; }
}
