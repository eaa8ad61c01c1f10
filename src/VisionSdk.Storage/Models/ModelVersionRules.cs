namespace VisionSdk.Storage;

/// <summary>Which state of a model version may follow which.</summary>
internal static class ModelVersionRules
{
    /// <summary>The state after somebody asks for one.</summary>
    /// <exception cref="StoreException">It must not follow (<see cref="StoreFailure.Refused"/>).</exception>
    public static ModelVersionState Next(ModelVersionState current, ModelVersionState asked, string name) =>
        (current, asked) switch
        {
            (ModelVersionState.Revoked, not ModelVersionState.Revoked) => throw Refused(
                $"Model {name} is revoked, which is for ever. Register a new version."
            ),
            (ModelVersionState.Active, ModelVersionState.Verified) => ModelVersionState.Active,
            (ModelVersionState.Active, _) => throw Refused(
                $"Model {name} plays a role and cannot be taken out of use. Activate another version in its slot first, or roll back."
            ),
            _ => asked,
        };

    /// <exception cref="StoreException">A version in this state cannot play a role (<see cref="StoreFailure.Refused"/>).</exception>
    public static void ThrowIfUnusable(ModelVersionState state, string name)
    {
        switch (state)
        {
            case ModelVersionState.Retired:
                throw Refused(
                    $"Model {name} is retired. Verify it again to bring it back into use, or activate another version."
                );
            case ModelVersionState.Revoked:
                throw Refused($"Model {name} is revoked and must not be used. Activate another version.");
            default:
                return;
        }
    }

    private static StoreException Refused(string message) => new(StoreFailure.Refused, message);
}
