namespace VisionSdk.Onnx;

internal static class FaceExpressionNetwork
{
    public static OnnxModel Import(string manifestPath)
    {
        var layers = new FaceApiLayers(manifestPath, "face_expression");
        var features = FaceFeatures.Extract(layers, layers.FaceCrop(), blocks: 4, convolutions: 4);
        layers.Graph.Output(layers.Graph.Softmax(layers.Classifier(features, "fc")), "expression");
        return layers.Graph.Build();
    }
}
