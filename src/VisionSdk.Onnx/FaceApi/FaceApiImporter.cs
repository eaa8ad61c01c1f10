namespace VisionSdk.Onnx;

/// <summary>Imports the networks of the npm package <c>@vladmandic/face-api</c> from its weight files.</summary>
/// <remarks>
/// The package ships weights without graphs: the architectures are written here. Every graph takes pictures <c>[N, 3, H, W]</c>, RGB in [0, 255],
/// under the name <see cref="Input"/>, and normalises them itself. Weights stay as small as in the package (uint8). Files of other networks, or
/// incomplete ones, throw <see cref="OnnxImportException"/>.
/// </remarks>
public static class FaceApiImporter
{
    /// <summary>Name of the input of every network.</summary>
    public const string Input = "input";

    /// <summary>Face recognition: dlib's residual network for 150 x 150 aligned chips.</summary>
    /// <param name="manifestPath">Path of <c>face_recognition_model-weights_manifest.json</c>.</param>
    /// <returns>Output <c>embedding [N, 128]</c>, not normalised (length about 1.45).</returns>
    /// <exception cref="OnnxImportException">A file is missing or damaged, or belongs to another network.</exception>
    public static OnnxModel ImportFaceRecognition(string manifestPath) =>
        FaceRecognitionNetwork.Import(manifestPath, withMirror: false);

    /// <summary>As <see cref="ImportFaceRecognition"/>, but each face is also looked at in the mirror: twice the work, and fewer errors.</summary>
    /// <param name="manifestPath">Path of <c>face_recognition_model-weights_manifest.json</c>.</param>
    /// <returns>Output <c>embedding [N, 128]</c>: the mean of the two unit vectors, of a length of at most 1.</returns>
    /// <exception cref="OnnxImportException">A file is missing or damaged, or belongs to another network.</exception>
    public static OnnxModel ImportFaceRecognitionWithMirror(string manifestPath) =>
        FaceRecognitionNetwork.Import(manifestPath, withMirror: true);

    /// <summary>Face detection with a separable Tiny YOLOv2, any size that is a multiple of 32.</summary>
    /// <param name="manifestPath">Path of <c>tiny_face_detector_model-weights_manifest.json</c>.</param>
    /// <returns>Output <c>grid [N, 25, H/32, W/32]</c>: channel = anchor · 5 + k with k = x, y, w, h, objectness; no class channels.</returns>
    /// <exception cref="OnnxImportException">A file is missing or damaged, or belongs to another network.</exception>
    public static OnnxModel ImportTinyFaceDetector(string manifestPath) => TinyFaceDetectorNetwork.Import(manifestPath);

    /// <summary>Face detection with SSD over MobileNetV1, 512 x 512.</summary>
    /// <param name="manifestPath">Path of <c>ssd_mobilenetv1_model-weights_manifest.json</c>.</param>
    /// <returns>
    /// Outputs <c>scores [N, 5118, 3]</c> (logits of background, face, unused), <c>boxes [N, 5118, 4]</c> (y, x, h, w offsets, divisors 10 and 5) and
    /// <c>priors [N, 5118, 4]</c> (ymin, xmin, ymax, xmax as fractions of the input; the same for every picture).
    /// </returns>
    /// <exception cref="OnnxImportException">A file is missing or damaged, or belongs to another network.</exception>
    public static OnnxModel ImportSsdMobileNet(string manifestPath) => SsdMobileNetNetwork.Import(manifestPath);

    /// <summary>68 face landmarks, 112 x 112.</summary>
    /// <param name="manifestPath">Path of <c>face_landmark_68_model-weights_manifest.json</c>.</param>
    /// <returns>Output <c>landmarks [N, 136]</c>: x0, y0, x1, y1, ... as fractions of the input.</returns>
    /// <exception cref="OnnxImportException">A file is missing or damaged, or belongs to another network.</exception>
    public static OnnxModel ImportFaceLandmarks68(string manifestPath) =>
        FaceLandmarkNetwork.Import(manifestPath, "face_landmark_68", blocks: 4, convolutions: 4);

    /// <summary>68 face landmarks with a smaller network, 112 x 112.</summary>
    /// <param name="manifestPath">Path of <c>face_landmark_68_tiny_model-weights_manifest.json</c>.</param>
    /// <returns>Output <c>landmarks [N, 136]</c>: x0, y0, x1, y1, ... as fractions of the input.</returns>
    /// <exception cref="OnnxImportException">A file is missing or damaged, or belongs to another network.</exception>
    public static OnnxModel ImportFaceLandmarks68Tiny(string manifestPath) =>
        FaceLandmarkNetwork.Import(manifestPath, "face_landmark_68_tiny", blocks: 3, convolutions: 3);

    /// <summary>Facial expression, 112 x 112.</summary>
    /// <param name="manifestPath">Path of <c>face_expression_model-weights_manifest.json</c>.</param>
    /// <returns>Output <c>expression [N, 7]</c>: probabilities of neutral, happy, sad, angry, fearful, disgusted, surprised.</returns>
    /// <exception cref="OnnxImportException">A file is missing or damaged, or belongs to another network.</exception>
    public static OnnxModel ImportFaceExpression(string manifestPath) => FaceExpressionNetwork.Import(manifestPath);

    /// <summary>Apparent age and gender, 112 x 112.</summary>
    /// <param name="manifestPath">Path of <c>age_gender_model-weights_manifest.json</c>.</param>
    /// <returns>Outputs <c>age [N, 1]</c> in years and <c>gender [N, 2]</c>, probabilities of male and female.</returns>
    /// <exception cref="OnnxImportException">A file is missing or damaged, or belongs to another network.</exception>
    public static OnnxModel ImportAgeGender(string manifestPath) => AgeGenderNetwork.Import(manifestPath);
}
