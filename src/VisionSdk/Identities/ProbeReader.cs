namespace VisionSdk;

/// <summary>Reads pictures for the operations on identities.</summary>
internal sealed class ProbeReader(OperationRunner runner, ProfileChains profiles)
{
    /// <summary>Finds a profile.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public RecognitionProfile Profile(string name) => profiles.Find(name);

    /// <summary>Reads a picture; the caller has entered the client already.</summary>
    public Task<Probe> ReadAsync(
        string operation,
        ImageSource image,
        string profile,
        FaceRequest request,
        CancellationToken cancellationToken
    )
    {
        var found = profiles.Find(profile);
        return runner.RunEnteredAsync(
            new ProbeJob(operation, image, profile, request with { Labels = [.. found.Labels] }),
            cancellationToken
        );
    }
}
