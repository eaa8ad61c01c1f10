namespace VisionSdk.Cli;

/// <summary>What <c>vision enroll --json</c> prints.</summary>
/// <param name="Identities">How many identities were meant.</param>
/// <param name="Enrolled">Of how many at least one picture was added.</param>
/// <param name="AlreadyEnrolled">How many have all of their usable pictures already.</param>
/// <param name="Refused">Of how many no picture could be used.</param>
/// <param name="PicturesAdded">How many pictures were added.</param>
/// <param name="Results">Each identity.</param>
internal sealed record EnrollReport(
    int Identities,
    int Enrolled,
    int AlreadyEnrolled,
    int Refused,
    int PicturesAdded,
    IReadOnlyList<EnrolledIdentityReport> Results
)
{
    public static EnrollReport From(IReadOnlyList<EnrolledIdentityReport> results) =>
        new(
            results.Count,
            results.Count(static result => result.Status == EnrolmentStatus.Enrolled),
            results.Count(static result => result.Status == EnrolmentStatus.AlreadyEnrolled),
            results.Count(static result => result.Status == EnrolmentStatus.Refused),
            results.Sum(static result => result.Pictures.Count(static picture => picture.IsReference)),
            results
        );
}

/// <summary>One identity of it.</summary>
internal sealed record EnrolledIdentityReport(
    string Key,
    Guid? IdentityId,
    EnrolmentStatus Status,
    bool IsNew,
    IReadOnlyList<EnrolledPictureReport> Pictures
)
{
    public static EnrolledIdentityReport From(PlannedIdentity planned, EnrolmentResult result) =>
        new(
            planned.Key,
            result.IdentityId,
            result.Status,
            result.IsNew,
            [.. planned.Files.Zip(result.Pictures, EnrolledPictureReport.From)]
        );
}

/// <summary>One picture of it.</summary>
internal sealed record EnrolledPictureReport(
    string File,
    bool IsReference,
    EnrolmentChecks Reasons,
    Guid? Resembles,
    float? Distance,
    string? Error
)
{
    public static EnrolledPictureReport From(string file, EnrolledPicture picture) =>
        new(file, picture.IsReference, picture.Reasons, picture.Resembles, picture.Distance, Error: null);
}
