using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace VisionSdk.Storage;

/// <summary>Ciphers of the vault keys that one reading meets, each made once: that costs more than opening a data key. Not thread-safe.</summary>
internal sealed class VaultCiphers : IDisposable
{
    private readonly Dictionary<Guid, AesGcm> _ciphers = [];

    public AesGcm Get(VaultKey key)
    {
        ref var cipher = ref CollectionsMarshal.GetValueRefOrAddDefault(_ciphers, key.Id, out _);
        return cipher ??= new AesGcm(key.Key, Envelope.TagBytes);
    }

    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values)
        {
            cipher.Dispose();
        }
    }
}
