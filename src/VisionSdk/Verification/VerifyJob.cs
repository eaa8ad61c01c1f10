using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Compares the faces of two pictures, one after the other in one turn.</summary>
internal sealed class VerifyJob(
    ImageSource first,
    ImageSource second,
    FaceRequest request,
    double falseMatchRate,
    double? inconclusiveRate,
    SlotGeneration? given = null
) : VisionJob<VerificationResult>("verify")
{
    private FaceChain? _chain;
    private VerificationRule? _rule;
    private EncodedImage? _firstImage;
    private EncodedImage? _secondImage;
    private FaceReading? _first;
    private FaceReading? _second;

    /// <summary>The faces that were compared, cut out; empty unless they were asked for.</summary>
    public ImmutableArray<FaceCrop> Crops => [.. _first?.Crops ?? [], .. _second?.Crops ?? []];

    public override SlotGeneration? Given => given;

    public override string ActivityName => "visionsdk.verify";

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask HoldAsync(
        VisionRuntime runtime,
        SlotGeneration generation,
        CancellationToken cancellationToken
    )
    {
        var chain = await runtime
            .Faces.HoldAsync(generation, request.Features, cancellationToken)
            .ConfigureAwait(false);
        _chain?.Release();
        _chain = chain;
        Models = chain.Uses;
        var thresholds = await runtime
            .Calibrations.ThresholdsAsync(chain.Embedder!, Provenance.SpaceOf(Models), cancellationToken)
            .ConfigureAwait(false);
        _rule = VerificationRule.Create(thresholds, falseMatchRate, inconclusiveRate);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask OpenAsync(VisionRuntime runtime, CancellationToken cancellationToken)
    {
        _firstImage = await runtime.Decoder.OpenAsync(first, cancellationToken).ConfigureAwait(false);
        _secondImage = await runtime.Decoder.OpenAsync(second, cancellationToken).ConfigureAwait(false);
    }

    public override void Compute(CancellationToken cancellationToken)
    {
        _first = _chain!.Analyzer.Analyze(_firstImage!, request, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _second = _chain.Analyzer.Analyze(_secondImage!, request, cancellationToken);
    }

    public override VerificationResult Complete(Provenance provenance) =>
        VerificationResults.Create(_rule!, _first!, _second!, provenance);

    protected override void Dispose(bool disposing)
    {
        _firstImage?.Dispose();
        _secondImage?.Dispose();
        _chain?.Release();
    }
}
