using Microsoft.Extensions.Options;

namespace VisionSdk;

/// <summary>Checks each value of a <see cref="RecognitionProfile"/> by itself; the body is generated from the attributes.</summary>
[OptionsValidator]
internal sealed partial class RecognitionProfileValidator : IValidateOptions<RecognitionProfile>;
