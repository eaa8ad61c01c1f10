using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VisionSdk;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers VisionSdk with a container.</summary>
public static class VisionSdkServiceCollectionExtensions
{
    /// <summary>Registers one shared <see cref="IVisionClient"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; <see langword="null"/> for the defaults.</param>
    /// <returns>A builder for more.</returns>
    /// <remarks>
    /// A host validates the options when it starts; without a host, resolving the client does. Logging, <see cref="TimeProvider"/> and
    /// <see cref="IMeterFactory"/> are taken from the container where they are registered. Calling it again only adds configuration.
    /// </remarks>
    public static IVisionSdkBuilder AddVisionSdk(
        this IServiceCollection services,
        Action<VisionSdkOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<VisionSdkOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return Register(services);
    }

    /// <summary>Registers one shared <see cref="IVisionClient"/> whose options come from configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection(VisionSdkOptions.SectionName)</c>.</param>
    /// <returns>A builder for more.</returns>
    /// <remarks>As the overload with an action; the options are read once, so a change of the configuration needs a new client.</remarks>
    public static IVisionSdkBuilder AddVisionSdk(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<VisionSdkOptions>().Bind(section).ValidateOnStart();
        return Register(services);
    }

    private static VisionSdkBuilder Register(IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<VisionSdkOptions>, VisionSdkOptionsValidator>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<VisionSdkOptions>, VisionSdkOptionsRelationValidator>()
        );
        services.TryAddSingleton<IVisionClient>(CreateClient);
        services.TryAddSingleton(static provider => provider.GetRequiredService<IVisionClient>().Models);
        services.TryAddSingleton(static provider => provider.GetRequiredService<IVisionClient>().Calibration);
        services.TryAddSingleton(static provider => provider.GetRequiredService<IVisionClient>().Migrations);
        services.TryAddSingleton(static provider => provider.GetRequiredService<IVisionClient>().Rollouts);
        services.TryAddSingleton(static provider => provider.GetRequiredService<IVisionClient>().Health);
        return new VisionSdkBuilder(services);
    }

    private static VisionClient CreateClient(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<VisionSdkOptions>>().Value;
        var loggers = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        return new VisionClient(
            options,
            services.GetService<IModelFactory>() ?? new EngineModelFactory(options, loggers),
            loggers,
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetService<IMeterFactory>(),
            services.GetService<IDataProtectionProvider>()
        );
    }
}
