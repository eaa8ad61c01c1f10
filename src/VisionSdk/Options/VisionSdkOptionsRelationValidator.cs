using System.Globalization;
using Microsoft.Extensions.Options;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Checks what an attribute cannot say: values against each other, and the text of the slots.</summary>
internal sealed class VisionSdkOptionsRelationValidator : IValidateOptions<VisionSdkOptions>
{
    public ValidateOptionsResult Validate(string? name, VisionSdkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();
        CheckRates(options, failures);
        CheckRetries(options, failures);
        CheckStoreRetries(options.Resilience.Store, failures);
        CheckSlowRuns(options, failures);
        CheckSlots(options, failures);
        CheckProfiles(options, failures);
        CheckTrust(options.Models, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckRates(VisionSdkOptions options, List<string> failures)
    {
        if (options.InconclusiveFalseMatchRate is { } loose && loose <= options.FalseMatchRate)
        {
            failures.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"InconclusiveFalseMatchRate is {loose}, FalseMatchRate is {options.FalseMatchRate}: the inconclusive band lies above the match threshold, so its rate must be the larger. Raise it, or set it to null for no band."
                )
            );
        }
    }

    private static void CheckRetries(VisionSdkOptions options, List<string> failures)
    {
        var pauses = Pauses(options.ModelLoadRetryDelay, options.ModelLoadRetries);
        if (pauses >= options.ModelLoadTimeout)
        {
            failures.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"ModelLoadRetries is {options.ModelLoadRetries} with pauses from {options.ModelLoadRetryDelay.TotalSeconds} s, {pauses.TotalSeconds} s in all; ModelLoadTimeout is {options.ModelLoadTimeout.TotalSeconds} s. The total must leave time to load: raise it or retry less."
                )
            );
        }
    }

    private static void CheckStoreRetries(StoreResilienceOptions store, List<string> failures)
    {
        var pauses = Pauses(store.RetryDelay, store.Retries);
        if (pauses >= store.Timeout)
        {
            failures.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Resilience.Store.Retries is {store.Retries} with pauses from {store.RetryDelay.TotalSeconds} s, {pauses.TotalSeconds} s in all; Resilience.Store.Timeout is {store.Timeout.TotalSeconds} s. The total must leave time to work: raise it or retry less."
                )
            );
        }
    }

    private static void CheckSlowRuns(VisionSdkOptions options, List<string> failures)
    {
        if (options.Resilience.Inference.SlowAfter is { } slow && slow > options.OperationTimeout)
        {
            failures.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Resilience.Inference.SlowAfter is {slow.TotalSeconds} s, OperationTimeout is {options.OperationTimeout.TotalSeconds} s: a run that is slow must be told before the operation is over. Lower it, or set it to null."
                )
            );
        }
    }

    /// <summary>The pauses double: d, 2d, 4d, ... sum to d · (2^n − 1).</summary>
    private static TimeSpan Pauses(TimeSpan first, int retries) =>
        first * (Math.Pow(2, Math.Clamp(retries, 0, 30)) - 1);

    private static void CheckSlots(VisionSdkOptions options, List<string> failures)
    {
        foreach (var (slot, reference) in options.Slots)
        {
            if (string.IsNullOrWhiteSpace(slot))
            {
                failures.Add($"Slots has an entry without a name for model '{reference}'.");
            }
            else if (!ModelName.TryParse(reference, out _))
            {
                failures.Add(
                    $"Slots['{slot}'] is '{reference}'; expected a model id, such as 'face-embedder-dlib', or 'id@version', such as 'face-embedder-dlib@1.0.0'."
                );
            }
        }
    }

    private static void CheckTrust(ModelRuntimeOptions models, List<string> failures)
    {
        if (models is { RequireSignature: true, KeepOptimizedGraphs: true })
        {
            failures.Add(
                "Models.RequireSignature and Models.KeepOptimizedGraphs are both set: what the runtime makes of a signed graph is signed by nobody. Leave out one of them."
            );
        }

        try
        {
            var trust = ModelTrust.FromPem(models.TrustedKeys);
            if (models.RequireSignature && trust.IsEmpty)
            {
                failures.Add(
                    "Models.RequireSignature is set and Models.TrustedKeys is empty: no package could ever be used. Add the public key of whoever signs them."
                );
            }
        }
        catch (ArgumentException exception)
        {
            failures.Add($"Models.TrustedKeys: {exception.Message}");
        }
    }

    private static void CheckProfiles(VisionSdkOptions options, List<string> failures)
    {
        var values = new RecognitionProfileValidator();
        foreach (var (name, profile) in options.Profiles)
        {
            if (values.Validate($"Profiles['{name}']", profile) is { Failed: true } failed)
            {
                failures.AddRange(failed.Failures.Select(failure => $"Profiles['{name}']: {failure}"));
            }

            foreach (var slot in (string?[])[profile.Detector, profile.Landmarks, profile.Embedder])
            {
                if (slot is not null && !options.Slots.ContainsKey(slot))
                {
                    failures.Add(
                        $"Profiles['{name}'] names slot '{slot}', which has no model; there are {string.Join(", ", options.Slots.Keys.Order(StringComparer.Ordinal))}. Add it to Slots."
                    );
                }
            }

            if (profile is { Detector: null, Landmarks: { } landmarks })
            {
                failures.Add(
                    $"Profiles['{name}'] locates landmarks ('{landmarks}') without a detector that finds the faces. Name a detector, or leave the landmarks out."
                );
            }
        }
    }
}
