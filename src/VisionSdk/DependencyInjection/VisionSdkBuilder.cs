using VisionSdk;
using VisionSdk.Storage;

namespace Microsoft.Extensions.DependencyInjection;

internal sealed class VisionSdkBuilder(IServiceCollection services) : IVisionSdkBuilder
{
    public IServiceCollection Services => services;

    public IVisionSdkBuilder AddModel(string slot, string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        return Configure(options => options.Slots[slot] = model);
    }

    public IVisionSdkBuilder AddProfile(string name, RecognitionProfile profile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(profile);
        return Configure(options => options.Profiles[name] = profile);
    }

    public IVisionSdkBuilder UseSqlite(string database)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(database);
        return Configure(options => options.Store.Database = database);
    }

    public IVisionSdkBuilder UseStore(StoreProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Configure(options => options.Store.Provider = provider);
    }

    public IVisionSdkBuilder UseKeys(IKeyProvider keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return Configure(options => options.Store.Keys = keys);
    }

    private VisionSdkBuilder Configure(Action<VisionSdkOptions> configure)
    {
        services.Configure(configure);
        return this;
    }
}
