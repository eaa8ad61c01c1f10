using QuickStart;
using VisionSdk;

var photo = Photos.Path("sample1.jpg");
using var sheet = new ContactSheet(Photos.Path("screenshot-facematch.jpg"));
var portrait = sheet.Cut(x: 0, y: 0, width: 175, height: 225);
var sameMan = sheet.Cut(x: 1395, y: 277, width: 105, height: 112);
var somebodyElse = sheet.Cut(x: 1180, y: 504, width: 105, height: 106);

#region detect
// One client for the whole application: thread-safe, and models are loaded on first use.
await using var vision = VisionClient.Create();

// Boxes are in pixels of the picture as it is displayed.
var objects = await vision.DetectAsync(ImageSource.FromFile(photo));
foreach (var item in objects.Detections)
{
    Console.WriteLine($"{item.Label} {item.Confidence:P0} at {item.Box.X:0}, {item.Box.Y:0}");
}
#endregion

#region analyze
var faces = await vision.AnalyzeFacesAsync(ImageSource.FromFile(photo));
foreach (var face in faces.Faces)
{
    var expression = face.Expressions[0];
    Console.WriteLine($"face {face.Confidence:P0}, {expression.Label} {expression.Probability:P0}");
}

// Every result says which model version gave it, and where that really ran.
Console.WriteLine(faces.Provenance.Models[0]);
#endregion

Console.WriteLine($"drawn to {Photos.Draw(photo, objects.Detections, faces)}");
await CompareAsync("the same man", sameMan);
await CompareAsync("somebody else", somebodyElse);

async Task CompareAsync(string whom, ImageSource other)
{
    #region verify
    var answer = await vision.VerifyAsync(portrait, other, new VerifyOptions { FalseMatchRate = 0.001 });

    // Match, NoMatch or Inconclusive. The threshold was measured, and carries its evidence.
    Console.WriteLine($"{whom}: {answer.Decision}, distance {answer.Distance:0.000}");
    Console.WriteLine($"  threshold {answer.Threshold.Distance:0.000}, {answer.Threshold.Comparisons} comparisons");
    #endregion
}
