using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace VisionSdk;

/// <summary>The health check of the store.</summary>
internal sealed class StoreHealthCheck(IVisionHealth health) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var found = await health.CheckStoreAsync(cancellationToken).ConfigureAwait(false);
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["exists"] = found.Exists };
        return found.Error is { } error
            ? new HealthCheckResult(context.Registration.FailureStatus, error.Message, exception: null, data)
            : HealthCheckResult.Healthy(found.Exists ? null : "There is no store yet.", data);
    }
}
