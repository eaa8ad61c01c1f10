namespace VisionSdk.Cli.Tests;

/// <summary>The life of a store on the command line: enroll, identify, list, erase, and looking after it.</summary>
public sealed class StoreCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task People_are_enrolled_from_folders_known_again_and_erased()
    {
        var people = People();

        var enrolled = await RunAsync("enroll", people, "--tag", "press", "--json");
        enrolled.ExitCode.ShouldBe(ExitCode.Negative, enrolled.Errors);
        Counts(enrolled).ShouldBe((2, 1, 2));
        enrolled.Output.ShouldContain("cannot be decoded");

        var again = await RunAsync("enroll", people, "--json");
        Counts(again).ShouldBe((0, 1, 0));

        var known = await RunAsync("identify", Portrait("Abdullah_Gul", 7), "--tag", "press", "--json");
        known.ExitCode.ShouldBe(ExitCode.Done, known.Errors);
        known.Json[0].GetProperty("candidates")[0].GetProperty("key").GetString().ShouldBe("Abdullah_Gul");
        var stranger = await RunAsync("identify", Portrait("Aaron_Guiel", 1));
        stranger.ExitCode.ShouldBe(ExitCode.Negative);
        stranger.Output.ShouldContain("unknown");

        (await RunAsync("identities", "list")).Output.ShouldContain("2 of 2 identities");
        (await RunAsync("identities", "show", "AJ_Lamas")).Output.ShouldContain("press");
        var erased = await RunAsync("identities", "erase", "AJ_Lamas", "--json");
        erased.ExitCode.ShouldBe(ExitCode.Done, erased.Errors);
        erased.Json.GetProperty("isComplete").GetBoolean().ShouldBeTrue();
        var gone = await RunAsync("identities", "show", "AJ_Lamas");
        gone.ExitCode.ShouldBe(ExitCode.Store);
        gone.Errors.ShouldContain("no identity 'AJ_Lamas'");

        (await RunAsync("audit", "verify")).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task Identities_are_listed_page_by_page_and_purged_when_their_time_is_over()
    {
        var people = People();
        (await RunAsync("enroll", Path.Combine(people, "AJ_Lamas"), "--retain-until", "2020-01-01")).ExitCode.ShouldBe(
            0
        );
        (
            await RunAsync("enroll", Path.Combine(people, "Abdullah_Gul"), "--key", "gul", "--name", "A. Gul")
        ).ExitCode.ShouldBe(0);

        var first = await RunAsync("identities", "list", "--count", "1", "--json");
        first.Json.GetProperty("total").GetInt32().ShouldBe(2);
        var next = first.Json.GetProperty("next").GetString()!;
        var second = await RunAsync("identities", "list", "--count", "1", "--after", next, "--json");
        second.Json.GetProperty("identities")[0].GetProperty("name").GetString().ShouldBe("A. Gul");
        second.Json.TryGetProperty("next", out _).ShouldBeFalse();

        var purged = await RunAsync("identities", "purge", "--json");
        purged.Json.GetProperty("erased").GetArrayLength().ShouldBe(1);
        (await RunAsync("identities", "list")).Output.ShouldContain("1 of 1 identities");
    }

    [Fact]
    public async Task The_database_is_made_looked_at_copied_and_unlocked()
    {
        (await RunAsync("db", "status")).ExitCode.ShouldBe(ExitCode.Store);
        File.Exists(_folder.At("vision.db")).ShouldBeFalse();

        (await RunAsync("db", "migrate")).Output.ShouldContain("schema current");
        (await RunAsync("db", "status", "--json")).Json.GetProperty("schema").GetString().ShouldBe("Current");
        (await RunAsync("identities", "list")).ExitCode.ShouldBe(ExitCode.Done);
        (await RunAsync("db", "backup", _folder.At("copy.db"))).ExitCode.ShouldBe(ExitCode.Done);
        new FileInfo(_folder.At("copy.db")).Length.ShouldBeGreaterThan(0);
        (await RunAsync("db", "backup", _folder.At("copy.db"))).ExitCode.ShouldBe(ExitCode.File);
        (await RunAsync("db", "unlock")).Output.ShouldContain("there was no lock");
    }

    [Fact]
    public async Task Another_key_is_refused_with_a_reason()
    {
        (await RunAsync("db", "migrate")).ExitCode.ShouldBe(ExitCode.Done);
        (await RunAsync("identities", "list")).ExitCode.ShouldBe(ExitCode.Done);

        var run = await RunAsync("identities", "list", "--key-file", _folder.At("other.key"));

        run.ExitCode.ShouldBe(ExitCode.Store);
        run.Errors.ShouldContain("does not open");
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_not_made_by_a_question()
    {
        foreach (
            var command in (string[][])
                [
                    ["identify", Portrait("AJ_Lamas", 1)],
                    ["identities", "list"],
                    ["audit", "verify"],
                ]
        )
        {
            var run = await RunAsync(command);

            run.ExitCode.ShouldBe(ExitCode.Store);
            run.Errors.ShouldContain("There is no store");
            File.Exists(_folder.At("vision.db")).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task One_key_for_several_folders_is_a_mistake()
    {
        var run = await RunAsync("enroll", People(), "--key", "E-1");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Errors.ShouldContain("--key names one identity");
    }

    private static (int Enrolled, int Refused, int Pictures) Counts(CommandRun run) =>
        (
            run.Json.GetProperty("enrolled").GetInt32(),
            run.Json.GetProperty("refused").GetInt32(),
            run.Json.GetProperty("picturesAdded").GetInt32()
        );

    private static string Portrait(string person, int number)
    {
        var folder = TestData.Find("lfw-devtest", "images");
        Assert.SkipWhen(folder is null, TestData.Missing);
        return Path.Combine(folder, person, $"{person}_{number:D4}.jpg");
    }

    /// <summary>Two people with a picture each, and a folder with a file that is no picture.</summary>
    private string People()
    {
        foreach (var (person, number) in ((string, int)[])[("Abdullah_Gul", 1), ("AJ_Lamas", 1)])
        {
            var file = Portrait(person, number);
            Directory.CreateDirectory(_folder.At("people", person));
            File.Copy(file, _folder.At("people", person, Path.GetFileName(file)), overwrite: true);
        }

        _folder.Write("people/broken/damaged.jpg", "no picture");
        return _folder.At("people");
    }

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.Of([.. arguments, "--store", _folder.At("vision.db"), "--key-folder", _folder.At("keys")]);
}
