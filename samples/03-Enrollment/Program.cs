using Enrollment;
using VisionSdk;

using var folder = new TemporaryFolder();
using var sheet = new ContactSheet();

// An application sets none of these three: see the readme.
var options = new VisionSdkOptions();
options.Store.Database = folder.At("clock.db");
options.Store.KeyDirectory = folder.At("keys");
options.Store.KeyFile = folder.At("key.txt");
await using var vision = VisionClient.Create(options);

Console.WriteLine("Enrolment");
await EnrollAsync("1001", "Alex", "north", sheet.Portrait(1, 7), sheet.Portrait(1, 9));
await EnrollAsync("1002", "Kim", "north", sheet.Portrait(3, 2), sheet.Portrait(2, 18));
await EnrollAsync("1003", "Robin", "south", sheet.Portrait(5, 5), sheet.Portrait(6, 8));
await EnrollAsync("1004", "a group photograph", "south", ImageSource.FromFile(ContactSheet.Photo("sample1.jpg")));
await EnrollAsync("1004", "a blurred portrait", "south", sheet.Portrait(2, 5));
await EnrollAsync("1004", "Alex once more", "south", sheet.Portrait(1, 16));

Console.WriteLine("Clock");
await ClockInAsync("north", sheet.Portrait(1, 18));
await ClockInAsync("north", sheet.Portrait(5, 17));
await ClockInAsync("south", sheet.Portrait(4, 3));
await ClockInAsync("south", sheet.Portrait(5, 9));

Console.WriteLine("Badges");
await CheckBadgeAsync("1001", sheet.Portrait(1, 4));
await CheckBadgeAsync("1001", sheet.Portrait(5, 17));

Console.WriteLine("Erasure");
await EraseAsync("1001");
await ClockInAsync("north", sheet.Portrait(1, 18));

async Task EnrollAsync(string badge, string name, string site, params ImageSource[] pictures)
{
    #region enroll
    var enrolled = await vision.EnrollAsync(
        [.. pictures],
        new EnrolmentOptions
        {
            ExternalKey = badge,
            DisplayName = name,
            Tags = [site],
        }
    );

    // Enrolled, AlreadyEnrolled or Refused; each picture that has not become a reference says why.
    Console.WriteLine($"  {badge} {name}: {enrolled.Status}");
    foreach (var refused in enrolled.Pictures.Where(static picture => !picture.IsReference))
    {
        Console.WriteLine($"    {refused.Reasons}; faces found: {refused.FacesFound}");
    }
    #endregion
}

async Task ClockInAsync(string site, ImageSource picture)
{
    #region identify
    var answer = await vision.IdentifyAsync(picture, new IdentifyOptions { RequiredTags = [site] });
    var who = answer.Decision switch
    {
        IdentificationDecision.Known => answer.Candidates[0].Identity.DisplayName,
        IdentificationDecision.Unknown => "nobody who is enrolled here",
        _ => $"look into the camera, please ({answer.Reason})",
    };

    // The threshold follows from the size of the gallery, and from how many strangers may be taken for somebody.
    Console.WriteLine($"  {site}: {who}, nearest {answer.NearestDistance:0.000}, threshold {answer.MaxDistance:0.000}");
    Console.WriteLine($"    expected: {answer.ExpectedFalsePositiveRate:P1} of strangers taken for somebody");
    #endregion
}

async Task CheckBadgeAsync(string badge, ImageSource picture)
{
    #region claim
    var claim = await vision.VerifyAsync(IdentityKey.FromExternalKey(badge), picture);
    Console.WriteLine(
        $"  {badge}: {claim.Decision}, distance {claim.Distance:0.000}, threshold {claim.MaxDistance:0.000}"
    );
    #endregion
}

async Task EraseAsync(string badge)
{
    #region erase
    var receipt = await vision.EraseAsync(IdentityKey.FromExternalKey(badge));

    // Afterwards everything was looked for again. The receipt holds no personal data and can be kept.
    Console.WriteLine($"  {receipt.IdentityId}: {receipt.Embeddings} vectors removed, {receipt.Remaining} traces left");
    Console.WriteLine($"    key destroyed: {receipt.KeyDestroyed}, number in the audit: {receipt.AuditSequence}");
    #endregion
}
