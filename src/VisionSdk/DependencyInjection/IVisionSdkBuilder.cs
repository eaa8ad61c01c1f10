using VisionSdk;
using VisionSdk.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures VisionSdk further, after <c>AddVisionSdk</c>.</summary>
public interface IVisionSdkBuilder
{
    /// <summary>The services that are configured.</summary>
    IServiceCollection Services { get; }

    /// <summary>Says which model plays a role.</summary>
    /// <param name="slot">The role: one of <see cref="VisionSlots"/>, or one's own, such as <c>counters/detector</c>.</param>
    /// <param name="model">The model: <c>id</c> (its highest version) or <c>id@version</c>.</param>
    /// <returns>The same builder.</returns>
    IVisionSdkBuilder AddModel(string slot, string model);

    /// <summary>Says how a kind of identity is recognised.</summary>
    /// <param name="name">Its name, such as <c>whales</c>, at most 64 characters.</param>
    /// <param name="profile">The slots of its models, and what a picture must be like.</param>
    /// <returns>The same builder.</returns>
    IVisionSdkBuilder AddProfile(string name, RecognitionProfile profile);

    /// <summary>Keeps identities in a SQLite file.</summary>
    /// <param name="database">A path, relative ones beside the application, or a connection string.</param>
    /// <returns>The same builder.</returns>
    IVisionSdkBuilder UseSqlite(string database);

    /// <summary>Keeps identities in another database.</summary>
    /// <param name="provider">The database, such as a <c>PostgreSqlStoreProvider</c> of the package VisionSdk.Migrations.PostgreSql.</param>
    /// <returns>The same builder.</returns>
    IVisionSdkBuilder UseStore(StoreProvider provider);

    /// <summary>Wraps the store's keys with something else than ASP.NET Core Data Protection.</summary>
    /// <param name="keys">A file's key, a KMS or an HSM.</param>
    /// <returns>The same builder.</returns>
    IVisionSdkBuilder UseKeys(IKeyProvider keys);
}
