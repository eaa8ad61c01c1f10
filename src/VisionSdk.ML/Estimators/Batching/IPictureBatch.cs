namespace VisionSdk.ML;

/// <summary>Rows whose pictures are computed together, the first time that one of their results is read. For one thread at a time.</summary>
internal interface IPictureBatch : IDisposable
{
    /// <summary>How many rows there is room for.</summary>
    int Capacity { get; }

    /// <summary>Forgets the rows.</summary>
    void Clear();

    /// <summary>Copies the input of the row that the reader's cursor stands on.</summary>
    void Add(PictureReader reader);

    /// <summary>A getter over one output column.</summary>
    /// <param name="output">Index of the column.</param>
    /// <param name="current">The index of the current row in the batch.</param>
    Delegate CreateGetter(int output, Func<int> current);
}
