namespace VisionSdk.Cli.Tests;

public sealed class EvalIdentifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_default_profile_keeps_its_promise_on_lfw()
    {
        var lfw = Lfw();

        var run = await CommandRun.Of(
            "eval",
            "identify",
            "--protocol",
            Path.Combine(lfw, "identify.csv"),
            "--images",
            lfw,
            "--json"
        );

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Json.GetProperty("identities").GetInt32().ShouldBe(225);
        run.Json.GetProperty("known").GetInt32().ShouldBe(744);
        run.Json.GetProperty("unknown").GetInt32().ShouldBe(546);
        run.Json.GetProperty("rank1").GetDouble().ShouldBeGreaterThanOrEqualTo(0.97);
        run.Json.GetProperty("fnirAtFpir1e2").GetDouble().ShouldBeLessThan(0.16);
        run.Json.GetProperty("map5").GetDouble().ShouldBeGreaterThan(0.92);
        var det = run
            .Json.GetProperty("det")
            .EnumerateArray()
            .Select(static point => point.GetProperty("fnir").GetDouble());
        det.ShouldBeInOrder(SortDirection.Descending);
        var shipped = run.Json.GetProperty("shipped").EnumerateArray().ToList();
        shipped.ShouldAllBe(static threshold => threshold.GetProperty("keepsRate").GetBoolean());
        var chosen = shipped.Where(static threshold => threshold.GetProperty("isDefault").GetBoolean());
        chosen.ShouldHaveSingleItem().GetProperty("expectedFpir").GetDouble().ShouldBeInRange(0.005, 0.01);
    }

    [Theory]
    [InlineData("role,identity,file\nenrol,A,a.jpg", "has the role 'enrol'")]
    [InlineData("role,identity,file\nenroll,A,a.jpg", "names 'a.jpg'")]
    [InlineData("role,name,file\nenroll,A,a.jpg", "has no column identity")]
    [InlineData("role,identity,file\nenroll,A,there.jpg\nprobe_unknown,A,there.jpg", "is enrolled there")]
    [InlineData("role,identity,file\nenroll,A,there.jpg\nprobe_known,B,there.jpg", "is not enrolled there")]
    public async Task A_protocol_that_cannot_be_used_is_explained(string protocol, string message)
    {
        _folder.Write("there.jpg", "");
        var file = _folder.Write("protocol.csv", protocol);

        var run = await CommandRun.Of("eval", "identify", "--protocol", file, "--images", _folder.FullName);

        run.ExitCode.ShouldBe(ExitCode.File);
        run.Errors.ShouldContain(message);
    }

    [Fact]
    public async Task The_tables_are_for_people()
    {
        var lfw = Lfw();
        string[] people = ["Abdullah_Gul", "AJ_Lamas"];
        var gul = Directory.GetFiles(Path.Combine(lfw, "images", people[0])).Order(StringComparer.Ordinal).ToArray();
        var lamas = Directory.GetFiles(Path.Combine(lfw, "images", people[1])).Order(StringComparer.Ordinal).ToArray();
        var protocol = _folder.Write(
            "protocol.csv",
            $"role,identity,file\nenroll,gul,{gul[0]}\nprobe_known,gul,{gul[1]}\nprobe_unknown,lamas,{lamas[0]}\n"
        );

        var run = await CommandRun.Of("eval", "identify", "--protocol", protocol, "--images", lfw);

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Output.ShouldContain("100.00 %");
        run.Output.ShouldContain("detection error trade-off");
        run.Output.ShouldContain("MAP@5");
    }

    private static string Lfw()
    {
        var folder = TestData.Find("lfw-devtest");
        Assert.SkipWhen(folder is null, TestData.Missing);
        return folder;
    }
}
