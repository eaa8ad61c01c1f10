using System.Diagnostics;

namespace VisionSdk;

/// <summary>How a failed activity is marked.</summary>
internal static class ActivityErrors
{
    /// <summary>Marks the activity as failed, by type only: a message may name a file.</summary>
    public static void Fail(this Activity? activity, Exception exception)
    {
        activity?.SetTag(VisionTelemetry.ErrorTag, exception.GetType().FullName);
        activity?.SetStatus(ActivityStatusCode.Error);
    }
}
