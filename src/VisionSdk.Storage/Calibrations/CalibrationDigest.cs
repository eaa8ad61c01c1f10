using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VisionSdk.Storage;

/// <summary>What a calibration says, in 32 bytes: the audit's chain covers them, and reading compares them.</summary>
internal static class CalibrationDigest
{
    private const string Form = "visionsdk-calibration/1";

    public static string Of(EmbeddingSpaceId space, SpaceCalibration? calibration)
    {
        var text = new StringBuilder(256);
        text.Append(Form).Append('\n').Append(space.Value).Append('\n');
        if (calibration is null)
        {
            text.Append("withdrawal");
        }
        else
        {
            Append(text, calibration);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Append(StringBuilder text, SpaceCalibration calibration)
    {
        var culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"{calibration.Source}\n{calibration.DataSet.Length}:{calibration.DataSet}\n");
        text.Append(culture, $"{calibration.GenuinePairs} {calibration.ImpostorPairs}\n");
        foreach (var threshold in calibration.Thresholds)
        {
            text.Append(culture, $"{threshold.FalseMatchRate:R} {threshold.Distance:R} {threshold.FalseMatches} ");
            text.Append(culture, $"{threshold.LowerBound:R} {threshold.UpperBound:R} {threshold.TrueAcceptRate:R}\n");
        }

        if (calibration.Probability is { } model)
        {
            text.Append(culture, $"{model.Intercept:R} {model.Slope:R} {model.Prior:R}\n");
        }
    }
}
