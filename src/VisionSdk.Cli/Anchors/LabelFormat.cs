namespace VisionSdk.Cli;

/// <summary>The forms of labels that commands read.</summary>
internal enum LabelFormat
{
    /// <summary>Text files of shares, see <see cref="YoloLabels"/>.</summary>
    Yolo,

    /// <summary>XML annotations, see <see cref="VocLabels"/>.</summary>
    Voc,
}
