using Microsoft.AspNetCore.DataProtection;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Wraps the store's keys with ASP.NET Core Data Protection: on a web farm, every server that shares the key ring opens the store.</summary>
/// <remarks>
/// Data Protection changes its key by itself and keeps the old ones. A key ring that is lost takes the store with it: keep it where the
/// application keeps its own secrets, with a backup of its own.
/// </remarks>
public sealed class DataProtectionKeyProvider : IKeyProvider
{
    private readonly IDataProtector _protector;

    /// <summary>Uses a key ring.</summary>
    /// <param name="provider">The application's.</param>
    public DataProtectionKeyProvider(IDataProtectionProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _protector = provider.CreateProtector("VisionSdk.Storage.Keys.v1");
    }

    /// <inheritdoc/>
    /// <value><c>data-protection</c>: which key of the ring it was stands in what it wraps.</value>
    public string CurrentKeyId => "data-protection";

    /// <inheritdoc/>
    public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_protector.Protect(key.ToArray()));

    /// <inheritdoc/>
    public ValueTask<byte[]> UnwrapAsync(
        string keyId,
        ReadOnlyMemory<byte> wrapped,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(_protector.Unprotect(wrapped.ToArray()));
}
