namespace VisionSdk;

/// <summary>A picture on its way to become a reference.</summary>
internal sealed class EnrolmentDraft(
    EnrolmentPicture picture,
    FaceRequest request,
    Probe probe,
    EnrolmentChecks reasons
)
{
    public EnrolmentPicture Picture => picture;

    public FaceRequest Request => request;

    public Probe Probe => probe;

    public EnrolmentChecks Reasons { get; set; } = reasons;

    public Guid? Resembles { get; set; }

    public float? Distance { get; set; }

    public bool IsAccepted => Reasons == EnrolmentChecks.None;

    public EnrolledPicture ToPicture() =>
        new()
        {
            IsReference = IsAccepted,
            Reasons = Reasons,
            FacesFound = probe.Reading.FacesFound,
            Box = probe.Reading.Faces is [var face, ..] ? face.Box : probe.Reading.MostProminent?.Box,
            Quality = probe.Reading.Faces is [var described, ..] ? described.Quality : null,
            Resembles = Resembles,
            Distance = Distance,
            ImageSize = probe.Reading.ImageSize,
        };
}
