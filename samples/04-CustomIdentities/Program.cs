using System.Globalization;
using CustomIdentities;
using VisionSdk;
using VisionSdk.Models;

const string Profile = "portraits";
const int Enrolled = 30;
const int References = 2;
const double StrangersTakenForSomebody = 0.05;

if (OrlFaces.Find() is not { } faces)
{
    Console.WriteLine("Nothing to show: there is no folder orl-faces in VISIONSDK_DATA or in ../shared/data.");
    return;
}

using var folder = new TemporaryFolder();
double measured;

// 1. Which distance do strangers need? Nothing is enrolled yet.
await using (var vision = Open(maxDistance: null))
{
    measured = await MeasureAsync(vision);
    Console.WriteLine($"distance measured on {Enrolled} people: {measured:0.000}");
}

// 2. Enrol the same pictures with that distance, and look at pictures that it has not seen.
await using (var vision = Open(measured))
{
    Console.WriteLine($"{await EnrollAsync(vision)} pictures of {Enrolled} people enrolled");
    await TestAsync(vision);
}

VisionClient Open(double? maxDistance)
{
    #region profile
    var options = new VisionSdkOptions();
    options.Slots["portraits/embedder"] = DefaultModels.FaceEmbedderFaceRes;
    options.Profiles["portraits"] = new RecognitionProfile
    {
        // There is no detector, so the whole picture is embedded.
        Embedder = "portraits/embedder",
        MaxDistance = maxDistance,
    };
    #endregion

    options.Store.Database = folder.At("portraits.db");
    options.Store.KeyDirectory = folder.At("keys");
    options.Store.KeyFile = folder.At("key.txt");
    return VisionClient.Create(options);
}

async Task<int> EnrollAsync(VisionClient vision)
{
    var references = 0;
    for (var person = 1; person <= Enrolled; person++)
    {
        var pictures = Enumerable.Range(1, References).Select(number => faces.Picture(person, number));
        var result = await vision.EnrollAsync(
            [.. pictures],
            new EnrolmentOptions { Profile = Profile, ExternalKey = KeyOf(person) }
        );
        references += result.Pictures.Count(static picture => picture.IsReference);
        foreach (var refused in result.Pictures.Where(static picture => !picture.IsReference))
        {
            Console.WriteLine($"  {KeyOf(person)}: a picture is refused, {refused.Reasons}");
        }
    }

    return references;
}

// Each picture plays a stranger: how near is the nearest of the other people? One in twenty of them may be let in.
async Task<double> MeasureAsync(VisionClient vision)
{
    var embedded = new List<(int Person, Embedding Embedding)>();
    for (var person = 1; person <= Enrolled; person++)
    {
        for (var number = 1; number <= References; number++)
        {
            var answer = await vision.EmbedAsync(faces.Picture(person, number), new EmbedOptions { Profile = Profile });
            embedded.Add((person, answer.Faces[0].Embedding));
        }
    }

    var nearest = embedded.Select(one =>
        embedded
            .Where(other => other.Person != one.Person)
            .Min(other => one.Embedding.DistanceTo(other.Embedding, DistanceMetric.Cosine))
    );
    return nearest.Order().ElementAt((int)(StrangersTakenForSomebody * embedded.Count) - 1);
}

async Task TestAsync(VisionClient vision)
{
    var (enrolled, recognized, confused) = (0, 0, 0);
    var (strangers, refused) = (0, 0);
    for (var person = 1; person <= OrlFaces.People; person++)
    {
        var isEnrolled = person <= Enrolled;
        for (var number = isEnrolled ? References + 1 : 1; number <= OrlFaces.PicturesPerPerson; number++)
        {
            var answer = await IdentifyAsync(vision, person, number);
            var isKnown = answer.Decision == IdentificationDecision.Known;
            if (isEnrolled)
            {
                var isRight = isKnown && answer.Candidates[0].Identity.ExternalKey == KeyOf(person);
                enrolled++;
                recognized += isRight ? 1 : 0;
                confused += isKnown && !isRight ? 1 : 0;
            }
            else
            {
                strangers++;
                refused += isKnown ? 0 : 1;
            }
        }
    }

    Console.WriteLine(
        $"other pictures of them: {recognized} of {enrolled} right at rank 1, {confused} taken for somebody else"
    );
    Console.WriteLine($"strangers: {refused} of {strangers} pictures refused");
}

Task<IdentificationResult> IdentifyAsync(VisionClient vision, int person, int number) =>
    vision.IdentifyAsync(faces.Picture(person, number), new IdentifyOptions { Profile = Profile });

static string KeyOf(int person) => string.Create(CultureInfo.InvariantCulture, $"s{person}");
