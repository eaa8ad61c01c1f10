using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Takes one picture through the models of a recognition profile.</summary>
/// <remarks>Several jobs of one operation are given the same generation, so that they see the same models.</remarks>
internal sealed class ProbeJob(
    string operation,
    ImageSource source,
    string profile,
    FaceRequest request,
    SlotGeneration? given,
    FallbackScope scope
) : VisionJob<Probe>(operation)
{
    private FaceChain? _chain;
    private EncodedImage? _image;
    private FaceReading? _reading;
    private byte[]? _hash;

    public override SlotGeneration? Given => given;

    public override FallbackScope Scope => scope;

    public override string ActivityName => $"visionsdk.{Operation}";

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask HoldAsync(
        VisionRuntime runtime,
        SlotGeneration generation,
        CancellationToken cancellationToken
    )
    {
        var chain = await runtime
            .Profiles.HoldAsync(generation, profile, request.Features, cancellationToken)
            .ConfigureAwait(false);
        _chain?.Release();
        _chain = chain;
        Models = chain.Uses;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask OpenAsync(VisionRuntime runtime, CancellationToken cancellationToken) =>
        _image = await runtime.Decoder.OpenAsync(source, cancellationToken).ConfigureAwait(false);

    public override void Compute(CancellationToken cancellationToken)
    {
        _reading = _chain!.Analyzer.Analyze(_image!, request, cancellationToken);
        _hash = HashOf(_image!.ComputeSha256(), request.Choice.Near);
    }

    public override Probe Complete(Provenance provenance) => new(_reading!, _chain!.Embedder!, _hash!, provenance);

    protected override void Dispose(bool disposing)
    {
        _image?.Dispose();
        _chain?.Release();
    }

    /// <summary>Two people in one picture are two sources.</summary>
    private static byte[] HashOf(byte[] picture, BoundingBox? box)
    {
        if (box is not { } region)
        {
            return picture;
        }

        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes + (4 * sizeof(float))];
        picture.CopyTo(bytes);
        var place = SHA256.HashSizeInBytes;
        foreach (var value in (ReadOnlySpan<float>)[region.X, region.Y, region.Width, region.Height])
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes[place..], value);
            place += sizeof(float);
        }

        return SHA256.HashData(bytes);
    }
}
