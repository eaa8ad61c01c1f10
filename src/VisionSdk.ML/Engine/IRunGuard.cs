namespace VisionSdk.ML;

/// <summary>Stands around each run of a network: it may refuse the run, and sees how it went.</summary>
/// <remarks>Called by many threads at once. Whatever it throws, the caller of the run gets.</remarks>
public interface IRunGuard
{
    /// <summary>Runs the network once, or throws instead.</summary>
    /// <typeparam name="TState">What the run needs.</typeparam>
    /// <param name="run">The run; it throws <see cref="ModelRunException"/> when the network fails.</param>
    /// <param name="state">What the run needs.</param>
    void Run<TState>(Action<TState> run, TState state);
}
