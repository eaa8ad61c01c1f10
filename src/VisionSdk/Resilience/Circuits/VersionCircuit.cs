using System.Runtime.CompilerServices;
using Polly;
using Polly.CircuitBreaker;
using VisionSdk.ML;
using PollyState = Polly.CircuitBreaker.CircuitState;

namespace VisionSdk;

/// <summary>The circuit of one model version, around each run of its network: a version that fails often is not asked for a while.</summary>
/// <remarks>
/// It stands around the network and nothing else, so that a picture that cannot be decoded, a wrong argument or a caller who gives up is never
/// taken for a failure, nor for a success.
/// </remarks>
internal sealed class VersionCircuit : IRunGuard
{
    private readonly InferenceResilienceOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<VersionCircuit, CircuitState> _changed;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly CircuitBreakerManualControl _control = new();
    private readonly ResiliencePipeline<TimeSpan> _breaker;
    private readonly ResiliencePipeline? _chaos;
    private StrongBox<DateTimeOffset> _retryAt = new();

    public VersionCircuit(
        VersionKey key,
        IVisionModel model,
        InferenceResilienceOptions options,
        TimeProvider time,
        ResiliencePipeline? chaos,
        Action<VersionCircuit, CircuitState> changed
    )
    {
        Key = key;
        Task = model.Manifest.Task;
        Space = model.Space;
        _options = options;
        _time = time;
        _chaos = chaos;
        _changed = changed;
        _breaker = options.BreakCircuits ? Build() : ResiliencePipeline<TimeSpan>.Empty;
    }

    public VersionKey Key { get; }

    /// <summary>What the version does, for whoever may answer in its place.</summary>
    public VisionTask Task { get; }

    /// <summary>The space of its embeddings, or <see langword="null"/>.</summary>
    public EmbeddingSpaceId? Space { get; }

    /// <summary>Whether the version is asked.</summary>
    public CircuitState State =>
        _state.CircuitState switch
        {
            PollyState.Closed => CircuitState.Closed,
            PollyState.HalfOpen => CircuitState.HalfOpen,
            _ => CircuitState.Open,
        };

    /// <summary>How a run failed the last time.</summary>
    public ModelRunFailure LastFailure { get; private set; }

    /// <summary>When an open circuit lets a run through again.</summary>
    public DateTimeOffset RetryAt => Volatile.Read(ref _retryAt).Value;

    /// <summary>Whether an operation should rather not ask this version.</summary>
    /// <param name="mayTry">Whether the operation may be the one that tries it again.</param>
    public bool IsToBeAvoided(bool mayTry) =>
        State switch
        {
            CircuitState.Closed => false,
            CircuitState.Open => !mayTry || _time.GetUtcNow() < RetryAt,
            _ => true,
        };

    public void Run<TState>(Action<TState> run, TState state)
    {
        try
        {
            _breaker.Execute(
                static call =>
                {
                    var started = call.Circuit._time.GetTimestamp();
                    call.Circuit.RunOnce(call.Run, call.State);
                    return call.Circuit._time.GetElapsedTime(started);
                },
                (Circuit: this, Run: run, State: state)
            );
        }
        catch (BrokenCircuitException exception)
        {
            throw new VisionUnavailableException(Key.ToString(), LastFailure, RetryAt, exception);
        }
    }

    /// <summary>Asks the version again from now on.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_options.BreakCircuits)
        {
            await _control.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void RunOnce<TState>(Action<TState> run, TState state)
    {
        if (_chaos is null)
        {
            run(state);
        }
        else
        {
            _chaos.Execute(static call => call.Run(call.State), (Run: run, State: state));
        }
    }

    private ResiliencePipeline<TimeSpan> Build() =>
        new ResiliencePipelineBuilder<TimeSpan> { Name = "VisionSdk", TimeProvider = _time }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<TimeSpan>
                {
                    FailureRatio = _options.FailureRatio,
                    MinimumThroughput = _options.MinimumRuns,
                    SamplingDuration = _options.SamplingDuration,
                    BreakDuration = _options.BreakDuration,
                    StateProvider = _state,
                    ManualControl = _control,
                    ShouldHandle = arguments => ValueTask.FromResult(IsFailure(arguments.Outcome)),
                    OnOpened = arguments =>
                    {
                        Volatile.Write(ref _retryAt, new(_time.GetUtcNow() + arguments.BreakDuration));
                        return Changed(CircuitState.Open);
                    },
                    OnHalfOpened = _ => Changed(CircuitState.HalfOpen),
                    OnClosed = _ => Changed(CircuitState.Closed),
                }
            )
            .Build();

    private ValueTask Changed(CircuitState state)
    {
        _changed(this, state);
        return ValueTask.CompletedTask;
    }

    private bool IsFailure(Outcome<TimeSpan> outcome)
    {
        ModelRunFailure? failure = outcome.Exception switch
        {
            null => outcome.Result > _options.SlowAfter ? ModelRunFailure.TooSlow : null,
            ModelRunException run => run.Failure,
            // The outputs have not the form that the manifest promises.
            VisionSdkException => ModelRunFailure.Failed,
            _ => null,
        };
        if (failure is not { } found)
        {
            return false;
        }

        LastFailure = found;
        return true;
    }
}
