namespace VisionSdk.Cli;

/// <summary>What a picture is for.</summary>
internal enum ProtocolRole
{
    /// <summary>A reference of its identity.</summary>
    Enroll,

    /// <summary>A probe of an identity that is enrolled.</summary>
    ProbeKnown,

    /// <summary>A probe of an identity that is not.</summary>
    ProbeUnknown,
}

/// <summary>One picture of a protocol.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Identity">Whom it shows.</param>
/// <param name="File">Its path, relative to the image folder.</param>
internal sealed record ProtocolPicture(ProtocolRole Role, string Identity, string File);

/// <summary>Reads <c>identify.csv</c>: <c>role,identity,file</c>, with the roles enroll, probe_known and probe_unknown.</summary>
internal static class IdentificationProtocolFile
{
    private static readonly string[] Columns = ["role", "identity", "file"];

    /// <exception cref="InputFileException">The file is no such list, contradicts itself, or names pictures that are not there.</exception>
    public static IReadOnlyList<ProtocolPicture> Read(string path, string imageFolder)
    {
        var pictures = CsvRows.Read(
            path,
            Columns,
            csv => new ProtocolPicture(
                Role(path, csv.GetField("role")!),
                csv.GetField("identity")!,
                csv.GetField("file")!
            )
        );
        if (pictures.FirstOrDefault(picture => !File.Exists(Path.Combine(imageFolder, picture.File))) is { } missing)
        {
            throw new InputFileException(
                $"'{path}' names '{missing.File}', which is not below '{imageFolder}'. Paths in a protocol are relative to --images."
            );
        }

        var enrolled = pictures
            .Where(static picture => picture.Role == ProtocolRole.Enroll)
            .Select(static picture => picture.Identity)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var picture in pictures)
        {
            if (picture.Role != ProtocolRole.Enroll && enrolled.Contains(picture.Identity) != IsKnown(picture))
            {
                throw new InputFileException(
                    $"'{path}' calls '{picture.File}' {(IsKnown(picture) ? "known" : "unknown")}, and its identity '{picture.Identity}' is {(IsKnown(picture) ? "not enrolled" : "enrolled")} there."
                );
            }
        }

        return pictures;
    }

    private static bool IsKnown(ProtocolPicture picture) => picture.Role == ProtocolRole.ProbeKnown;

    private static ProtocolRole Role(string path, string text) =>
        text switch
        {
            "enroll" => ProtocolRole.Enroll,
            "probe_known" => ProtocolRole.ProbeKnown,
            "probe_unknown" => ProtocolRole.ProbeUnknown,
            _ => throw new InputFileException(
                $"'{path}' has the role '{text}'; expected enroll, probe_known or probe_unknown."
            ),
        };
}
