namespace VisionSdk.Cli;

/// <summary>A box in pixels of the displayed picture, origin top left.</summary>
internal sealed record BoxReport(float X, float Y, float Width, float Height)
{
    public static BoxReport From(BoundingBox box) => new(box.X, box.Y, box.Width, box.Height);

    public static BoxReport? From(BoundingBox? box) => box is { } known ? From(known) : null;
}
