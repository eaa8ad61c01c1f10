namespace VisionSdk.ML;

/// <summary>What an estimator does with a row whose picture cannot be used.</summary>
public enum BadImageHandling
{
    /// <summary>Throws an <see cref="ImageDecodeException"/> that names the row and the column.</summary>
    Throw,

    /// <summary>
    /// Leaves the row's results empty, as for a picture that shows nothing, and says why in the <c>Status</c> column: vectors of variable
    /// length are empty, others and numbers are NaN, counts 0.
    /// </summary>
    EmptyResult,
}
