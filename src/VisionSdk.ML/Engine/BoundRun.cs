using Microsoft.ML.OnnxRuntime;

namespace VisionSdk.ML;

/// <summary>A run of one batch size over memory that stays where it is: nothing is allocated or copied from run to run.</summary>
internal sealed class BoundRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly OrtValue[] _outputs;
    private readonly string? _inputToCopy;

    /// <param name="session">The session.</param>
    /// <param name="signature">Names of the tensors.</param>
    /// <param name="input">The input over the slot's memory; owned from here on.</param>
    /// <param name="outputs">The outputs over the slot's memory; owned from here on.</param>
    /// <param name="onDevice">Whether the network runs on a device, to which a binding copies its inputs when they are bound and not when it runs.</param>
    public BoundRun(
        InferenceSession session,
        GraphSignature signature,
        OrtValue input,
        OrtValue[] outputs,
        bool onDevice
    )
    {
        _session = session;
        _input = input;
        _outputs = outputs;
        _binding = session.CreateIoBinding();
        _binding.BindInput(signature.Input.Name, input);
        for (var i = 0; i < outputs.Length; i++)
        {
            _binding.BindOutput(signature.OutputNames[i], outputs[i]);
        }

        _inputToCopy = onDevice ? signature.Input.Name : null;
    }

    public void Run(RunOptions options)
    {
        if (_inputToCopy is not null)
        {
            _binding.BindInput(_inputToCopy, _input);
        }

        _session.RunWithBinding(options, _binding);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        foreach (var output in _outputs)
        {
            output.Dispose();
        }
    }
}
