using System.Runtime.CompilerServices;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Takes one picture through the face chain.</summary>
internal abstract class FaceJob<TResult>(string operation, ImageSource source, FaceRequest request)
    : VisionJob<TResult>(operation)
{
    private FaceChain? _chain;
    private EncodedImage? _image;

    protected FaceReading Reading { get; private set; } = null!;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask HoldAsync(
        VisionRuntime runtime,
        SlotGeneration generation,
        CancellationToken cancellationToken
    )
    {
        var chain = await ChainAsync(runtime, generation, cancellationToken).ConfigureAwait(false);
        _chain?.Release();
        _chain = chain;
        Models = chain.Uses;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask OpenAsync(VisionRuntime runtime, CancellationToken cancellationToken) =>
        _image = await runtime.Decoder.OpenAsync(source, cancellationToken).ConfigureAwait(false);

    public override void Compute(CancellationToken cancellationToken) =>
        Reading = _chain!.Analyzer.Analyze(_image!, request, cancellationToken);

    /// <summary>The models that take part, held.</summary>
    protected virtual ValueTask<FaceChain> ChainAsync(
        VisionRuntime runtime,
        SlotGeneration generation,
        CancellationToken cancellationToken
    ) => runtime.Faces.HoldAsync(generation, request.Features, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _image?.Dispose();
        _chain?.Release();
    }
}
