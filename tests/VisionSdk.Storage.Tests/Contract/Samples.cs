using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using VisionSdk.TestUtilities;

namespace VisionSdk.Storage.Tests;

/// <summary>Seeded models, vectors and enrolments.</summary>
internal static class Samples
{
    public const int Dimension = 16;

    public static ModelManifest Model(string version = "1.0.0", char digit = 'a')
    {
        var model = FakeManifest.Embedder("test-embedder", Dimension);
        return model with { Version = version, Artifact = model.Artifact with { Sha256 = new string(digit, 64) } };
    }

    public static Embedding Vector(int seed, ModelManifest? model = null)
    {
        var random = new Random(seed);
        var values = new float[Dimension];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }

        Embedding.Normalize(values);
        return new Embedding(
            EmbeddingSpaceId.Compute(model ?? Model()),
            ImmutableCollectionsMarshal.AsImmutableArray(values)
        );
    }

    public static EnrolmentReference Reference(int seed, bool withCrop = false, ModelManifest? model = null) =>
        new()
        {
            Embedding = Vector(seed, model),
            Model = model ?? Model(),
            SourceHash = SHA256.HashData(Encoding.UTF8.GetBytes($"picture {seed}")),
            Crop = withCrop ? new EnrolmentCrop(Encoding.UTF8.GetBytes($"crop of {seed}"), "image/jpeg") : null,
        };

    public static Enrolment Person(string key, params ReadOnlySpan<int> seeds)
    {
        var references = ImmutableArray.CreateBuilder<EnrolmentReference>();
        foreach (var seed in seeds)
        {
            references.Add(Reference(seed, withCrop: true));
        }

        return new Enrolment
        {
            ExternalKey = key,
            DisplayName = $"Name of {key}",
            References = references.ToImmutable(),
        };
    }

    public static AnchorSet Anchors(string name = "cells", int version = 1, float width = 10.25f) =>
        new()
        {
            Name = name,
            Version = version,
            Size = new ImageSize(416, 352),
            Anchors = [new Anchor(width, 13), new Anchor(33.3f, 100.1f)],
            MeanIoU = 0.61,
            BestPossibleRecall = 0.97,
            RecallThreshold = 0.3f,
            Source = "364 pictures",
        };
}
