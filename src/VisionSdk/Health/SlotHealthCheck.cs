using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace VisionSdk;

/// <summary>The health check of one role.</summary>
internal sealed class SlotHealthCheck(IVisionHealth health, string slot, bool load) : IHealthCheck
{
    private const int ShownDigits = 12;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var found = await health.CheckAsync(slot, load, cancellationToken).ConfigureAwait(false);
        var status = found.State switch
        {
            SlotHealthState.Serving or SlotHealthState.NotLoaded => HealthStatus.Healthy,
            SlotHealthState.ProviderFellBack or SlotHealthState.NotFollowed or SlotHealthState.FellBack =>
                HealthStatus.Degraded,
            _ => context.Registration.FailureStatus,
        };
        return new HealthCheckResult(status, found.Reason, exception: null, DataOf(found));
    }

    private static Dictionary<string, object> DataOf(SlotHealth health)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["state"] = health.State.ToString(),
            ["model"] = health.Model,
            ["activation"] = health.Activation,
        };
        if (health.Loaded is { } loaded)
        {
            data["version"] = loaded.Version;
            data["sha256"] = loaded.Sha256[..Math.Min(ShownDigits, loaded.Sha256.Length)];
            data["provider"] = loaded.Provider.ToString();
            data["provider.requested"] = loaded.RequestedProvider.ToString();
        }

        if (health.Fallback is { } fallback)
        {
            data["answered-by"] = fallback.Used;
        }

        if (health.Wanted is { } wanted)
        {
            data["wanted"] = wanted;
        }

        if (health.RetryAt is { } retryAt)
        {
            data["retry-at"] = retryAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        }

        return data;
    }
}
