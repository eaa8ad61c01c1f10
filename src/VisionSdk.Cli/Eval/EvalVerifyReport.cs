namespace VisionSdk.Cli;

/// <summary>What <c>vision eval verify --json</c> prints. Shares are in [0, 1].</summary>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="Folds">Number of folds of the cross-validation.</param>
/// <param name="PicturesWithoutFace">Pictures in which no face was found; their pairs count as never matching.</param>
/// <param name="Accuracy">Mean of the folds' accuracies, each with the threshold that is best on the other folds.</param>
/// <param name="AccuracyStandardError">Standard error of that mean.</param>
/// <param name="Auc">Area under the ROC curve.</param>
/// <param name="Eer">Equal error rate.</param>
/// <param name="TarAtFmr1e2">True-accept rate where at most 1 % of the different pairs match.</param>
/// <param name="TarAtFmr1e3">True-accept rate where at most 0.1 % of the different pairs match.</param>
/// <param name="Thresholds">Thresholds measured on all cross-identity pairs, when they were asked for.</param>
/// <param name="Models">The models.</param>
internal sealed record EvalVerifyReport(
    int Pairs,
    int Folds,
    int PicturesWithoutFace,
    double Accuracy,
    double AccuracyStandardError,
    double Auc,
    double Eer,
    double TarAtFmr1e2,
    double TarAtFmr1e3,
    IReadOnlyList<DecisionThreshold>? Thresholds,
    IReadOnlyList<ModelUseReport> Models
);
