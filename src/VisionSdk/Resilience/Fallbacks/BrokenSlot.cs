namespace VisionSdk;

/// <summary>A role whose version is to be avoided.</summary>
/// <param name="Slot">The role.</param>
/// <param name="Circuit">The circuit of its version.</param>
/// <param name="Failure">How the version failed the last time.</param>
internal readonly record struct BrokenSlot(string Slot, VersionCircuit Circuit, ModelRunFailure Failure)
{
    public VersionKey Key => Circuit.Key;
}
