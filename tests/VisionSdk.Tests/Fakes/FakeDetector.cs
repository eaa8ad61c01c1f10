using VisionSdk.ML;

namespace VisionSdk.Tests;

/// <summary>A detector that finds one object as wide as the picture, and does what a test tells it to before it answers.</summary>
internal sealed class FakeDetector(ModelManifest manifest) : FakeModel(manifest), IDetectionModel
{
    private int _running;
    private int _mostRunning;
    private int _calls;

    /// <summary>Runs inside each detection, on the computing thread.</summary>
    public Action<EncodedImage, CancellationToken> During { get; set; } = static (_, _) => { };

    /// <summary>The most detections that ever ran at once.</summary>
    public int MostRunning => _mostRunning;

    public int Calls => _calls;

    public DetectionReading Detect(EncodedImage image, DetectOptions options, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Disposals > 0, this);
        var running = Interlocked.Increment(ref _running);
        InterlockedMax(ref _mostRunning, running);
        try
        {
            Run(
                static run =>
                {
                    Interlocked.Increment(ref run.model._calls);
                    run.model.During(run.image, run.cancellationToken);
                },
                (model: this, image, cancellationToken)
            );
            var size = image.SourceSize;
            return new DetectionReading(
                [new Detection(new BoundingBox(0, 0, size.Width, size.Height), 0.9f, 0, "thing")],
                size
            );
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (
            value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen
        ) { }
    }
}
