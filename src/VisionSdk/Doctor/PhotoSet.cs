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

    public static PhotoSet Decode(IReadOnlyList<ImageSource> sources, List<ModelFinding> findings)
    {
        var set = new PhotoSet();
        for (var i = 0; i < sources.Count; i++)
        {
            try
            {
                var encoded = set._decoder.Open(sources[i]);
                set._photos.Add((i, encoded, encoded.Decode()));
            }
            catch (ImageDecodeException exception)
            {
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
