using Microsoft.Extensions.Options;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>Which exit code, and which words, an exception becomes.</summary>
internal static class Failures
{
    public static int CodeOf(Exception exception) =>
        exception switch
        {
            OperationCanceledException => ExitCode.Cancelled,
            UsageException or OptionsValidationException or ArgumentException => ExitCode.Usage,
            InputFileException
            or LabelFormatException
            or ImageDecodeException
            or IOException
            or UnauthorizedAccessException => ExitCode.File,
            StoreException => ExitCode.Store,
            CalibrationRefusedException => ExitCode.Negative,
            VisionSdkException => ExitCode.Model,
            _ => ExitCode.Defect,
        };

    public static string Describe(Exception exception) =>
        exception switch
        {
            OperationCanceledException => "Cancelled.",
            // Of a value that the library refuses, the parameter's name says nothing to someone who typed an option.
            ArgumentException { ParamName: { } name } argument => argument.Message.Replace(
                $" (Parameter '{name}')",
                "",
                StringComparison.Ordinal
            ),
            OptionsValidationException options => string.Join(' ', options.Failures),
            _ when CodeOf(exception) == ExitCode.Defect => exception.ToString(),
            _ => exception.Message,
        };
}
