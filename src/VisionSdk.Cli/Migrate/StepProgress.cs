namespace VisionSdk.Cli;

/// <summary>Moves a progress bar on by what has been done since the last report.</summary>
internal sealed class StepProgress(Action step) : IProgress<MigrationProgress>
{
    private int _shown;

    public void Report(MigrationProgress value)
    {
        for (; _shown < value.Done; _shown++)
        {
            step();
        }
    }
}
