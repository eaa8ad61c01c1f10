using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace VisionSdk;

/// <summary>How a <see cref="VisionClient"/> finds its models, how much it does at once, and what it calls a match.</summary>
/// <remarks>
/// Read once, when the client is created; later changes have no effect on it. Every default lives in <see cref="VisionSdkDefaults"/>.
/// Values out of range, and values that contradict each other, are reported together when the host starts or the client is created.
/// </remarks>
public sealed class VisionSdkOptions
{
    /// <summary>The configuration section that the readme binds: <c>VisionSdk</c>.</summary>
    public const string SectionName = "VisionSdk";

    /// <summary>The folder that holds the model packages, laid out as <c>{id}/{version}/model.json</c>.</summary>
    /// <value>A path, relative ones beside the application; default models.</value>
    [Required]
    public string ModelsDirectory { get; set; } = VisionSdkDefaults.ModelsDirectory;

    /// <summary>Which model plays which role: <c>id</c> (its highest version) or <c>id@version</c>, by slot.</summary>
    /// <value>One entry per slot; default <see cref="VisionSdkDefaults.Slots"/>. Entries from configuration replace or join them.</value>
    [Required]
    public IDictionary<string, string> Slots { get; } =
        new Dictionary<string, string>(VisionSdkDefaults.Slots, StringComparer.Ordinal);

    /// <summary>Where networks run. What really ran is in every result's <see cref="Provenance"/>.</summary>
    /// <value>Default Cpu.</value>
    [EnumDataType(typeof(ExecutionProvider))]
    public ExecutionProvider ExecutionProvider { get; set; } = VisionSdkDefaults.Provider;

    /// <summary>Threads inside one inference.</summary>
    /// <value>Threads, in [1, 256]; default 1.</value>
    /// <remarks>
    /// One thread per inference and <see cref="MaxConcurrency"/> inferences at once give the highest throughput; more threads shorten a
    /// single answer on an idle machine.
    /// </remarks>
    [Range(1, 256)]
    public int IntraOpThreads { get; set; } = VisionSdkDefaults.IntraOpThreads;

    /// <summary>How many operations compute at once; the others wait.</summary>
    /// <value>Operations, in [1, 1024]; default the number of processors.</value>
    [Range(1, 1024)]
    public int MaxConcurrency { get; set; } = VisionSdkDefaults.MaxConcurrency;

    /// <summary>How many operations may wait while <see cref="MaxConcurrency"/> compute; the next one is refused with <see cref="VisionBusyException"/>.</summary>
    /// <value>Operations, in [0, 100000]; default 128.</value>
    [Range(0, 100_000)]
    public int QueueLimit { get; set; } = VisionSdkDefaults.QueueLimit;

    /// <summary>How long one operation may take in all: reading the picture, loading a model on first use, waiting, inference.</summary>
    /// <value>A duration, in [00:00:00.0100000, 1.00:00:00]; default 00:00:30.</value>
    /// <remarks>Exceeding it is a <see cref="VisionTimeoutException"/>. A network that is running is left to finish its current step.</remarks>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "1.00:00:00")]
    public TimeSpan OperationTimeout { get; set; } = VisionSdkDefaults.OperationTimeout;

    /// <summary>How long loading one model may take in all, retries included.</summary>
    /// <value>A duration, in [00:00:00.0100000, 1.00:00:00]; default 00:02:00.</value>
    /// <remarks>The load goes on for other callers when the operation that started it has run out of its own time.</remarks>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "1.00:00:00")]
    public TimeSpan ModelLoadTimeout { get; set; } = VisionSdkDefaults.ModelLoadTimeout;

    /// <summary>How often loading is tried again after a transient I/O error. Damaged packages are never tried again.</summary>
    /// <value>Retries, in [0, 10]; default 2.</value>
    [Range(0, 10)]
    public int ModelLoadRetries { get; set; } = VisionSdkDefaults.ModelLoadRetries;

    /// <summary>The pause before the first retry; it doubles with each further one.</summary>
    /// <value>A duration, in [00:00:00, 00:01:00]; default 00:00:00.2000000.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ModelLoadRetryDelay { get; set; } = VisionSdkDefaults.ModelLoadRetryDelay;

