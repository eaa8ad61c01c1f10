using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.Benchmarks.Stock;

/// <summary>ApplyOnnxModel alone: from a tensor to a network's output.</summary>
public sealed class StockTensorPipeline : IDisposable
{
    private readonly PredictionEngine<Tensor, Output> _engine;
    private readonly Tensor _tensor;

    /// <param name="graph">The ONNX file.</param>
    /// <param name="input">Its input.</param>
    /// <param name="output">One of its outputs.</param>
    /// <param name="values">The input's values.</param>
    public StockTensorPipeline(string graph, string input, string output, float[] values)
    {
        var ml = new MLContext(seed: 1);
        _tensor = new Tensor { Values = values };
        var schema = SchemaDefinition.Create(typeof(Tensor));
        var column = schema[nameof(Tensor.Values)];
        column.ColumnName = input;
        column.ColumnType = new VectorDataViewType(NumberDataViewType.Single, values.Length);
        var data = ml.Data.LoadFromEnumerable([_tensor], schema);
        var model = ml.Transforms.ApplyOnnxModel(Scoring.Options(graph, input, output)).Fit(data);
        var outputSchema = SchemaDefinition.Create(typeof(Output));
        outputSchema[nameof(Output.Values)].ColumnName = output;
        _engine = ml.Model.CreatePredictionEngine<Tensor, Output>(model, true, schema, outputSchema);
    }

    /// <summary>Runs the tensor.</summary>
    /// <returns>The output's first value.</returns>
    public float Run() => _engine.Predict(_tensor).Values[0];

    public void Dispose() => _engine.Dispose();

    private sealed class Tensor
    {
        public float[] Values { get; set; } = [];
    }
}
