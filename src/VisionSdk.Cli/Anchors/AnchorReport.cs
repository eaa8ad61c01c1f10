namespace VisionSdk.Cli;

/// <summary>One anchor in pixels of the network's input, and the share of the boxes that is nearest to it, where it has just been fitted.</summary>
internal sealed record AnchorReport(float Width, float Height, double? Share);
