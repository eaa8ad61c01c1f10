using System.Security.Cryptography;

namespace VisionSdk.Storage;

/// <summary>What an enrolment must be like before anything is stored.</summary>
internal static class EnrolmentRules
{
    // As sealed text; far above any real key or name.
    private const int LongestText = 1024;

    public static void Validate(Enrolment enrolment)
    {
        Require.Text(enrolment.Tenant, StoreTables.NameLength, nameof(Enrolment.Tenant));
        Require.Text(enrolment.Profile, IdentityTables.ProfileLength, nameof(Enrolment.Profile));
        Require.Text(enrolment.Actor, StoreTables.NameLength, nameof(Enrolment.Actor));
        if (enrolment.ExternalKey is { } key)
        {
            Require.Text(key, LongestText, nameof(Enrolment.ExternalKey));
        }

        if (enrolment.DisplayName is { } name)
        {
            Require.Text(name, LongestText, nameof(Enrolment.DisplayName));
        }

        foreach (var tag in enrolment.Tags)
        {
            Require.Text(tag, IdentityTables.TagLength, nameof(Enrolment.Tags));
        }

        if (enrolment.References.IsDefaultOrEmpty)
        {
            throw new ArgumentException("An enrolment needs at least one vector.", nameof(enrolment));
        }

        foreach (var reference in enrolment.References)
        {
            Validate(reference);
        }
    }

    private static void Validate(EnrolmentReference reference)
    {
        if (reference.SourceHash.Length != SHA256.HashSizeInBytes)
        {
            throw new ArgumentException(
                $"A source hash is a SHA-256 of {SHA256.HashSizeInBytes} bytes; got {reference.SourceHash.Length}.",
                nameof(reference)
            );
        }

        var space = ManifestSpaces.Of(reference.Model);
        var dimension = reference.Model.Embedding!.Dimension;
        if (space != reference.Embedding.Space || dimension != reference.Embedding.Dimension)
        {
            throw new EmbeddingSpaceMismatchException(
                $"An embedding of space {reference.Embedding.Space} with {reference.Embedding.Dimension} values cannot be stored as one of model '{reference.Model.Id}' {reference.Model.Version}, whose space is {space} with {dimension} values. Give the manifest of the model that made it.",
                reference.Embedding.Space,
                space
            );
        }

        foreach (var value in reference.Embedding.Values)
        {
            if (!float.IsFinite(value))
            {
                throw new DegenerateEmbeddingException(
                    "An embedding with a value that is not finite cannot be stored."
                );
            }
        }
    }
}
