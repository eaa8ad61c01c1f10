using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace VisionSdk;

/// <summary>Registers a check for each slot of the options, which are known only when the container is built.</summary>
internal sealed class VisionHealthChecks(IOptions<VisionSdkOptions> options, IOptions<VisionHealthOptions> health)
    : IConfigureOptions<HealthCheckServiceOptions>
{
    private const string Prefix = "visionsdk:";

    public void Configure(HealthCheckServiceOptions checks)
    {
        var wanted = health.Value;
        foreach (var slot in options.Value.Slots.Keys.Order(StringComparer.Ordinal))
        {
            Add(slot, client => new SlotHealthCheck(client, slot, wanted.LoadModels));
        }

        if (wanted.CheckStore)
        {
            Add("store", static client => new StoreHealthCheck(client));
        }

        void Add(string name, Func<IVisionHealth, IHealthCheck> create) =>
            checks.Registrations.Add(
                new HealthCheckRegistration(
                    Prefix + name,
                    services => create(services.GetRequiredService<IVisionClient>().Health),
                    HealthStatus.Unhealthy,
                    wanted.Tags
                )
            );
    }
}
