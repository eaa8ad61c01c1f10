using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>What the writes of one transaction share.</summary>
internal interface IWriteScope : IDisposable
{
    DbContext Context { get; }

    /// <summary>Forgets what a rolled-back write has done.</summary>
    void Forget();
}
