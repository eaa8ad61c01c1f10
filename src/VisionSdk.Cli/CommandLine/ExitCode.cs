namespace VisionSdk.Cli;

/// <summary>What the process answers to its caller. The numbers are part of the command line's contract and never change.</summary>
internal static class ExitCode
{
    /// <summary>Done; for a question, the answer is yes.</summary>
    public const int Done = 0;

    /// <summary>Done, and the answer is not yes: no match, or inconclusive.</summary>
    public const int Negative = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A file that was named cannot be read, decoded or written.</summary>
    public const int File = 3;

    /// <summary>A model is missing, damaged, or cannot do what was asked.</summary>
    public const int Model = 4;

    /// <summary>The store cannot be used.</summary>
    public const int Store = 5;

    /// <summary>A defect of the program (sysexits' EX_SOFTWARE).</summary>
    public const int Defect = 70;

    /// <summary>Stopped by Ctrl+C (128 + SIGINT, as shells report it).</summary>
    public const int Cancelled = 130;
}
