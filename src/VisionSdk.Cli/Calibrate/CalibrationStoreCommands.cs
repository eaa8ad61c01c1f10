using System.CommandLine;

namespace VisionSdk.Cli;

/// <summary><c>vision calibrate history</c> and <c>withdraw</c>: which thresholds held when, and taking the last ones back.</summary>
internal sealed class CalibrationStoreCommands
{
    private readonly CalibrationActor _actor = new();
    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private CalibrationStoreCommands(Terminal terminal, CommonOptions common) =>
        (_terminal, _common) = (terminal, common);

    public static IEnumerable<Command> Create(Terminal terminal, CommonOptions common)
    {
        var commands = new CalibrationStoreCommands(terminal, common);
        var history = new Command("history", "List the calibrations of the embedder's space, the latest first.");
        var withdraw = new Command(
            "withdraw",
            "Take the last calibration back, so that the thresholds of the model's package hold again."
        );
        commands._store.AddWithScopeTo(history);
        commands._store.AddWithScopeTo(withdraw);
        commands._actor.AddTo(withdraw);
        history.SetAction(commands.HistoryAsync);
        withdraw.SetAction(commands.WithdrawAsync);
        return [history, withdraw];
    }

    private async Task<int> HistoryAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var stored = await client.Calibration.ListAsync(_store.Profile(arguments), cancellationToken);
        IReadOnlyList<StoredCalibrationReport> history = [.. stored.Select(StoredCalibrationReport.From)];
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(history, CliJsonContext.Default.IReadOnlyListStoredCalibrationReport);
        }
        else
        {
            CalibrationTable.Write(_terminal, history);
        }

        return ExitCode.Done;
    }

    private async Task<int> WithdrawAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var withdrawn = StoredCalibrationReport.From(
            await client.Calibration.WithdrawAsync(
                _store.Profile(arguments),
                _actor.Options(arguments, _store.Tenant(arguments)),
                cancellationToken
            )
        );
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(withdrawn, CliJsonContext.Default.StoredCalibrationReport);
        }
        else
        {
            CalibrationTable.Write(_terminal, [withdrawn]);
        }

        return ExitCode.Done;
    }
}
