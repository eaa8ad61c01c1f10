namespace VisionSdk.Storage;

/// <summary>Locks the galleries of a move against enrolments, until the transaction ends.</summary>
internal static class MigrationLocks
{
    /// <summary>Takes the epochs of all galleries, by rising id, so that two transactions never wait for each other.</summary>
    public static async Task<List<GalleryRow>> TakeAsync(
        WriteScope scope,
        int migration,
        CancellationToken cancellationToken
    )
    {
        var galleries = await MigrationReading
            .GalleriesAsync(scope.Context, migration, cancellationToken)
            .ConfigureAwait(false);
        foreach (var gallery in galleries)
        {
            await scope.EpochAsync(gallery.Id, cancellationToken).ConfigureAwait(false);
        }

        return galleries;
    }
}