    /// <summary>What a picture may cost before it is decoded.</summary>
    /// <value>Default: those of <see cref="ImageLimits"/>.</value>
    [Required]
    [ValidateObjectMembers]
    public ImageLimitOptions Images { get; set; } = new();

    /// <summary>The share of pairs of different people that may be called a match; picks the threshold of verification.</summary>
    /// <value>A rate, in (0, 1); default 0.001. The embedding model must be calibrated for it.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double FalseMatchRate { get; set; } = VisionSdkDefaults.FalseMatchRate;

    /// <summary>
    /// The looser rate that bounds the inconclusive band: a pair that is no match at <see cref="FalseMatchRate"/> but would be one at this
    /// rate is <see cref="VerificationDecision.Inconclusive"/>.
    /// </summary>
    /// <value>A rate, in (0, 1) and above <see cref="FalseMatchRate"/>; default 0.01. <see langword="null"/>: no band.</value>
    /// <remarks>
    /// The band only ever turns a no-match into an inconclusive, so the false-match rate stays what was asked for. Of a model that is not
    /// calibrated for this rate, the loosest calibrated rate between the two is used; without one there is no band, and the result says so.
    /// </remarks>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double? InconclusiveFalseMatchRate { get; set; } = VisionSdkDefaults.InconclusiveFalseMatchRate;

    /// <summary>The shorter side that a face's box needs before the face is embedded.</summary>
    /// <value>Pixels of the displayed picture, in [0, 10000]; default 40.</value>
    [Range(0, 10_000)]
    public int MinFaceSize { get; set; } = VisionSdkDefaults.MinFaceSize;

    /// <summary>What verification does with a picture of several faces.</summary>
    /// <value>Default RequireSingle.</value>
    [EnumDataType(typeof(FaceSelection))]
    public FaceSelection FaceSelection { get; set; } = VisionSdkDefaults.Selection;

    /// <summary>The share of strangers that may be taken for somebody of the gallery; picks the threshold of identifying by the gallery's size.</summary>
    /// <value>A rate, in (0, 1); default 0.01.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double FalsePositiveRate { get; set; } = VisionSdkDefaults.FalsePositiveRate;

    /// <summary>How each kind of identity is recognised, by name.</summary>
    /// <value>Default: <see cref="RecognitionProfiles.Faces"/>. Entries from configuration replace or join it.</value>
    [Required]
    public IDictionary<string, RecognitionProfile> Profiles { get; } =
        new Dictionary<string, RecognitionProfile>(StringComparer.Ordinal)
        {
            [RecognitionProfiles.Faces] = new()
            {
                Detector = VisionSlots.FaceDetector,
                Landmarks = VisionSlots.FaceLandmarks,
                Embedder = VisionSlots.FaceEmbedder,
            },
        };

    /// <summary>How registered model versions are followed, checked and kept in memory.</summary>
    /// <value>Default: the registry of the store is followed, where there is a store.</value>
    [Required]
    [ValidateObjectMembers]
    public ModelRuntimeOptions Models { get; set; } = new();

    /// <summary>What rollouts of candidate versions may cost this process.</summary>
    /// <value>Default: one decision at a time is repeated in the background.</value>
    [Required]
    [ValidateObjectMembers]
    public RolloutRuntimeOptions Rollouts { get; set; } = new();

    /// <summary>Which decisions are recorded.</summary>
    /// <value>Default: none.</value>
    [Required]
    [ValidateObjectMembers]
    public DecisionOptions Decisions { get; set; } = new();

    /// <summary>What is done when a model version or the store fails.</summary>
    /// <value>Default: a version that fails often is not asked for a while, and the one before it answers.</value>
    [Required]
    [ValidateObjectMembers]
    public ResilienceOptions Resilience { get; set; } = new();

    /// <summary>Where identities are kept. Nothing is created before the first operation that needs it.</summary>
    /// <value>Default: an encrypted SQLite file beside the application.</value>
    [Required]
    [ValidateObjectMembers]
    public VisionStoreOptions Store { get; set; } = new();
}
