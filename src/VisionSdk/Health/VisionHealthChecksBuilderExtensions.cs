using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using VisionSdk;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the health checks of VisionSdk.</summary>
public static class VisionHealthChecksBuilderExtensions
{
    /// <summary>Registers a check for each slot of the options, named as <c>visionsdk:faces/detector</c>, and one for the store.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="configure">Changes what is checked; <see langword="null"/> for the defaults.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// A slot is degraded when another version, another execution provider or an earlier activation answers than should, and unhealthy when nobody
    /// does. Its data names the version, the first digits of its hash, the provider and the activation. Needs <c>AddVisionSdk</c> on the services.
    /// </remarks>
    public static IHealthChecksBuilder AddVisionSdk(
        this IHealthChecksBuilder builder,
        Action<VisionHealthOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<VisionHealthOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<HealthCheckServiceOptions>, VisionHealthChecks>()
        );
        return builder;
    }
}
