using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Pairs among identities that were drawn from the galleries of a move.</summary>
internal static class SampledPairs
{
    // So that a few people with many pictures do not speak for all.
    private const int GenuineEach = 3;

    /// <summary>Pairs of two pictures of one identity, at most three of each.</summary>
    public static IEnumerable<(MigrationSource First, MigrationSource Second)> Genuine(MigratedSample identity) =>
        (
            from first in Enumerable.Range(0, identity.Sources.Length)
            from second in Enumerable.Range(first + 1, identity.Sources.Length - first - 1)
            orderby second - first, first
            select (identity.Sources[first], identity.Sources[second])
        ).Take(GenuineEach);

    /// <summary>Pairs of pictures of two identities of the same gallery, drawn at random and each at most once.</summary>
    public static IEnumerable<(MigrationSource First, MigrationSource Second)> Impostors(
        ImmutableArray<MigratedSample> identities,
        int count,
        int seed
    )
    {
        var random = new Random(seed);
        var galleries = identities
            .GroupBy(static identity => identity.GalleryId)
            .Select(static gallery => gallery.ToArray())
            .Where(static gallery => gallery.Length > 1)
            .ToArray();
        var all = galleries.Sum(static gallery => (long)gallery.Length * (gallery.Length - 1) / 2);
        if (all <= count)
        {
            return from gallery in galleries
                from first in Enumerable.Range(0, gallery.Length)
                from second in Enumerable.Range(first + 1, gallery.Length - first - 1)
                select (gallery[first].Sources[0], gallery[second].Sources[0]);
        }

        return Draw();

        IEnumerable<(MigrationSource, MigrationSource)> Draw()
        {
            var drawn = new HashSet<(Guid, Guid)>(count);
            while (drawn.Count < count)
            {
                // A gallery in proportion to its pairs.
                var place = random.NextInt64(all);
                var gallery = galleries.First(gallery =>
                    (place -= (long)gallery.Length * (gallery.Length - 1) / 2) < 0
                );
                var first = random.Next(gallery.Length);
                var second = (first + 1 + random.Next(gallery.Length - 1)) % gallery.Length;
                var (low, high) = (gallery[Math.Min(first, second)], gallery[Math.Max(first, second)]);
                if (drawn.Add((low.IdentityId, high.IdentityId)))
                {
                    yield return (Any(low), Any(high));
                }
            }
        }

        MigrationSource Any(MigratedSample identity) => identity.Sources[random.Next(identity.Sources.Length)];
    }
}
