using Google.Protobuf;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>Takes the weights that a model keeps in files beside it into the model, since a package is a single file.</summary>
internal sealed class ExternalDataEmbedding(string folder, long maxBytes)
{
    private readonly Dictionary<string, FileInfo> _files = new(StringComparer.Ordinal);
    private long _total;

    /// <summary>Embeds every external tensor, in place.</summary>
    /// <exception cref="ModelLoadException">A file lies elsewhere, is a link or too short, or all together are too large.</exception>
    public void Embed(ModelProto model)
    {
        _total = model.CalculateSize();
        foreach (var tensor in OnnxTensors.Of(model).Where(ExternalTensor.IsExternal))
        {
            var bytes = Read(tensor, ExternalTensor.Read(tensor));
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
            tensor.ExternalData.Clear();
            tensor.ClearDataLocation();
        }
    }

    private byte[] Read(TensorProto tensor, ExternalTensor source)
    {
        var needed = SizeOf(tensor);
        if (source.Length is { } length && length != needed)
        {
            throw new ModelLoadException(
                $"Tensor '{tensor.Name}' takes {needed} bytes by its dimensions, but names {length} bytes of '{source.Location}'. The model is damaged."
            );
        }

        _total += needed;
        if (needed > maxBytes || _total > maxBytes)
        {
            throw new ModelLoadException(
                $"With the weights of '{source.Location}' the model takes more than {maxBytes} bytes, which one ONNX file cannot hold. Store the weights as float16, or use a smaller model."
            );
        }

        var file = Find(source.Location);
        if (source.Offset > file.Length - needed)
        {
            throw new ModelLoadException(
                $"Tensor '{tensor.Name}' lies at {source.Offset} in '{source.Location}' and takes {needed} bytes, but the file has {file.Length}. It is cut short, or belongs to another model.",
                modelId: null,
                file.FullName
            );
        }

        var bytes = new byte[needed];
        try
        {
            using var stream = file.OpenRead();
            stream.Position = source.Offset;
            stream.ReadExactly(bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(
                $"The weights '{file.FullName}' cannot be read: {exception.Message}",
                modelId: null,
                file.FullName,
                exception
            );
        }

        return bytes;
    }

    private FileInfo Find(string location)
    {
        if (_files.TryGetValue(location, out var known))
        {
            return known;
        }

        // A bare name cannot leave the folder; separators of both systems and drive colons are refused on every system.
        if (location is "." or ".." || location.IndexOfAny(['/', '\\', ':', '\0']) >= 0)
        {
            throw new ModelLoadException(
                $"The model keeps weights in '{location}'; only files beside the model are read. Move the file there and save the model again, or save it with its weights inside."
            );
        }

        var file = new FileInfo(Path.Combine(folder, location));
        if (!file.Exists)
        {
            throw new ModelLoadException(
                $"The model keeps weights in '{location}', which is not beside it in '{folder}'. Put it there.",
                modelId: null,
                file.FullName
            );
        }

        if (file.LinkTarget is not null || file.Length == 0)
        {
            throw new ModelLoadException(
                $"The weights '{location}' are a link, or empty; put the file itself beside the model.",
                modelId: null,
                file.FullName
            );
        }

        return _files[location] = file;
    }

    private static long SizeOf(TensorProto tensor)
    {
        var tally = new WeightTally();
        tally.Add(tensor);
        return tally.Bytes;
    }
}
