using System.Runtime.InteropServices;

namespace VisionSdk;

/// <summary>Divides pairs into folds, of which each is judged by what was learnt from the others.</summary>
public static class CrossValidationFolds
{
    /// <summary>Folds of the "Labeled Faces in the Wild" protocol.</summary>
    public const int StandardCount = 10;

    /// <summary>The fold of a pair whose two identities are of different folds: it is neither learnt from nor judged while folds are left out.</summary>
    public const int None = -1;

    /// <summary>Divides a list of pairs without folds of its own.</summary>
    /// <param name="pairs">The pairs in the order of the list; their folds are replaced.</param>
    /// <param name="folds">How many folds, at least 2.</param>
    /// <exception cref="ArgumentException">There are fewer pairs of either kind than folds.</exception>
    /// <remarks>
    /// The pairs of one identity and those of two are each cut into runs of the list's order, so that every fold holds both kinds in the
    /// same proportion and, since lists are sorted by name, a person's pairs mostly stay in one fold.
    /// </remarks>
    public static void Divide(Span<VerificationPair> pairs, int folds = StandardCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var same = 0;
        foreach (var pair in pairs)
        {
            same += pair.IsSame ? 1 : 0;
        }

        var different = pairs.Length - same;
        if (same < folds || different < folds)
        {
            throw new ArgumentException(
                $"{same} pairs of one identity and {different} of two cannot be divided into {folds} folds.",
                nameof(pairs)
            );
        }

        var (sameSeen, differentSeen) = (0L, 0L);
        foreach (ref var pair in pairs)
        {
            var fold = pair.IsSame ? sameSeen++ * folds / same : differentSeen++ * folds / different;
            pair = pair with { Fold = (int)fold };
        }
    }

    /// <summary>The fold of an identity: always the same for the same identity, and evenly spread.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="folds">How many folds, at least 2.</param>
    /// <returns>A fold, in [0, <paramref name="folds"/>).</returns>
    public static int OfIdentity(Guid identity, int folds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        return (int)(Mix(identity, seed: 0) % (ulong)folds);
    }

    /// <summary>The fold of a pair of identities.</summary>
    /// <param name="first">The fold of one.</param>
    /// <param name="second">The fold of the other.</param>
    /// <returns>Their common fold, or <see cref="None"/>.</returns>
    public static int OfPair(int first, int second) => first == second ? first : None;

    /// <summary>A number that looks random and follows from an identity and a seed (the finaliser of SplitMix64).</summary>
    internal static ulong Mix(Guid identity, ulong seed)
    {
        var halves = MemoryMarshal.Cast<Guid, ulong>(new ReadOnlySpan<Guid>(in identity));
        return Finish(halves[0] ^ Finish(halves[1] + (seed * 0x9E3779B97F4A7C15)));
    }

    private static ulong Finish(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
