using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace VisionSdk;

/// <summary>A Data Protection key ring in a folder, for applications that have none.</summary>
internal sealed class LocalKeyRing : IDisposable
{
    private readonly ServiceProvider _services;

    public LocalKeyRing(string directory, ILoggerFactory loggers)
    {
        // Owner only: Data Protection does not encrypt a ring that is given a folder, so its keys lie in the files as they are.
        var folder = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(directory)
            : Directory.CreateDirectory(
                directory,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        var services = new ServiceCollection();
        services.AddSingleton(loggers);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddDataProtection().SetApplicationName("VisionSdk").PersistKeysToFileSystem(folder);
        _services = services.BuildServiceProvider();
    }

    public IDataProtectionProvider Provider => _services.GetRequiredService<IDataProtectionProvider>();

    public void Dispose() => _services.Dispose();
}
