namespace VisionSdk;

/// <summary>Which models play which roles: those of the options, until others are activated.</summary>
internal sealed class ModelSlots : IDisposable
{
    private readonly VersionHost _host;
    private readonly VersionLocator _locator;
    private volatile SlotGeneration _current;

    public ModelSlots(VisionSdkOptions options, VersionHost host, VersionLocator locator)
    {
        _host = host;
        _locator = locator;
        _current = new SlotGeneration(
            options.Slots.ToDictionary(
                static slot => slot.Key,
                static slot => new SlotAssignment(ModelName.Parse(slot.Value, nameof(options))),
                StringComparer.Ordinal
            )
        );
        _host.PlaysRole = PlaysRole;
    }

    /// <summary>The roles as they are played now.</summary>
    public SlotGeneration Current => _current;

    /// <summary>Gets a model, loading it if it is not in memory.</summary>
    /// <param name="generation">Which models play the roles.</param>
    /// <param name="slot">The role.</param>
    /// <param name="model">A model to use instead of the slot's, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting; a load goes on.</param>
    /// <returns>The model, held for the caller.</returns>
    /// <exception cref="ArgumentException">The slot is not configured, or the model is not a name.</exception>
    public ValueTask<SlotModel> HoldAsync(
        SlotGeneration generation,
        string slot,
        string? model,
        CancellationToken cancellationToken
    )
    {
        var assignment = model is null
            ? Assignment(generation, slot)
            : new SlotAssignment(ModelName.Parse(model, nameof(model)));
        return KeyOf(assignment) is { } key && _host.TryHold(key) is { } version
            ? ValueTask.FromResult(new SlotModel(version, version.In(slot)))
            : new ValueTask<SlotModel>(LoadAsync(assignment, slot, cancellationToken));
    }

    /// <summary>The version that an assignment means, as far as anybody has looked for it.</summary>
    public VersionKey? KeyOf(SlotAssignment assignment) =>
        assignment.Key
        ?? (assignment.Activation > 0 ? _locator.KnownRegistered(assignment.Name) : _locator.Known(assignment.Name));

    /// <summary>The version that an assignment means.</summary>
    /// <exception cref="ModelLoadException">There is no package of it.</exception>
    public ValueTask<VersionKey> KeyOfAsync(SlotAssignment assignment, CancellationToken cancellationToken) =>
        KeyOf(assignment) is { } key ? ValueTask.FromResult(key)
        : assignment.Activation > 0 ? _locator.LocateRegisteredAsync(assignment.Name, cancellationToken)
        : _locator.LocateAsync(assignment.Name, cancellationToken);

    /// <summary>From now on new operations see this generation. Those that are running finish with what they have begun with.</summary>
    /// <remarks>One caller at a time, see <see cref="RegistryFollower.ChangeAsync"/>.</remarks>
    public void Publish(SlotGeneration next)
    {
        _current = next;
        _host.FreeIdle();
    }

    public void Dispose() => _host.Dispose();

    private static SlotAssignment Assignment(SlotGeneration generation, string slot) =>
        generation.Slots.TryGetValue(slot, out var assignment)
            ? assignment
            : throw new ArgumentException(
                $"No model is configured for slot '{slot}'; there are {string.Join(", ", generation.Names)}. Add it to VisionSdkOptions.Slots, activate a version in it, or name a model.",
                nameof(slot)
            );

    private async Task<SlotModel> LoadAsync(SlotAssignment assignment, string slot, CancellationToken cancellationToken)
    {
        var key = await KeyOfAsync(assignment, cancellationToken).ConfigureAwait(false);
        var version = await _host.HoldAsync(key, cancellationToken).ConfigureAwait(false);
        return new SlotModel(version, version.In(slot));
    }

    private bool PlaysRole(VersionKey key)
    {
        foreach (var assignment in _current.Slots.Values)
        {
            if (KeyOf(assignment) == key)
            {
                return true;
            }
        }

        return false;
    }
}
