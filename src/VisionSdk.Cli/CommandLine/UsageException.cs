namespace VisionSdk.Cli;

/// <summary>The arguments parse, but make no sense together.</summary>
internal sealed class UsageException(string message) : Exception(message);
