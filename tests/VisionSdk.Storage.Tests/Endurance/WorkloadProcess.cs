using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace VisionSdk.Storage.Tests;

/// <summary>A process that enrols until it is done or killed.</summary>
internal sealed class WorkloadProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<(string Key, double Milliseconds)> _acknowledged = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _errors = new();

    public WorkloadProcess(StoreFixture fixture, string database, string prefix, int count, int callers, int practice)
        : this([
            database,
            fixture.KeyFile,
            fixture.Options.KeyDirectory,
            prefix,
            count.ToString(CultureInfo.InvariantCulture),
            callers.ToString(CultureInfo.InvariantCulture),
            practice.ToString(CultureInfo.InvariantCulture),
        ]) { }

    public WorkloadProcess(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "VisionSdk.Storage.Workload.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? string.Empty);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What was acknowledged to the process, and how long it took.</summary>
    public IReadOnlyCollection<(string Key, double Milliseconds)> Acknowledged => _acknowledged;

    public string Errors => string.Join('\n', _errors).Trim();

    /// <summary>Waits until the process has the store open and could begin.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _ready.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
        }
        catch (TimeoutException exception)
        {
            var state = _process.HasExited ? $"has ended with {_process.ExitCode}" : "is still running";
            throw new TimeoutException($"The process is not ready and {state}. It wrote: {Errors}", exception);
        }
    }

    /// <summary>Lets the process begin.</summary>
    public void Begin() => _process.StandardInput.WriteLine();

    /// <summary>Waits for the first acknowledgement: from then on the process is in full swing.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) =>
        _started.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();

    private void Take(string? line)
    {
        if (line == "ready")
        {
            _ready.TrySetResult();
        }
        else if (line?.Split(' ') is [var key, var milliseconds])
        {
            _acknowledged.Enqueue((key, double.Parse(milliseconds, CultureInfo.InvariantCulture)));
            _started.TrySetResult();
        }
    }
}
