using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Runs a model package on photos and names what looks wrong with its manifest, by comparing it with other readings of the same network.</summary>
/// <remarks>
/// Thread-safe and synchronous. No labels are needed: a detector that is fed rightly finds the same objects when a photo is moved and made smaller, and an
/// embedder tells photos apart that it recognises when they are moved. What is examined: licence and golden run, values that are not finite, the range of scores,
/// the places and sizes of boxes, colour order, normalisation, fitting, classes, and for embedders collapse, length and the cut. Photos of what the model
/// is made for, five or more, make the comparison sharp.
/// </remarks>
public sealed class ModelDoctor
{
    private readonly EngineOptions _options;
    private readonly FacePipeline? _faces;

    /// <summary>Creates a doctor.</summary>
    /// <param name="options">How to run networks; <see langword="null"/> takes <see cref="EngineOptions.Default"/>.</param>
    /// <param name="faces">Finds faces and 68 landmarks, for embedders of faces; <see langword="null"/> leaves those untested.</param>
    public ModelDoctor(EngineOptions? options = null, FacePipeline? faces = null) =>
        (_options, _faces) = (options ?? EngineOptions.Default, faces);

    /// <summary>Examines a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="photos">Photos of what the model is made for.</param>
    /// <param name="cancellationToken">Checked before each run of a network.</param>
    /// <returns>The findings, the worst first. A photo that cannot be decoded is a finding, too.</returns>
    /// <exception cref="OperationCanceledException">The examination was cancelled.</exception>
    public ModelExamination Examine(
        ModelPackage package,
        IReadOnlyList<ImageSource> photos,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(photos);
        var findings = new List<ModelFinding>();
        findings.AddRange(PackageChecks.Of(package.Manifest));
        using var engine = Open(package, findings);
        if (engine is null)
        {
            return Report(findings);
        }

        using var pictures = PhotoSet.Decode(photos, package.Manifest, findings);
        if (pictures.Count == 0)
        {
            findings.Add(
                new ModelFinding(
                    "no-photos",
                    FindingSeverity.Warning,
                    "No photo was examined.",
                    $"{photos.Count} given"
                )
            );
            return Report(findings);
        }

        try
        {
            return ExamineRuns(engine, pictures, findings, cancellationToken);
        }
        catch (ModelSignatureException exception)
        {
            findings.Add(
                new ModelFinding(
                    "output-shape",
                    FindingSeverity.Error,
                    "The outputs are not what the decoder's settings say.",
                    exception.Message
                )
            );
            return Report(findings);
        }
        catch (VisionSdkException exception)
        {
            findings.Add(
                new ModelFinding("run-failed", FindingSeverity.Error, "The network does not run.", exception.Message)
            );
            return Report(findings);
        }
    }

    private ModelExamination ExamineRuns(
        InferenceEngine engine,
        PhotoSet photos,
        List<ModelFinding> findings,
        CancellationToken cancellationToken
    )
    {
        var runs = new RunRecorder(engine, cancellationToken);
        return engine.Manifest.Output switch
        {
            DetectorSettings settings => new DetectorExamination(runs, settings, photos).Run(findings),
            EmbeddingOutputSettings => new EmbedderExamination(runs, photos, _faces).Run(findings),
            _ => new VectorExamination(runs, photos).Run(findings),
        };
    }

    private InferenceEngine? Open(ModelPackage package, List<ModelFinding> findings)
    {
        try
        {
            return new InferenceEngine(package, _options);
        }
        catch (ModelIntegrityException exception)
        {
            findings.Add(
                new ModelFinding(
                    "golden-differs",
                    FindingSeverity.Error,
                    "The network does not answer to the golden pattern as the manifest says.",
                    exception.Message,
                    "golden: record it again where the graph was changed on purpose"
                )
            );
        }
        catch (ModelSignatureException exception)
        {
            findings.Add(
                new ModelFinding(
                    "graph-signature",
                    FindingSeverity.Error,
                    "The graph's tensors are not those of the manifest.",
                    exception.Message
                )
            );
            return null;
        }
        catch (ModelLoadException exception)
        {
            findings.Add(
                new ModelFinding("graph-refused", FindingSeverity.Error, "The graph does not load.", exception.Message)
            );
            return null;
        }

        return new InferenceEngine(package, _options with { CheckGolden = false });
    }

    internal static ModelExamination Report(IEnumerable<ModelFinding> findings) =>
        new() { Findings = [.. findings.OrderByDescending(static finding => finding.Severity)] };
}
