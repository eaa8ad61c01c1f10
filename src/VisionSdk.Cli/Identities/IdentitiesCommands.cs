using System.CommandLine;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary><c>vision identities</c>: who is enrolled, and who is not to be any more?</summary>
internal sealed class IdentitiesCommands
{
    private readonly Argument<string> _identity = new("identity") { Description = "Its key, or its id." };

    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "A tag that they must have; may be repeated.",
        DefaultValueFactory = static _ => [],
        HelpName = "WORD",
    };

    private readonly Option<Guid?> _after = new("--after")
    {
        Description = "The identity after which the page begins.",
        HelpName = "ID",
    };

    private readonly Option<int> _count = new("--count")
    {
        Description = "How many identities a page has at most.",
        DefaultValueFactory = static _ => 100,
        HelpName = "COUNT",
    };

    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private IdentitiesCommands(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var identities = new IdentitiesCommands(terminal, common);
        var list = new Command("list", "List identities, page by page.")
        {
            identities._tags,
            identities._after,
            identities._count,
        };
        var show = new Command("show", "Show one identity.") { identities._identity };
        var erase = new Command(
            "erase",
            "Erase everything about an identity, for good, and print the receipt. Exit code 1: something is left."
        )
        {
            identities._identity,
        };
        var purge = new Command("purge", "Erase the identities and pictures of every tenant whose time is over.");
        list.SetAction(identities.ListAsync);
        show.SetAction(identities.ShowAsync);
        erase.SetAction(identities.EraseAsync);
        purge.SetAction(identities.PurgeAsync);
        identities._store.AddWithScopeTo(list);
        identities._store.AddWithScopeTo(show);
        identities._store.AddWithScopeTo(erase);
        identities._store.AddTo(purge);
        return new Command("identities", "Look after the identities that are enrolled.") { list, show, erase, purge };
    }

    private async Task<int> ListAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var query = new IdentityQuery
        {
            Tenant = _store.Tenant(arguments),
            Profile = _store.Profile(arguments),
            Tags = [.. arguments.GetValue(_tags)!],
            After = arguments.GetValue(_after),
            PageSize = arguments.GetValue(_count),
        };
        var page = await client.ListIdentitiesAsync(query, cancellationToken);
        var store = await client.OpenStoreAsync(cancellationToken);
        var total = await store.CountIdentitiesAsync(query.Tenant, query.Profile, cancellationToken);
        var report = new IdentityPageReport(total, [.. page.Identities.Select(IdentityReport.From)], page.Next);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.IdentityPageReport);
            return ExitCode.Done;
        }

        IdentityTable.Write(_terminal, report.Identities);
        _terminal.Line($"[grey]{report.Identities.Count} of {Figures.Count(total)} identities[/]");
        if (page.Next is { } next)
        {
            _terminal.Hint($"The next page: --after {next}");
        }

        return ExitCode.Done;
    }

    private async Task<int> ShowAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var identity = IdentityReport.From(await RequireAsync(client, arguments, cancellationToken));
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(identity, CliJsonContext.Default.IdentityReport);
        }
        else
        {
            IdentityTable.Write(_terminal, [identity]);
        }

        return ExitCode.Done;
    }

    private async Task<int> EraseAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var identity = await RequireAsync(client, arguments, cancellationToken);
        var receipt = await client.EraseAsync(
            identity.Id,
            identity.Tenant,
            identity.Profile,
            actor: "vision",
            cancellationToken
        );
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(receipt, CliJsonContext.Default.ErasureReceipt);
        }
        else
        {
            IdentityTable.Write(_terminal, receipt);
        }

        return receipt.IsComplete ? ExitCode.Done : ExitCode.Negative;
    }

    private async Task<int> PurgeAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var store = await client.OpenStoreAsync(cancellationToken);
        var purged = await store.PurgeAsync("vision", cancellationToken);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(
                new PurgeSummary(purged.Erased, purged.CropsDeleted, purged.DecisionsDeleted),
                CliJsonContext.Default.PurgeSummary
            );
        }
        else
        {
            foreach (var receipt in purged.Erased)
            {
                IdentityTable.Write(_terminal, receipt);
            }

            _terminal.Line(
                $"{purged.Erased.Length} identities erased, {purged.CropsDeleted} pictures of others and {purged.DecisionsDeleted} recorded decisions deleted"
            );
        }

        return purged.Erased.All(static receipt => receipt.IsComplete) ? ExitCode.Done : ExitCode.Negative;
    }

    /// <summary>A key that happens to look like an id is still a key, when there is no such id.</summary>
    private async Task<IdentityRecord> RequireAsync(
        VisionClient client,
        ParseResult arguments,
        CancellationToken cancellationToken
    )
    {
        var name = arguments.GetValue(_identity)!;
        var (tenant, profile) = (_store.Tenant(arguments), _store.Profile(arguments));
        var byId = Guid.TryParse(name, out var id)
            ? await client.FindIdentityAsync(id, tenant, profile, cancellationToken)
            : null;
        return byId
            ?? await client.FindIdentityAsync(IdentityKey.FromExternalKey(name), tenant, profile, cancellationToken)
            ?? throw new StoreException(
                StoreFailure.UnknownIdentity,
                $"Tenant '{tenant}' has no identity '{name}' in profile '{profile}'. It was never enrolled there, or it has been erased; 'vision identities list' shows who is."
            );
    }
}
