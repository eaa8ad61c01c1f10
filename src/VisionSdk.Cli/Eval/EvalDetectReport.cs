namespace VisionSdk.Cli;

/// <summary>What <c>vision eval detect --json</c> prints. Shares are in [0, 1].</summary>
/// <param name="Images">Number of pictures.</param>
/// <param name="Ap50">Mean over the classes of the average precision at IoU 0.50, 101 points.</param>
/// <param name="Ap5095">Mean over the classes of the average precision at IoU 0.50, 0.55, … 0.95.</param>
/// <param name="PerClass">Each class that has objects.</param>
/// <param name="Models">The models.</param>
internal sealed record EvalDetectReport(
    int Images,
    double Ap50,
    double Ap5095,
    IReadOnlyList<EvalDetectClass> PerClass,
    IReadOnlyList<ModelUseReport> Models
);

/// <summary>How well one class is detected.</summary>
/// <param name="ClassId">Index of the class.</param>
/// <param name="Label">Its name.</param>
/// <param name="Objects">Number of labelled objects, ignored ones not counted.</param>
/// <param name="Ap50">Average precision at IoU 0.50.</param>
/// <param name="Ap5095">Mean of the average precisions at IoU 0.50 to 0.95.</param>
internal sealed record EvalDetectClass(int ClassId, string Label, int Objects, double Ap50, double Ap5095);
