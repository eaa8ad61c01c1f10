namespace VisionSdk.Models;

/// <summary>The model packages that this package brings, and where they lie at run time.</summary>
public static class DefaultModels
{
    /// <summary>Faces with six keypoints; portraits and large faces.</summary>
    public const string FaceDetectorBlazeFace = "face-detector-blazeface";

    /// <summary>Faces by Tiny YOLOv2; the smallest detector.</summary>
    public const string FaceDetectorTinyYolo = "face-detector-tiny-yolo";

    /// <summary>Faces by SSD MobileNetV1; group photos and small faces.</summary>
    public const string FaceDetectorSsd = "face-detector-ssd";

    /// <summary>68 facial landmarks.</summary>
    public const string FaceLandmarks68 = "face-landmarks-68";

    /// <summary>The default face embedder, 128 values.</summary>
    public const string FaceEmbedderDlib = "face-embedder-dlib";

    /// <summary>A second face embedder, 1,024 values: another embedding space.</summary>
    public const string FaceEmbedderFaceRes = "face-embedder-faceres";

    /// <summary>Seven facial expressions.</summary>
    public const string FaceExpression = "face-expression";

    /// <summary>Real face against print or screen.</summary>
    public const string FaceAntiSpoof = "face-antispoof";

    /// <summary>Live face against a replay.</summary>
    public const string FaceLiveness = "face-liveness";

    /// <summary>468 points of a face mesh.</summary>
    public const string FaceMesh = "face-mesh";

    /// <summary>80 everyday objects (COCO classes).</summary>
    public const string ObjectDetectorCenterNet = "object-detector-centernet";

    /// <summary>17 keypoints of one body.</summary>
    public const string BodyPoseMoveNet = "body-pose-movenet";

    /// <summary>The folder that holds the packages, as <c>&lt;id&gt;/&lt;version&gt;/model.json</c>: <c>models</c> beside the application.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>A TrueType typeface for labels on annotated pictures (DejaVu Sans), so that drawing needs no font of the system.</summary>
    public static string LabelTypeface { get; } = Path.Combine(AppContext.BaseDirectory, "typefaces", "DejaVuSans.ttf");
}
