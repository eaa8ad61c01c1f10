namespace VisionSdk.Tests;

/// <summary>Distances of known thresholds: of 10,000 impostor pairs the n-th nearest lies at 0.03 + n/10,000, and every genuine one below 0.03.</summary>
/// <remarks>At a false-match rate of 0.001 the threshold is 0.031, at 0.01 it is 0.04; both a hair less.</remarks>
internal static class Distances
{
    public const double AtOneInThousand = 0.031;
    public const double AtOneInHundred = 0.040;

    public static VerificationPair[] Pairs(double offset = 0.03, int impostors = 10_000, int genuine = 600) =>
        [
            .. Enumerable
                .Range(0, impostors)
                .Select(i => new VerificationPair((float)(offset + (i / 10_000.0)), IsSame: false)),
            .. Enumerable
                .Range(0, genuine)
                .Select(i => new VerificationPair((float)(0.03 * i / genuine), IsSame: true)),
        ];
}
