using VisionSdk;

namespace Microsoft.Extensions.DependencyInjection;

internal sealed class VisionSdkBuilder(IServiceCollection services) : IVisionSdkBuilder
{
    public IServiceCollection Services => services;

    public IVisionSdkBuilder AddModel(string slot, string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        services.Configure<VisionSdkOptions>(options => options.Slots[slot] = model);
        return this;
    }
}
