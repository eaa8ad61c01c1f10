namespace VisionSdk;

/// <summary>One vector per picture.</summary>
public sealed record EmbeddingOutputSettings : DecoderSettings;
