namespace VisionSdk;

/// <summary>Where the landmarks of a mean face lie in a square chip, and which landmarks those are.</summary>
internal static class FaceTemplate
{
    /// <summary>The largest number of points that a template has.</summary>
    public const int MaxPoints = 33;

    // Average positions of landmarks 27..54 and 60..64 in the unit square, x then y: dlib 19.24, `get_face_chip_details` in
    // dlib/image_transforms/interpolation.h, copyright Davis E. King, Boost Software License 1.0. The jaw, the eyebrows and the
    // lower lip move with expression and are left out there too.
    private static ReadOnlySpan<double> DlibX =>
        [
            0.490127, // 27..30, the bridge of the nose
            0.490127,
            0.490127,
            0.490127,
            0.36688, // 31..35, below the nose
            0.426036,
            0.490127,
            0.554217,
            0.613373,
            0.121737, // 36..41, the right eye
            0.187122,
            0.265825,
            0.334606,
            0.260918,
            0.182743,
            0.645647, // 42..47, the left eye
            0.714428,
            0.793132,
            0.858516,
            0.79751,
            0.719335,
            0.254149, // 48..54, the upper outer lip
            0.340985,
            0.428858,
            0.490127,
            0.551395,
            0.639268,
            0.726104,
            0.290379, // 60..64, the upper inner lip
            0.428096,
            0.490127,
            0.552157,
            0.689874,
        ];

    private static ReadOnlySpan<double> DlibY =>
        [
            0.203352, // 27..30, the bridge of the nose
            0.307009,
            0.409805,
            0.515625,
            0.587326, // 31..35, below the nose
            0.609345,
            0.628106,
            0.609345,
            0.587326,
            0.216423, // 36..41, the right eye
            0.178758,
            0.179852,
            0.231733,
            0.245099,
            0.244077,
            0.231733, // 42..47, the left eye
            0.179852,
            0.178758,
            0.216423,
            0.244077,
            0.245099,
            0.780233, // 48..54, the upper outer lip
            0.745405,
            0.727388,
            0.742578,
            0.727388,
            0.745405,
            0.780233,
            0.784792, // 60..64, the upper inner lip
            0.778746,
            0.785343,
            0.778746,
            0.784792,
        ];

    // Right eye, left eye, nose tip, right and left corner of the mouth in a chip of 112 pixels. Deng et al., "ArcFace: Additive
    // Angular Margin Loss for Deep Face Recognition", CVPR 2019; the figures are those of the authors' published alignment.
    private const double ArcFaceSide = 112;

    private static ReadOnlySpan<double> ArcFaceX => [38.2946, 73.5318, 56.0252, 41.5493, 70.7299];

    private static ReadOnlySpan<double> ArcFaceY => [51.6963, 51.5014, 71.7366, 92.3655, 92.2041];

    /// <summary>The template's points in a square chip.</summary>
    /// <param name="aligner">An aligner that has a template.</param>
    /// <param name="side">Side of the chip, in pixels.</param>
    /// <param name="padding">Border around the template's unit square, as a fraction of it.</param>
    /// <param name="destination">Room for <see cref="MaxPoints"/> points.</param>
    /// <returns>How many points there are.</returns>
    public static int WritePoints(FaceAligner aligner, int side, double padding, Span<Keypoint> destination)
    {
        var isDlib = aligner == FaceAligner.Dlib68;
        var xs = isDlib ? DlibX : ArcFaceX;
        var ys = isDlib ? DlibY : ArcFaceY;
        var unit = isDlib ? 1 : ArcFaceSide;
        var factor = side / ((2 * padding) + 1);
        for (var i = 0; i < xs.Length; i++)
        {
            destination[i] = new Keypoint(
                (float)((padding + (xs[i] / unit)) * factor),
                (float)((padding + (ys[i] / unit)) * factor)
            );
        }

        return xs.Length;
    }

    /// <summary>Picks the landmarks that the template has, in its order.</summary>
    /// <param name="aligner">An aligner that has a template.</param>
    /// <param name="landmarks">68 landmarks, or five for <see cref="FaceAligner.ArcFace5"/>.</param>
    /// <param name="destination">Room for <see cref="MaxPoints"/> points.</param>
    /// <returns>How many points there are.</returns>
    public static int SelectLandmarks(FaceAligner aligner, ReadOnlySpan<Keypoint> landmarks, Span<Keypoint> destination)
    {
        if (aligner == FaceAligner.Dlib68)
        {
            var upperFace = landmarks[27..55];
            var innerLip = landmarks[60..65];
            upperFace.CopyTo(destination);
            innerLip.CopyTo(destination[upperFace.Length..]);
            return upperFace.Length + innerLip.Length;
        }

        if (landmarks.Length == 5)
        {
            landmarks.CopyTo(destination);
        }
        else
        {
            FaceLandmarks68.WriteFivePoints(landmarks, destination);
        }

        return 5;
    }
}
