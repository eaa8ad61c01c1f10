namespace VisionSdk.Onnx;

/// <summary>The concatenated binary files of one manifest group, handed out weight by weight.</summary>
internal sealed class WeightsBlob
{
    private readonly string _manifest;
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _position;

    private WeightsBlob(string manifest, ReadOnlyMemory<byte> bytes)
    {
        _manifest = manifest;
        _bytes = bytes;
    }

    public static WeightsBlob Read(string manifest, string[] paths)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(manifest))!;
        using var joined = new MemoryStream();
        foreach (var path in paths)
        {
            // A manifest is foreign data: it may not name files elsewhere.
            if (Path.GetFileName(path) != path || path.Length == 0)
            {
                throw new OnnxImportException(
                    $"'{manifest}' names the binary file '{path}', which does not lie beside it.",
                    manifest
                );
            }

            var file = Path.Combine(folder, path);
            try
            {
                joined.Write(File.ReadAllBytes(file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new OnnxImportException(
                    $"The binary file '{file}' of '{manifest}' could not be read: {e.Message}",
                    file,
                    e
                );
            }
        }

        return new WeightsBlob(manifest, joined.GetBuffer().AsMemory(0, (int)joined.Length));
    }

    public TensorFlowWeight Take(WeightsManifestEntry entry)
    {
        var type = entry.ElementType switch
        {
            "float32" => OnnxElementType.Float32,
            "int32" => OnnxElementType.Int32,
            "bool" => OnnxElementType.Bool,
            _ => throw Unknown(entry, "element type", entry.ElementType),
        };
        var quantization = entry.Quantization?.ElementType switch
        {
            null => WeightQuantization.None,
            "uint8" => WeightQuantization.UInt8,
            "uint16" => WeightQuantization.UInt16,
            "float16" when type == OnnxElementType.Float32 => WeightQuantization.Float16,
            var other => throw Unknown(entry, "quantisation", other),
        };
        var stored = quantization switch
        {
            WeightQuantization.UInt8 => OnnxElementType.UInt8,
            WeightQuantization.UInt16 => OnnxElementType.UInt16,
            WeightQuantization.Float16 => OnnxElementType.Float16,
            _ => type,
        };
        return new TensorFlowWeight(
            type,
            quantization,
            entry.Quantization?.Scale ?? 1,
            entry.Quantization?.Minimum ?? 0,
            new OnnxTensor(stored, entry.Shape, Slice(entry, stored), entry.Name)
        );
    }

    public void RequireEnd()
    {
        if (_position != _bytes.Length)
        {
            throw new OnnxImportException(
                $"The weights of '{_manifest}' take {_position} bytes, but its binary files hold {_bytes.Length}. Restore the package again.",
                _manifest
            );
        }
    }

    private ReadOnlyMemory<byte> Slice(WeightsManifestEntry entry, OnnxElementType stored)
    {
        var left = _bytes.Length - _position;
        long size;
        try
        {
            size = checked(OnnxTensor.ElementCount(entry.Shape) * stored.ByteSize());
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new OnnxImportException(
                $"Weight '{entry.Name}' of '{_manifest}' has the impossible shape [{string.Join(", ", entry.Shape)}].",
                _manifest,
                e
            );
        }

        if (size > left)
        {
            throw new OnnxImportException(
                $"Weight '{entry.Name}' of '{_manifest}' takes {size} bytes, but only {left} are left in its binary files. Restore the package again.",
                _manifest
            );
        }

        var slice = _bytes.Slice(_position, (int)size);
        _position += (int)size;
        return slice;
    }

    private OnnxImportException Unknown(WeightsManifestEntry entry, string what, string? value) =>
        new($"Weight '{entry.Name}' of '{_manifest}' has the unknown {what} '{value}'.", _manifest);
}
