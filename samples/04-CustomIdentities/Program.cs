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

// 1. Enrol, and measure the distance that strangers need. Until then every two pictures match: 2 is the largest cosine distance.
await using (var vision = Open(maxDistance: 2))
{
    Console.WriteLine($"{await EnrollAsync(vision)} pictures of {Enrolled} people enrolled");
    measured = await MeasureAsync(vision);
    Console.WriteLine($"distance measured on them: {measured:0.000}");
}

// 2. The same store with the distance that was measured, and pictures that it has not seen.
await using (var vision = Open(measured))
{
    await TestAsync(vision);
}

VisionClient Open(double maxDistance)
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
            [.. pictures.Select(static picture => new EnrolmentPicture(picture))],
            new EnrolmentOptions
            {
                Profile = Profile,
                ExternalKey = KeyOf(person),

                // Without a measured distance nobody can be told apart from anybody.
                Checks = EnrolmentChecks.All & ~EnrolmentChecks.AnotherIdentity,
            }
        );
        references += result.Pictures.Count(static picture => picture.IsReference);
    }

    return references;
}

// Each enrolled picture plays a stranger: how near is the nearest of the other people? One in twenty of them may be let in.
async Task<double> MeasureAsync(VisionClient vision)
{
    var nearest = new List<float>();
    for (var person = 1; person <= Enrolled; person++)
    {
        for (var number = 1; number <= References; number++)
        {
            var answer = await IdentifyAsync(vision, person, number);
            nearest.Add(answer.Candidates.First(other => other.Identity.ExternalKey != KeyOf(person)).Distance);
        }
    }

    return nearest.Order().ElementAt((int)(StrangersTakenForSomebody * nearest.Count) - 1);
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
