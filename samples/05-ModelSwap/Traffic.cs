using System.Collections.Concurrent;
using VisionSdk;

namespace ModelSwap;

/// <summary>People who clock in all the time, whatever happens to the models.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly Task[] _callers;
    private int _wrong;
    private int _failed;

    public Traffic(IVisionClient vision, int callers, params (ImageSource Picture, string Badge)[] people) =>
        _callers = [
            .. Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(vision, people, caller))),
        ];

    /// <summary>What has come of it so far.</summary>
    public void Report() =>
        Console.WriteLine(
            $"    answered by {string.Join(", ", _answers.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(static item => $"{item.Key}: {(item.Value > 0 ? "yes" : "no")}"))}; wrong {_wrong}, failed {_failed}"
        );

    /// <summary>Waits until a model has answered somebody.</summary>
    public async Task AnsweredByAsync(string model)
    {
        while (!_answers.ContainsKey(model))
        {
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_callers);
        _stop.Dispose();
    }

    private async Task CallAsync(IVisionClient vision, (ImageSource Picture, string Badge)[] people, int caller)
    {
        for (var call = caller; !_stop.IsCancellationRequested; call++)
        {
            var (picture, badge) = people[call % people.Length];
            try
            {
                var answer = await vision.IdentifyAsync(picture);
                var model = answer.Provenance.Models[^1].ModelId;
                _answers.AddOrUpdate(model, 1, static (_, count) => count + 1);
                if (
                    answer.Decision != IdentificationDecision.Known
                    || answer.Candidates[0].Identity.ExternalKey != badge
                )
                {
                    Interlocked.Increment(ref _wrong);
                }
            }
            catch (VisionSdkException exception)
            {
                Interlocked.Increment(ref _failed);
                Console.WriteLine($"    failed: {exception.Message}");
            }
        }
    }
}
