using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace VisionSdk.Benchmarks.Stock;

internal static class Scoring
{
    /// <summary>One thread, as every other candidate of the comparison has.</summary>
    public static OnnxOptions Options(string graph, string input, string output) =>
        new()
        {
            ModelFile = graph,
            InputColumns = [input],
            OutputColumns = [output],
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
        };

    public static PredictionEngine<TInput, Output> CreateEngine<TInput>(MLContext ml, ITransformer model, string output)
        where TInput : class
    {
        var schema = SchemaDefinition.Create(typeof(Output));
        schema[nameof(Output.Values)].ColumnName = output;
        return ml.Model.CreatePredictionEngine<TInput, Output>(model, outputSchemaDefinition: schema);
    }
}

internal sealed class Output
{
    public float[] Values { get; set; } = [];
}
