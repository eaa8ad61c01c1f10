namespace VisionSdk.Onnx;

internal static class FaceLandmarkNetwork
{
    public static OnnxModel Import(string manifestPath, string name, int blocks, int convolutions)
    {
        var layers = new FaceApiLayers(manifestPath, name);
        var features = FaceFeatures.Extract(layers, layers.FaceCrop(), blocks, convolutions);
        layers.Graph.Output(layers.Classifier(features, "fc"), "landmarks");
        return layers.Graph.Build();
    }
}
