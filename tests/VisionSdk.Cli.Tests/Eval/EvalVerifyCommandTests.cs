using System.Text.Json;

namespace VisionSdk.Cli.Tests;

public sealed class EvalVerifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_default_profile_keeps_its_promise_on_lfw()
    {
        var images = Lfw();

        var run = await CommandRun.Of(
            "eval",
            "verify",
            "--pairs",
            Path.Combine(images, "pairs.csv"),
            "--images",
            images,
            "--json"
        );

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Json.GetProperty("pairs").GetInt32().ShouldBe(1000);
        run.Json.GetProperty("folds").GetInt32().ShouldBe(10);
        run.Json.GetProperty("accuracy").GetDouble().ShouldBeGreaterThanOrEqualTo(0.989);
        run.Json.GetProperty("accuracyStandardError").GetDouble().ShouldBeLessThan(0.01);
        run.Json.GetProperty("auc").GetDouble().ShouldBeGreaterThan(0.998);
        run.Json.GetProperty("eer").GetDouble().ShouldBeLessThan(0.015);
        run.Json.GetProperty("tarAtFmr1e2").GetDouble().ShouldBeGreaterThanOrEqualTo(0.985);
        run.Json.GetProperty("tarAtFmr1e3").GetDouble().ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public async Task Thresholds_are_measured_on_all_cross_identity_pairs_of_the_folder()
    {
        var lfw = Lfw();
        var people = Directory.GetDirectories(Path.Combine(lfw, "images")).Order(StringComparer.Ordinal).Take(60);
        var pictures = 0L;
        var sameIdentity = 0L;
        var pairs = new List<string>();
        foreach (var person in people)
        {
            var name = Path.GetFileName(person);
            Directory.CreateDirectory(_folder.At("set", name));
            var files = Directory.GetFiles(person).Order(StringComparer.Ordinal).Take(2).ToArray();
            foreach (var file in files)
            {
                File.Copy(file, _folder.At("set", name, Path.GetFileName(file)));
            }

            pictures += files.Length;
            sameIdentity += files.Length - 1;
            pairs.AddRange(
                files.Skip(1).Select(file => $"1,1,{name}/{Path.GetFileName(files[0])},{name}/{Path.GetFileName(file)}")
            );
        }

        var firsts = Directory.GetDirectories(_folder.At("set")).Select(Representative).Order().ToArray();
        pairs.AddRange(firsts.Zip(firsts.Skip(1)).Select(static pair => $"2,0,{pair.First},{pair.Second}"));
        pairs.AddRange(firsts.Zip(firsts.Skip(1)).Select(static pair => $"1,0,{pair.First},{pair.Second}"));
        pairs.Add($"2,1,{firsts[0]},{firsts[0]}");
        var list = _folder.Write("pairs.csv", "fold,same,file1,file2\n" + string.Join('\n', pairs));
        var target = _folder.At("thresholds.json");

        var run = await CommandRun.Of(
            "eval",
            "verify",
            "--pairs",
            list,
            "--images",
            _folder.At("set"),
            "--thresholds-out",
            target
        );

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        var written = JsonDocument.Parse(await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
        var expected = (pictures * (pictures - 1) / 2) - sameIdentity;
        foreach (var threshold in written.RootElement.EnumerateArray())
        {
            threshold.GetProperty("comparisons").GetInt64().ShouldBe(expected);
            threshold.GetProperty("dataSet").GetString().ShouldBe("set");
        }

        // 60 people make too few pairs for the strict rates, and the command says so instead of inventing a threshold.
        const int FewestExpectedMatches = 3;
        var supported = ThresholdCalibration.StandardRates.Count(rate => rate * expected >= FewestExpectedMatches);
        supported.ShouldBeInRange(1, ThresholdCalibration.StandardRates.Length - 1);
        written.RootElement.GetArrayLength().ShouldBe(supported);
        run.Errors.ShouldContain("needs at least 300000 comparisons");
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "has no column fold, same, file1, file2")]
    [InlineData("fold,same,file1,file2\n", "has no rows")]
    [InlineData("fold,same,file1,file2\n1,1,a.jpg,b.jpg\nx,1,a.jpg,b.jpg\n", "line 3")]
    [InlineData("fold,same,file1,file2\n1,1,nobody.jpg,b.jpg\n", "names 'nobody.jpg'")]
    public async Task A_list_that_does_not_read_is_a_bad_file_and_told_where(string csv, string reason)
    {
        var list = _folder.Write("pairs.csv", csv);

        var run = await CommandRun.Of("eval", "verify", "--pairs", list, "--images", _folder.FullName);

        run.ExitCode.ShouldBe(ExitCode.File);
        run.Errors.ShouldContain(reason);
    }

    private string Representative(string folder) =>
        Path.GetRelativePath(_folder.At("set"), Directory.GetFiles(folder).Order(StringComparer.Ordinal).First());

    private static string Lfw()
    {
        var lfw = TestData.Find("lfw-devtest");
        Assert.SkipWhen(lfw is null, TestData.Missing);
        return lfw;
    }
}
