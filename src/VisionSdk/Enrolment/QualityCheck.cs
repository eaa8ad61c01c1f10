namespace VisionSdk;

/// <summary>What speaks against a picture by itself, whoever it shows.</summary>
internal static class QualityCheck
{
    public static EnrolmentChecks Judge(Probe probe, RecognitionProfile profile, EnrolmentChecks wanted) =>
        probe.Reading.Status switch
        {
            FaceStatus.NoFace => EnrolmentChecks.NoFace,
            FaceStatus.SeveralFaces => EnrolmentChecks.SeveralFaces,
            FaceStatus.FaceTooSmall => EnrolmentChecks.TooSmall,
            FaceStatus.FaceUnusable => EnrolmentChecks.Unusable,
            _ => JudgeFace(probe, profile, wanted),
        };

    private static EnrolmentChecks JudgeFace(Probe probe, RecognitionProfile profile, EnrolmentChecks wanted)
    {
        var face = probe.Reading.Faces[0];
        if (face.Embedding is null || (profile.Landmarks is not null && face.Quality is null))
        {
            return EnrolmentChecks.Unusable;
        }

        var guard = profile.Guard;
        var size = face.Quality?.FaceSize ?? MathF.Min(face.Box.Width, face.Box.Height);
        var reasons = Of(EnrolmentChecks.TooSmall, size < guard.MinFaceSize);
        if (face.Quality is { } quality)
        {
            reasons |=
                Of(EnrolmentChecks.TooBlurred, quality.Sharpness < guard.MinSharpness)
                | Of(EnrolmentChecks.TooDark, quality.Brightness < guard.MinBrightness)
                | Of(EnrolmentChecks.TooBright, quality.Brightness > guard.MaxBrightness)
                | Of(EnrolmentChecks.PoseTooFar, IsTurned(quality, guard));
        }

        return reasons & wanted;
    }

    private static bool IsTurned(FaceQuality quality, EnrolmentGuardOptions guard) =>
        MathF.Abs(quality.Yaw) > guard.MaxYaw
        || quality.EyeSpacing < guard.MinEyeSpacing
        || MathF.Abs(quality.Pitch) > guard.MaxPitch
        || MathF.Abs(quality.Roll) > guard.MaxRoll;

    private static EnrolmentChecks Of(EnrolmentChecks reason, bool applies) => applies ? reason : EnrolmentChecks.None;
}
