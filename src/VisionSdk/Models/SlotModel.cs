namespace VisionSdk;

/// <summary>A loaded model in the role that it was asked for, held by an operation until it is disposed.</summary>
internal readonly record struct SlotModel(LoadedVersion Version, ModelUse Use) : IDisposable
{
    public IVisionModel Model => Version.Model;

    public void Dispose() => Version.Release();
}
