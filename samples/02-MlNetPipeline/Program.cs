using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetPipeline;
using VisionSdk.ML;
using VisionSdk.Models;

var ml = new MLContext(seed: 1);
var models = new ModelRepository(DefaultModels.Folder);

// 1. Vision as steps of a pipeline: objects, and the embedding of the most prominent face, of each photograph. Rows are computed as they are read.
var objects = new ObjectDetectionSettings { Model = models.Find(DefaultModels.ObjectDetectorCenterNet)! };
var faces = new FaceEmbeddingSettings
{
    Detector = models.Find(DefaultModels.FaceDetectorBlazeFace)!,
    Landmarks = models.Find(DefaultModels.FaceLandmarks68)!,
    Embedder = models.Find(DefaultModels.FaceEmbedderDlib)!,
};
var photos = ml.Data.LoadFromEnumerable(Photo.All());
using (var look = ml.DetectObjects("Objects", objects, "Path").Append(ml.EmbedFaces("Face", faces, "Path")).Fit(photos))
{
    foreach (var seen in ml.Data.CreateEnumerable<SeenPhoto>(look.Transform(photos), reuseRowObject: false))
    {
        var things = string.Join(
            ", ",
            seen.Labels.CountBy(static label => label).Select(static n => $"{n.Value} {n.Key}")
        );
        Console.WriteLine($"{seen.Name}: {things}; {seen.FacesFound} faces, the main one at {seen.FaceConfidence:P0}");
    }
}

// 2. A stock trainer behind an embedding: is it him? One half of the portraits teaches, the other half tests.
var portraits = Portrait.All();
var training = ml.Data.LoadFromEnumerable(portraits.Where(static (_, i) => i % 2 == 0).ToArray());
var testing = ml.Data.LoadFromEnumerable(portraits.Where(static (_, i) => i % 2 == 1).ToArray());
var pipeline = ml.EmbedFaces("Features", faces with { BadImages = BadImageHandling.EmptyResult }, "Image")
    .AppendCacheCheckpoint(ml) // The trainer passes over the rows many times; each face is embedded once.
    .Append(
        ml.BinaryClassification.Trainers.LbfgsLogisticRegression(
            nameof(Portrait.IsHim),
            l1Regularization: 0,
            l2Regularization: 0.01f
        )
    );
using var trained = pipeline.Fit(training);

// A portrait without a usable face has an embedding of NaN, ML.NET's missing value.
var scored = ml.Data.FilterRowsByMissingValues(trained.Transform(testing), "Features");
var metrics = ml.BinaryClassification.Evaluate(scored, nameof(Portrait.IsHim));
Console.WriteLine(
    $"Is it him? Learnt from {portraits.Count / 2} portraits, right in {metrics.Accuracy:P0} of {scored.GetColumn<bool>(nameof(Portrait.IsHim)).Count()} others"
);

// 3. Saved by ML.NET, with references to the models instead of their weights, and loaded again.
var file = Path.Combine(AppContext.BaseDirectory, "is-it-him.zip");
ml.Model.Save(trained, training.Schema, file);
using var loaded = ml.LoadVisionPipeline(file, out _, models);
using var engine = ml.Model.CreatePredictionEngine<Portrait, Answer>(
    loaded,
    new PredictionEngineOptions { OwnsTransformer = false }
);
Console.WriteLine($"Loaded again from {new FileInfo(file).Length / 1024} KB:");
foreach (var portrait in portraits.Where(static (_, i) => i % 12 == 1))
{
    var answer = engine.Predict(portrait);
    Console.WriteLine($"  {portrait.Name}: {(answer.IsHim ? "him" : "somebody else")} ({answer.Probability:P0})");
}
