using System.Security.Cryptography;
using System.Text;

namespace VisionSdk.Storage;

/// <summary>A key in a file, for tools and single machines: 64 hexadecimal digits on one line, or several lines, of which the first is in use.</summary>
/// <remarks>
/// Keep the file away from the database, readable by one account. To rotate, put a new line before the old one, run
/// <see cref="VisionStore.RotateKeysAsync"/>, and remove the old line.
/// </remarks>
public sealed class FileKeyProvider : IKeyProvider
{
    private const int ShownDigits = 16;

    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private readonly string _path;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="StoreException">The file does not exist, cannot be read, or holds something else than keys.</exception>
    public FileKeyProvider(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _path = Path.GetFullPath(path);
        var lines = ReadLines();
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            if (lines[i].Length != Envelope.KeyBytes * 2 || !lines[i].All(char.IsAsciiHexDigit))
            {
                throw Unusable($"line {i + 1} is no key of {Envelope.KeyBytes * 2} hexadecimal digits");
            }

            var key = Convert.FromHexString(lines[i]);
            CurrentKeyId = Convert.ToHexStringLower(SHA256.HashData(key))[..ShownDigits];
            _keys[CurrentKeyId] = key;
        }

        if (CurrentKeyId.Length == 0)
        {
            throw Unusable("it is empty");
        }
    }

    /// <inheritdoc/>
    public string CurrentKeyId { get; } = string.Empty;

    /// <summary>Reads the file, or makes it with a new random key that only this account can read.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The provider.</returns>
    /// <exception cref="StoreException">The file cannot be read or written, or holds something else than keys.</exception>
    public static FileKeyProvider OpenOrCreate(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            Create(full);
        }

        return new FileKeyProvider(full);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Envelope.Seal(_keys[CurrentKeyId], key.Span, Purpose(CurrentKeyId)));

    /// <inheritdoc/>
    public ValueTask<byte[]> UnwrapAsync(
        string keyId,
        ReadOnlyMemory<byte> wrapped,
        CancellationToken cancellationToken
    ) =>
        _keys.TryGetValue(keyId, out var key)
            ? ValueTask.FromResult(Envelope.Open(key, wrapped.Span, Purpose(keyId)))
            : throw new CryptographicException($"Key file '{_path}' does not hold key {keyId}.");

    private static byte[] Purpose(string keyId) => Encoding.UTF8.GetBytes("visionsdk-vault-key/1:" + keyId);

    private static void Create(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var settings = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new StreamWriter(path, settings);
            file.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Envelope.KeyBytes)));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process has made it in the meantime.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                StoreFailure.ReadOnly,
                $"Key file '{path}' cannot be made: {exception.Message} Name another file.",
                exception
            );
        }
    }

    private string[] ReadLines()
    {
        try
        {
            return [.. File.ReadLines(_path).Select(static line => line.Trim()).Where(static line => line.Length > 0)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                StoreFailure.WrongKey,
                $"Key file '{_path}' cannot be read: {exception.Message} Without it the store's personal data stays closed.",
                exception
            );
        }
    }

    private StoreException Unusable(string problem) =>
        new(
            StoreFailure.WrongKey,
            $"Key file '{_path}' cannot be used: {problem}. Name the file that the store was made with."
        );
}
