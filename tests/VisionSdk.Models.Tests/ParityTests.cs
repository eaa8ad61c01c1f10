namespace VisionSdk.Models.Tests;

/// <summary>Every converted model answers what the original network answered to the same generated input (see Reference/reference.mjs).</summary>
public sealed class ParityTests
{
    public static TheoryData<string> Models => [.. Reference.Ids];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_converted_model_matches_the_original_network_on_an_input_that_its_manifest_does_not_know(string id)
    {
        var manifest = Reference.Manifest(id);
        var reference = Reference.Recorded(id);
        reference.Seed.ShouldNotBe(manifest.Golden!.Seed);

        var outputs = Reference.Run(manifest, reference);

        ShouldMatch(reference, outputs);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_golden_run_of_a_manifest_holds(string id)
    {
        var manifest = Reference.Manifest(id);

        var outputs = Reference.Run(manifest, manifest.Golden!);

        ShouldMatch(manifest.Golden!, outputs);
    }

    [Fact]
    public void Every_package_has_a_reference_and_every_reference_a_package()
    {
        var packages = Directory.GetDirectories(DefaultModels.Folder).Select(Path.GetFileName).Order();

        Reference.Ids.Order().ShouldBe(packages!);
    }

    private static void ShouldMatch(GoldenRun expected, IReadOnlyDictionary<string, float[]> outputs)
    {
        foreach (var output in expected.Outputs)
        {
            var actual = outputs[output.Tensor];
            actual.Length.ShouldBe(output.Length);
            var permitted = Tolerances.ConversionOfScale * output.Scale;
            for (var i = 0; i < output.Positions.Length; i++)
            {
                var position = output.Positions[i];
                MathF
                    .Abs(actual[position] - output.Values[i])
                    .ShouldBeLessThanOrEqualTo(permitted, $"{output.Tensor}[{position}]");
            }

            actual.Max(MathF.Abs).ShouldBe(output.Scale, permitted);
            actual.Average(MathF.Abs).ShouldBe(output.MeanAbsolute, permitted);
        }
    }
}
