namespace VisionSdk.ML.Tests;

public sealed class ModelRepositoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("visionsdk-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void List_sorts_by_id_and_then_by_version()
    {
        Add("b", "1.0.0");
        Add("a", "1.10.0");
        Add("a", "1.9.0");
        Add("a", "1.10.0-rc.1");
        Directory.CreateDirectory(Path.Combine(_root, "a", "not-a-version"));
        Directory.CreateDirectory(Path.Combine(_root, "a", "3.0.0"));

        var list = new ModelRepository(_root).List();

        list.Select(static r => $"{r.Id} {r.Version}").ShouldBe(["a 1.9.0", "a 1.10.0-rc.1", "a 1.10.0", "b 1.0.0"]);
        list[0].Directory.ShouldBe(Path.Combine(_root, "a", "1.9.0"));
    }

    [Fact]
    public void Find_takes_the_highest_release()
    {
        Add("a", "1.9.0");
        Add("a", "1.10.0");
        Add("a", "2.0.0-rc.1");

        new ModelRepository(_root).Find("a")!.Manifest.Version.ShouldBe("1.10.0");
    }

    [Fact]
    public void Find_takes_the_highest_pre_release_when_there_is_no_release()
    {
        Add("a", "1.0.0-rc.2");
        Add("a", "1.0.0-rc.10");

        new ModelRepository(_root).Find("a")!.Manifest.Version.ShouldBe("1.0.0-rc.10");
    }

    [Fact]
    public void Find_takes_the_version_that_is_named()
    {
        Add("a", "1.0.0");
        Add("a", "2.0.0-rc.1");

        new ModelRepository(_root).Find("a", "2.0.0-rc.1")!.Manifest.Version.ShouldBe("2.0.0-rc.1");
    }

    [Theory]
    [InlineData("b", null)]
    [InlineData("a", "9.0.0")]
    [InlineData("..", null)]
    [InlineData("../a", null)]
    [InlineData("a/1.0.0", null)]
    public void Find_returns_null_for_what_is_not_there(string id, string? version)
    {
        Add("a", "1.0.0");

        new ModelRepository(_root).Find(id, version).ShouldBeNull();
    }

    [Fact]
    public void An_absent_root_is_an_empty_repository()
    {
        var repository = new ModelRepository(Path.Combine(_root, "absent"));

        repository.List().ShouldBeEmpty();
        repository.Find("a").ShouldBeNull();
    }

    [Fact]
    public void A_package_in_the_folder_of_another_version_is_refused()
    {
        Add("a", "1.0.0");
        Directory.Move(Path.Combine(_root, "a", "1.0.0"), Path.Combine(_root, "a", "2.0.0"));

        Should
            .Throw<ModelLoadException>(() => new ModelRepository(_root).Find("a"))
            .Message.ShouldContain("its manifest says 'a' 1.0.0");
    }

    private void Add(string id, string version)
    {
        using var tiny = TinyPackage.Identity(change: manifest => manifest with { Id = id, Version = version });
        Directory.CreateDirectory(Path.Combine(_root, id));
        Directory.Move(tiny.Folder, Path.Combine(_root, id, version));
    }
}
