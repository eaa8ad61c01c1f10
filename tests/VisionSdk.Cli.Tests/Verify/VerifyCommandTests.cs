using SkiaSharp;

namespace VisionSdk.Cli.Tests;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_person_is_a_match()
    {
        var (first, second) = Pictures("Abdullah_Gul_0013", "Abdullah_Gul_0014");

        var run = await CommandRun.Of("verify", first, second, "--json");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Json.GetProperty("decision").GetString().ShouldBe("Match");
        var threshold = run.Json.GetProperty("threshold");
        run.Json.GetProperty("distance").GetDouble().ShouldBeLessThan(threshold.GetProperty("distance").GetDouble());
        threshold.GetProperty("falseMatchRate").GetDouble().ShouldBe(0.001);
        threshold.GetProperty("comparisons").GetInt64().ShouldBe(1_857_180);
        run.Json.GetProperty("first").GetProperty("facesFound").GetInt32().ShouldBe(1);
        run.Json.GetProperty("models").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Different_people_are_no_match_and_a_negative_answer()
    {
        var (first, second) = Pictures("Abdullah_Gul_0013", "Yoriko_Kawaguchi_0003");

        var run = await CommandRun.Of("verify", first, second);

        run.ExitCode.ShouldBe(ExitCode.Negative, run.Errors);
        run.Output.ShouldContain("no match");
        run.Output.ShouldContain("false-match rate of 0.001");
    }

    [Fact]
    public async Task A_picture_without_a_face_is_inconclusive_and_says_which()
    {
        var (first, _) = Pictures("Abdullah_Gul_0013", "Abdullah_Gul_0014");
        var blank = _folder.At("blank.png");
        using (var bitmap = new SKBitmap(200, 200))
        using (var data = bitmap.Encode(SKEncodedImageFormat.Png, 100))
        {
            await File.WriteAllBytesAsync(blank, data.ToArray(), TestContext.Current.CancellationToken);
        }

        var run = await CommandRun.Of("verify", first, blank);

        run.ExitCode.ShouldBe(ExitCode.Negative, run.Errors);
        run.Output.ShouldContain("inconclusive");
        run.Output.ShouldContain("no face (second picture)");
    }

    [Fact]
    public async Task Several_faces_are_refused_unless_the_prominent_one_is_wanted()
    {
        var refused = await CommandRun.Of("verify", SamplePhotos.File(6), SamplePhotos.File(6));
        var chosen = await CommandRun.Of("verify", SamplePhotos.File(6), SamplePhotos.File(6), "--most-prominent");

        refused.ExitCode.ShouldBe(ExitCode.Negative, refused.Errors);
        refused.Output.ShouldContain("--most-prominent");
        chosen.ExitCode.ShouldBe(ExitCode.Done, chosen.Errors);
    }

    [Fact]
    public async Task A_rate_without_a_threshold_is_a_model_problem_that_names_the_rates()
    {
        var run = await CommandRun.Of(
            "verify",
            SamplePhotos.File(1),
            SamplePhotos.File(1),
            "--false-match-rate",
            "0.000001"
        );

        run.ExitCode.ShouldBe(ExitCode.Model);
        run.Errors.ShouldContain("0.001");
    }

    [Fact]
    public async Task Another_embedder_decides_by_its_own_threshold()
    {
        var (first, second) = Pictures("Abdullah_Gul_0013", "Abdullah_Gul_0014");

        var run = await CommandRun.Of(
            "verify",
            first,
            second,
            "--model",
            "face-embedder-faceres",
            "--json",
            "--out",
            _folder.FullName
        );

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Json.GetProperty("threshold").GetProperty("distance").GetDouble().ShouldBe(0.3801, 1e-3);
        Directory.GetFiles(_folder.FullName, "*.png").Length.ShouldBe(2);
    }

    private static (string First, string Second) Pictures(string first, string second)
    {
        var images = TestData.Find("lfw-devtest", "images");
        Assert.SkipWhen(images is null, TestData.Missing);
        return (Of(first), Of(second));

        string Of(string name) => Path.Combine(images, name[..^5], name + ".jpg");
    }
}
