using Microsoft.Extensions.Options;

namespace VisionSdk;

/// <summary>Validates options outside a container, by the same rules as inside one.</summary>
internal static class VisionSdkOptionsValidation
{
    /// <summary>Throws one exception with every failure.</summary>
    public static void Validate(VisionSdkOptions options)
    {
        var failures = new List<string>();
        Add(new VisionSdkOptionsValidator().Validate(name: null, options));
        Add(new VisionSdkOptionsRelationValidator().Validate(name: null, options));
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(VisionSdkOptions), failures);
        }

        void Add(ValidateOptionsResult result)
        {
            if (result.Failed)
            {
                failures.AddRange(result.Failures);
            }
        }
    }
}
