using System.Collections.Immutable;
using System.Text.Json;

namespace VisionSdk.Storage;

/// <summary>What is personal about an identity, as it is sealed.</summary>
/// <param name="ExternalKey">The application's key.</param>
/// <param name="DisplayName">What people call it.</param>
/// <param name="Attributes">Whatever else the application keeps.</param>
internal sealed record IdentityDetails(
    string? ExternalKey,
    string? DisplayName,
    ImmutableSortedDictionary<string, string> Attributes
)
{
    public static IdentityDetails Of(Enrolment enrolment) =>
        new(enrolment.ExternalKey, enrolment.DisplayName, enrolment.Attributes);

    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(this, IdentityJsonContext.Default.IdentityDetails);
}
