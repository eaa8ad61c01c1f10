namespace VisionSdk.ML;

/// <summary>The outputs of one image of the batch: views of the slot's own memory.</summary>
internal sealed class SlotOutputs(OutputMemory[] outputs, int item) : IOutputTensors
{
    public ReadOnlySpan<float> Values(int index) => outputs[index].Values(item);

    public ReadOnlySpan<int> Shape(int index) => outputs[index].ItemShape;
}
