using System.Collections.ObjectModel;

namespace VisionSdk;

/// <summary>The one home of every default of <see cref="VisionSdkOptions"/>.</summary>
public static class VisionSdkDefaults
{
    /// <summary>Default of <see cref="VisionSdkOptions.ModelsDirectory"/>.</summary>
    public const string ModelsDirectory = "models";

    /// <summary>Default of <see cref="VisionSdkOptions.ExecutionProvider"/>.</summary>
    public const ExecutionProvider Provider = ExecutionProvider.Cpu;

    /// <summary>Default of <see cref="VisionSdkOptions.IntraOpThreads"/>.</summary>
    public const int IntraOpThreads = 1;

    /// <summary>Default of <see cref="VisionSdkOptions.QueueLimit"/>.</summary>
    public const int QueueLimit = 128;

    /// <summary>Default of <see cref="VisionSdkOptions.ModelLoadRetries"/>.</summary>
    public const int ModelLoadRetries = 2;

    /// <summary>Default of <see cref="VisionSdkOptions.FalseMatchRate"/>.</summary>
    public const double FalseMatchRate = 0.001;

    /// <summary>Default of <see cref="VisionSdkOptions.InconclusiveFalseMatchRate"/>.</summary>
    public const double InconclusiveFalseMatchRate = 0.01;

    /// <summary>Default of <see cref="VisionSdkOptions.FalsePositiveRate"/>.</summary>
    public const double FalsePositiveRate = 0.01;

    /// <summary>Default of <see cref="VisionStoreOptions.Database"/>.</summary>
    public const string Database = "vision.db";

    /// <summary>Default of <see cref="VisionSdkOptions.MinFaceSize"/>.</summary>
    public const int MinFaceSize = 40;

    /// <summary>Default of <see cref="VisionSdkOptions.FaceSelection"/>.</summary>
    public const FaceSelection Selection = FaceSelection.RequireSingle;

    /// <summary>Default of <see cref="ModelRuntimeOptions.MaxPackageBytes"/>.</summary>
    public const long MaxPackageBytes = 1L << 31;

    /// <summary>Default of <see cref="ModelRuntimeOptions.WarmUpRuns"/>.</summary>
    public const int WarmUpRuns = 5;

    /// <summary>Default of <see cref="ModelRuntimeOptions.MaxSlowdown"/>.</summary>
    public const double MaxSlowdown = 5;

    /// <summary>Default of <see cref="InferenceResilienceOptions.FailureRatio"/>.</summary>
    public const double FailureRatio = 0.5;

    /// <summary>Default of <see cref="InferenceResilienceOptions.MinimumRuns"/>.</summary>
    public const int MinimumRuns = 10;

    /// <summary>Default of <see cref="StoreResilienceOptions.Retries"/>.</summary>
    public const int StoreRetries = 5;

    /// <summary>Default of <see cref="VisionSdkOptions.MaxConcurrency"/>: the processors that this process may use, which respects a container's limit.</summary>
    public static int MaxConcurrency => Environment.ProcessorCount;

    /// <summary>Default of <see cref="VisionSdkOptions.OperationTimeout"/>.</summary>
    public static TimeSpan OperationTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Default of <see cref="VisionSdkOptions.ModelLoadTimeout"/>.</summary>
    public static TimeSpan ModelLoadTimeout { get; } = TimeSpan.FromSeconds(120);

    /// <summary>Default of <see cref="VisionSdkOptions.ModelLoadRetryDelay"/>.</summary>
    public static TimeSpan ModelLoadRetryDelay { get; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Default of <see cref="ModelRuntimeOptions.FollowInterval"/>.</summary>
    public static TimeSpan FollowInterval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Default of <see cref="ModelRuntimeOptions.KeepIdleFor"/>.</summary>
    public static TimeSpan KeepIdleFor { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Default of <see cref="VisionStoreOptions.MigrationTimeout"/>.</summary>
    public static TimeSpan MigrationTimeout { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Default of <see cref="InferenceResilienceOptions.SamplingDuration"/>.</summary>
    public static TimeSpan SamplingDuration { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Default of <see cref="InferenceResilienceOptions.BreakDuration"/>.</summary>
    public static TimeSpan BreakDuration { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Default of <see cref="StoreResilienceOptions.Timeout"/>.</summary>
    public static TimeSpan StoreTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Default of <see cref="StoreResilienceOptions.RetryDelay"/>.</summary>
    public static TimeSpan StoreRetryDelay { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Default of <see cref="VisionSdkOptions.Slots"/>: the id of the model in each of <see cref="VisionSlots"/>.</summary>
    public static IReadOnlyDictionary<string, string> Slots { get; } =
        new ReadOnlyDictionary<string, string>(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [VisionSlots.FaceDetector] = "face-detector-blazeface",
                [VisionSlots.FaceLandmarks] = "face-landmarks-68",
                [VisionSlots.FaceEmbedder] = "face-embedder-dlib",
                [VisionSlots.FaceExpression] = "face-expression",
                [VisionSlots.FaceAntiSpoof] = "face-antispoof",
                [VisionSlots.FaceLiveness] = "face-liveness",
                [VisionSlots.ObjectDetector] = "object-detector-centernet",
            }
        );
}
