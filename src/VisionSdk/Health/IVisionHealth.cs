using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Tells how the roles are played and how the store does. Safe for concurrent use.</summary>
public interface IVisionHealth
{
    /// <summary>The roles, in ordinal order.</summary>
    ImmutableArray<string> Slots { get; }

    /// <summary>Tells how a role is played.</summary>
    /// <param name="slot">The role.</param>
    /// <param name="load">Whether a version that is not in memory is loaded, to see whether it can be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How it is played. Nothing is loaded unless that is asked for, or a version fails and the one before it has to answer.</returns>
    /// <exception cref="ArgumentException">There is no such role.</exception>
    Task<SlotHealth> CheckAsync(string slot, bool load = false, CancellationToken cancellationToken = default);

    /// <summary>Asks the store for something small.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it answers.</returns>
    Task<StoreHealth> CheckStoreAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks the active version of a role again from now on, however often it has failed.</summary>
    /// <param name="slot">The role.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when its circuit is closed.</returns>
    /// <exception cref="ArgumentException">There is no such role.</exception>
    Task ResetAsync(string slot, CancellationToken cancellationToken = default);
}
