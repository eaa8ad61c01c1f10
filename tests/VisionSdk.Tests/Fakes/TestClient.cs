using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;

namespace VisionSdk.Tests;

/// <summary>Clients over fakes.</summary>
internal static class TestClient
{
    public static VisionClient Create(
        FakeModelFactory factory,
        Action<VisionSdkOptions>? configure = null,
        ILoggerFactory? loggers = null,
        TimeProvider? time = null,
        IMeterFactory? meters = null,
        Action<string, ResiliencePipelineBuilder>? inject = null
    )
    {
        var options = new VisionSdkOptions();
        configure?.Invoke(options);
        return new VisionClient(
            options,
            factory,
            loggers ?? NullLoggerFactory.Instance,
            time ?? TimeProvider.System,
            meters,
            protection: null,
            inject
        );
    }
}
