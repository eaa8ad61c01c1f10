namespace VisionSdk.ML;

/// <summary>What the first dimension of an output tensor is.</summary>
internal enum LeadingDimension
{
    /// <summary>The batch: one slice per image.</summary>
    Batch,

    /// <summary>Always 1, and no dimension of an image: the batch of a graph of fixed batch, or of a tensor that is the same for every image.</summary>
    One,

    /// <summary>A dimension of the tensor itself, which is the same for every image: a table of priors, or the rows of the only image.</summary>
    Item,
}
