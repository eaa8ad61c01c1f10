using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>What the writes of one transaction share.</summary>
internal interface IWriteScope : IDisposable
{
    DbContext Context { get; }

    /// <summary>A table of the database, by which a provider can take the write lock.</summary>
    string Table { get; }

    /// <summary>Forgets what a rolled-back write has done.</summary>
    void Forget();
}
