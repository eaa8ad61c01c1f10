using Microsoft.ML;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

/// <summary>A row with one of the sample photos, as a file and as bytes.</summary>
internal sealed class PhotoRow
{
    /// <summary>How many sample photos there are.</summary>
    public const int Count = 6;

    public int Number { get; set; }

    public string Path { get; set; } = "";

    public byte[] Bytes { get; set; } = [];

    public static PhotoRow Of(int number) =>
        new()
        {
            Number = number,
            Path = SamplePhotos.File(number),
            Bytes = File.ReadAllBytes(SamplePhotos.File(number)),
        };

    /// <summary>A view of photos.</summary>
    public static IDataView View(MLContext ml, params IEnumerable<int> numbers) =>
        ml.Data.LoadFromEnumerable(numbers.Select(Of).ToArray());

    /// <summary>A view of all photos.</summary>
    public static IDataView All(MLContext ml) => View(ml, Enumerable.Range(1, Count));
}
