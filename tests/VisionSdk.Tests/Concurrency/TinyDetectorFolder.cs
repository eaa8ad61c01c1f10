namespace VisionSdk.Tests;

/// <summary>A models folder with one tiny detector.</summary>
internal sealed class TinyDetectorFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("visionsdk-").FullName;

    public TinyDetectorFolder() => TinyDetector.Write(_folder, "1.0.0", seed: 7, "thing");

    /// <summary>Options under which the object detector is this one.</summary>
    public VisionSdkOptions Options
    {
        get
        {
            var options = new VisionSdkOptions { ModelsDirectory = _folder };
            options.Slots[VisionSlots.ObjectDetector] = TinyDetector.Id;
            return options;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
