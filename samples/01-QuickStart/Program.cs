using QuickStart;
using VisionSdk;

// One client for the whole application: thread-safe, models are loaded on first use. Its defaults suit this sample.
await using var vision = VisionClient.Create();

// 1. Objects. Boxes are in pixels of the picture as it is displayed.
var photo = Photos.Path("sample1.jpg");
var objects = await vision.DetectAsync(ImageSource.FromFile(photo));
Console.WriteLine($"Objects in sample1.jpg ({objects.ImageSize.Width}x{objects.ImageSize.Height}):");
foreach (var item in objects.Detections)
{
    Console.WriteLine(
        $"  {item.Label, -11} {item.Confidence, 5:P0}  at ({item.Box.X:0}, {item.Box.Y:0}), {item.Box.Width:0}x{item.Box.Height:0}"
    );
}

// 2. Faces: where they are, what they express, and which model versions said so.
var faces = await vision.AnalyzeFacesAsync(ImageSource.FromFile(photo));
Console.WriteLine("Faces:");
foreach (var face in faces.Faces)
{
    var expression = face.Expressions[0];
    Console.WriteLine($"  {face.Confidence, 5:P0}  {expression.Label} ({expression.Probability:P0})");
}

Console.WriteLine($"  by {faces.Provenance.Models[0]}");
Console.WriteLine($"  drawn to {Photos.Draw(photo, objects.Detections, faces)}");

// 3. Verification: two photographs of one man, and one of somebody else. No threshold is guessed: each comes with the rate at which
// strangers were taken for the same person, measured on 1.9 million pairs.
using var sheet = new ContactSheet(Photos.Path("screenshot-facematch.jpg"));
var portrait = sheet.Cut(x: 0, y: 0, width: 175, height: 225);
await CompareAsync("the same man", sheet.Cut(x: 1395, y: 277, width: 105, height: 112));
await CompareAsync("somebody else", sheet.Cut(x: 1180, y: 504, width: 105, height: 106));

async Task CompareAsync(string name, ImageSource other)
{
    var answer = await vision.VerifyAsync(
        portrait,
        other,
        new VerifyOptions { FaceSelection = FaceSelection.MostProminent }
    );
    Console.WriteLine($"A portrait against {name}: {answer.Decision}");
    Console.WriteLine(
        $"  distance {answer.Distance:0.000}, threshold {answer.Threshold.Distance:0.000} at a false-match rate of {answer.Threshold.FalseMatchRate}"
    );
}
