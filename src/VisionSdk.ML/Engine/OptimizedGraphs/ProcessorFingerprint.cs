using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace VisionSdk.ML;

/// <summary>Names the kind of processor: the runtime lays weights out for what it finds there.</summary>
internal static class ProcessorFingerprint
{
    private const int Features = 1;
    private const int ExtendedFeatures = 7;

    /// <summary>Architecture, model and instruction sets, in one line.</summary>
    public static string Current { get; } = Describe();

    private static string Describe()
    {
        var text = new StringBuilder();
        text.Append(RuntimeInformation.ProcessArchitecture)
            .Append(' ')
            .Append(RuntimeInformation.OSDescription.Split(' ')[0]);
        if (X86Base.IsSupported)
        {
            var (_, ebx, ecx, edx) = X86Base.CpuId(0, 0);
            Append(text, ebx, ecx, edx);

            // EBX of this leaf numbers the core that is asked.
            (var model, _, ecx, edx) = X86Base.CpuId(Features, 0);
            Append(text, model, ecx, edx);
            (_, ebx, ecx, edx) = X86Base.CpuId(ExtendedFeatures, 0);
            Append(text, ebx, ecx, edx);
        }
        else if (ArmBase.IsSupported)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $" {AdvSimd.IsSupported} {Dp.IsSupported} {Rdm.IsSupported} {Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")}"
            );
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, params ReadOnlySpan<int> values)
    {
        foreach (var value in values)
        {
            text.Append(CultureInfo.InvariantCulture, $" {value:x8}");
        }
    }
}
