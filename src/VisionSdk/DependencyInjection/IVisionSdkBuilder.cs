using VisionSdk;

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
}
