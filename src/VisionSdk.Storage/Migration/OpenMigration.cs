namespace VisionSdk.Storage;

/// <summary>The move in which a gallery takes part, as an enrolment needs it.</summary>
/// <param name="Id">The move.</param>
/// <param name="FromSpaceId">The old space.</param>
/// <param name="ToSpaceId">The new space.</param>
internal sealed record OpenMigration(int Id, int FromSpaceId, int ToSpaceId);
