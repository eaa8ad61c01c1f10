namespace VisionSdk.Tests;

public sealed class TransientFaultTests
{
    public static TheoryData<Exception?, bool> Faults =>
        new()
        {
            { new IOException("share"), true },
            { new ModelLoadException("unreadable", null, null, new IOException("share")), true },
            { new ModelLoadException("missing", null, null, new FileNotFoundException()), false },
            { new DirectoryNotFoundException(), false },
            { new ModelLoadException("does not parse"), false },
            { new ModelIntegrityException("hash", new IOException("share")), false },
            { new UnauthorizedAccessException(), false },
            { new ImageDecodeException("picture", new IOException("share")), false },
            { null, false },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Is_true_only_for_io_errors_that_may_heal(Exception? exception, bool expected) =>
        TransientFault.Is(exception).ShouldBe(expected);
}
