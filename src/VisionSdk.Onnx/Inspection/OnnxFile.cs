namespace VisionSdk.Onnx;

/// <summary>Reads model files whose size and kind nobody promises.</summary>
internal static class OnnxFile
{
    /// <exception cref="ModelLoadException">The file is missing, no regular file, too large or unreadable.</exception>
    public static byte[] Read(string path, long maxBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBytes, OnnxInspection.MaxFileBytes);
        try
        {
            // Pipes and devices have no length, and would block or never end when they are opened.
            if (new FileInfo(path) is not { Exists: true, Length: > 0 })
            {
                throw new ModelLoadException($"The file '{path}' does not exist or is empty.", modelId: null, path);
            }

            using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var length = RandomAccess.GetLength(handle);
            if (length > maxBytes)
            {
                throw new ModelLoadException(
                    $"The file '{path}' has {length} bytes; at most {maxBytes} are read. Give a smaller model, or keep its weights in external files.",
                    modelId: null,
                    path
                );
            }

            var bytes = new byte[length];
            for (var offset = 0; offset < bytes.Length; )
            {
                var read = RandomAccess.Read(handle, bytes.AsSpan(offset), offset);
                offset +=
                    read > 0 ? read : throw new EndOfStreamException("The file became shorter while it was read.");
            }

            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(
                $"The file '{path}' cannot be read: {exception.Message}",
                modelId: null,
                path,
                exception
            );
        }
    }
}
