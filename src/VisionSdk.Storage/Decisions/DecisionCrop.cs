namespace VisionSdk.Storage;

/// <summary>A small picture that a decision was made on. It identifies a person: never log it.</summary>
/// <param name="Content">The encoded picture.</param>
/// <param name="MediaType">What it is, such as <c>image/jpeg</c>; at most 64 characters.</param>
public sealed record DecisionCrop(ReadOnlyMemory<byte> Content, string MediaType);
