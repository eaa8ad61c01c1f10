using Microsoft.Extensions.Options;

namespace VisionSdk;

/// <summary>Checks each value of <see cref="VisionSdkOptions"/> by itself; the body is generated from the attributes.</summary>
[OptionsValidator]
internal sealed partial class VisionSdkOptionsValidator : IValidateOptions<VisionSdkOptions>;
