using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary><c>vision anchors list</c> and <c>show</c>: which sets does the store have?</summary>
internal sealed class AnchorsStoreCommands
{
    private readonly Argument<string> _set = new("set") { Description = "NAME (its latest version) or NAME@VERSION." };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Write the set to this JSON file too.",
        HelpName = "FILE",
    };

    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private AnchorsStoreCommands(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static IEnumerable<Command> Create(Terminal terminal, CommonOptions common)
    {
        var anchors = new AnchorsStoreCommands(terminal, common);
        var list = new Command("list", "List the anchor sets of the store.");
        var show = new Command("show", "Show an anchor set of the store, or write it to a file.")
        {
            anchors._set,
            anchors._out,
        };
        anchors._store.AddWithTenantTo(list);
        anchors._store.AddWithTenantTo(show);
        list.SetAction(anchors.ListAsync);
        show.SetAction(anchors.ShowAsync);
        return [list, show];
    }

    private async Task<int> ListAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var store = await client.OpenStoreAsync(cancellationToken);
        var stored = await store.ListAnchorSetsAsync(_store.Tenant(arguments), name: null, cancellationToken);
        IReadOnlyList<AnchorSetReport> sets = [.. stored.Select(AnchorSetReport.From)];
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(sets, CliJsonContext.Default.IReadOnlyListAnchorSetReport);
            return ExitCode.Done;
        }

        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("set", "version", "anchors", "mean IoU", "recall", "source", "sha-256");
        foreach (var set in sets)
        {
            table.AddRow(
                Markup.Escape(set.Name),
                Figures.Count(set.Version),
                Figures.Count(set.Anchors.Count),
                Figures.Number(set.MeanIoU),
                Figures.Percent(set.BestPossibleRecall),
                Markup.Escape(set.Source),
                set.Digest[..12]
            );
        }

        _terminal.Write(table);
        return ExitCode.Done;
    }

    private async Task<int> ShowAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var store = await client.OpenStoreAsync(cancellationToken);
        var tenant = _store.Tenant(arguments);
        var (name, version) = Parse(arguments.GetValue(_set)!);
        var found =
            await store.FindAnchorSetAsync(tenant, name, version, cancellationToken)
            ?? throw new StoreException(
                StoreFailure.UnknownAnchorSet,
                $"Tenant '{tenant}' has no anchor set '{arguments.GetValue(_set)}'. 'vision anchors list' shows which there are."
            );
        var report = AnchorSetReport.From(found);
        if (arguments.GetValue(_out) is { } path)
        {
            AnchorSetFile.Write(path, report);
        }

        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.AnchorSetReport);
        }
        else
        {
            AnchorSetTable.Write(_terminal, report);
        }

        return ExitCode.Done;
    }

    private static (string Name, int? Version) Parse(string text)
    {
        var at = text.LastIndexOf('@');
        return
            at > 0
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (text[..at], version)
            : (text, null);
    }
}
