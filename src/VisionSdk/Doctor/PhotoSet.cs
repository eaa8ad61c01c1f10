using VisionSdk.ML;

namespace VisionSdk;

/// <summary>The photos that could be decoded, with the index at which each was given.</summary>
internal sealed class PhotoSet : IDisposable
{
    private readonly ImageDecoder _decoder = new();
    private readonly List<(int Index, EncodedImage Encoded, DecodedImage Image)> _photos = [];

    public int Count => _photos.Count;

    public IEnumerable<DecodedImage> Images => _photos.Select(static photo => photo.Image);

    public IEnumerable<EncodedImage> Encoded => _photos.Select(static photo => photo.Encoded);

    public int IndexOf(int photo) => _photos[photo].Index;

    /// <summary>Decodes them, for a detector no larger than its input needs, as when it is used.</summary>
    public static PhotoSet Decode(
        IReadOnlyList<ImageSource> sources,
        ModelManifest manifest,
        List<ModelFinding> findings
    )
    {
        var isWhole = manifest.Output is DetectorSettings;
        var set = new PhotoSet();
        for (var i = 0; i < sources.Count; i++)
        {
            EncodedImage? encoded = null;
            try
            {
                encoded = set._decoder.Open(sources[i]);
                var scale = isWhole ? encoded.ScaleFor(manifest.Input.Size, ResizeMode.Stretch) : 1;
                set._photos.Add((i, encoded, encoded.Decode(scale)));
            }
            catch (ImageDecodeException exception)
            {
                encoded?.Dispose();
                findings.Add(
                    new ModelFinding(
                        "photo-unreadable",
                        FindingSeverity.Note,
                        $"Photo {i + 1} cannot be decoded.",
                        exception.Message
                    )
                );
            }
        }

        return set;
    }

    public void Dispose()
    {
        foreach (var (_, encoded, image) in _photos)
        {
            image.Dispose();
            encoded.Dispose();
        }

        _decoder.Dispose();
    }
}
