using System.CommandLine;
using VisionSdk.Migrations.PostgreSql;
using VisionSdk.Migrations.Sqlite;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>The options of every command that uses the store.</summary>
internal sealed class StoreArguments
{
    private const string DefaultStore = "vision.db";
    private const string DefaultKeyFile = "vision.key";

    private readonly Option<string> _store = new("--store")
    {
        Description = "The SQLite file, or the connection string of a PostgreSQL database.",
        DefaultValueFactory = static _ => DefaultStore,
        HelpName = "FILE-OR-CONNECTION",
    };

    private readonly Option<string?> _keyFile = new("--key-file")
    {
        Description =
            "File with the key that opens the store; made when missing [default: vision.key in --key-folder].",
        HelpName = "FILE",
    };

    private readonly Option<bool> _keyRing = new("--key-ring")
    {
        Description =
            "Open the store with the Data Protection key ring in --key-folder, as applications do that set no key file.",
    };

    private readonly Option<string?> _keyFolder = new("--key-folder")
    {
        Description = "Folder of the store's keys [default: VisionSdk/keys in your local application data].",
        HelpName = "FOLDER",
    };

    private readonly Option<string> _tenant = new("--tenant")
    {
        Description = "The tenant.",
        DefaultValueFactory = static _ => StoreOptions.DefaultTenant,
        HelpName = "NAME",
    };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = "The recognition profile.",
        DefaultValueFactory = static _ => RecognitionProfiles.Faces,
        HelpName = "NAME",
    };

    /// <summary>Adds the options that say which store, and how it is opened.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_store);
        command.Options.Add(_keyFile);
        command.Options.Add(_keyRing);
        command.Options.Add(_keyFolder);
    }

    /// <summary>Adds those that say whose identities are meant, too.</summary>
    public void AddWithScopeTo(Command command)
    {
        AddTo(command);
        command.Options.Add(_tenant);
        command.Options.Add(_profile);
    }

    /// <summary>Adds the tenant alone, too.</summary>
    public void AddWithTenantTo(Command command)
    {
        AddTo(command);
        command.Options.Add(_tenant);
    }

    public string Tenant(ParseResult arguments) => arguments.GetValue(_tenant)!;

    public string Profile(ParseResult arguments) => arguments.GetValue(_profile)!;

    /// <summary>Whether the command line names a store, rather than leaving it at the default.</summary>
    public bool IsNamed(ParseResult arguments) => arguments.GetResult(_store) is { Implicit: false };

    /// <summary>The database that is meant.</summary>
    public StoreProvider Provider(ParseResult arguments)
    {
        var store = arguments.GetValue(_store)!;
        return IsPostgreSql(store) ? new PostgreSqlStoreProvider(store) : new SqliteStoreProvider(store);
    }

    /// <summary>A client on a store that must exist, or may be made.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="common">The options of every command.</param>
    /// <param name="mayCreate">Whether the command writes first things into the store, so that a missing one is made.</param>
    /// <exception cref="StoreException">The store must exist and does not.</exception>
    public VisionClient Open(ParseResult arguments, CommonOptions common, bool mayCreate = false) =>
        VisionClient.Create(ClientOptions(arguments, common, mayCreate));

    /// <summary>The options of such a client, for commands that change more of them.</summary>
    public VisionSdkOptions ClientOptions(ParseResult arguments, CommonOptions common, bool mayCreate = false)
    {
        var provider = Provider(arguments);
        if (!mayCreate && provider is SqliteStoreProvider { FilePath: var path } && !File.Exists(path))
        {
            throw new StoreException(
                StoreFailure.SchemaMissing,
                $"There is no store '{path}'. Enroll somebody first, or name another one by --store."
            );
        }

        var options = common.ClientOptions(arguments);
        options.Store.Provider = provider;
        options.Store.MigrateOnOpen = mayCreate ? null : false;
        var defaults = new StoreOptions();
        var folder = arguments.GetValue(_keyFolder) is { } named ? Path.GetFullPath(named) : defaults.KeyDirectory;
        options.Store.KeyDirectory = folder;
        options.Store.KeyFile = arguments.GetValue(_keyRing)
            ? null
            : Path.GetFullPath(arguments.GetValue(_keyFile) ?? Path.Combine(folder, DefaultKeyFile));
        return options;
    }

    // A path may hold '='; a host makes it a server.
    private static bool IsPostgreSql(string store) =>
        store.Contains("Host=", StringComparison.OrdinalIgnoreCase)
        || store.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
}
