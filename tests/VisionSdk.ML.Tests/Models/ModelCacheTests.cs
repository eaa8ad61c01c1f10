using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class ModelCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinyPackage _tiny = TinyPackage.Identity();
    private readonly ModelCache _cache;

    public ModelCacheTests() => _cache = new ModelCache(_folder.At("cache"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Digest => ModelCache.DigestOf(File.ReadAllBytes(_tiny.ManifestPath));

    [Fact]
    public async Task A_package_is_kept_in_whichever_form_it_comes()
    {
        var archive = _folder.At("tiny.zip");
        ModelArchive.Create(_tiny.Open(), archive);
        var manifest = _folder.At("elsewhere.json");
        File.Copy(_tiny.ManifestPath, manifest);

        var fromFolder = await _cache.ImportAsync(_tiny.Folder, cancellationToken: Token);
        var fromArchive = await new ModelCache(_folder.At("b")).ImportAsync(archive, cancellationToken: Token);
        var fromGraph = await new ModelCache(_folder.At("c")).ImportAsync(_tiny.ArtifactPath, cancellationToken: Token);
        var fromBoth = await new ModelCache(_folder.At("d")).ImportAsync(
            _tiny.ArtifactPath,
            manifest,
            cancellationToken: Token
        );

        foreach (var package in (ModelPackage[])[fromFolder, fromArchive, fromGraph, fromBoth])
        {
            package.Directory.ShouldEndWith(Path.Combine(Digest[..2], Digest));
            using var engine = new InferenceEngine(package);
            engine.Manifest.Id.ShouldBe("tiny");
        }
    }

    [Fact]
    public async Task A_cached_package_no_longer_needs_its_source()
    {
        var digest = Digest;
        await _cache.ImportAsync(_tiny.Folder, cancellationToken: Token);
        Directory.Delete(_tiny.Folder, recursive: true);

        _cache.Find(digest).ShouldNotBeNull().Manifest.Id.ShouldBe("tiny");
    }

    [Fact]
    public async Task Many_who_add_the_same_package_at_once_all_get_it_and_leave_nothing_behind()
    {
        var package = _tiny.Open();

        var cached = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ => Task.Run(() => new ModelCache(_cache.Root).AddAsync(package, Token), Token))
        );

        cached.Select(static found => found.Directory).Distinct().Count().ShouldBe(1);
        Directory.EnumerateDirectories(Path.Combine(_cache.Root, ".incoming")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_package_is_put_away_and_can_be_added_again()
    {
        var cached = await _cache.AddAsync(_tiny.Open(), Token);
        File.AppendAllText(cached.ArtifactPath, "x");

        _cache.Find(Digest).ShouldBeNull();
        var again = await _cache.AddAsync(_tiny.Open(), Token);

        File.ReadAllBytes(again.ArtifactPath).ShouldBe(File.ReadAllBytes(_tiny.ArtifactPath));
    }

    [Fact]
    public async Task A_package_under_the_name_of_another_is_not_found()
    {
        var cached = await _cache.AddAsync(_tiny.Open(), Token);
        var other = new string('a', 64);
        var folder = Path.Combine(_cache.Root, "aa", other);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        Directory.Move(cached.Directory, folder);

        _cache.Find(other).ShouldBeNull();
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Bytes_that_are_not_the_graph_leave_nothing_behind()
    {
        var manifest = File.ReadAllBytes(_tiny.ManifestPath);

        await Should.ThrowAsync<ModelIntegrityException>(() =>
            _cache.AddAsync(
                manifest,
                default,
                static (target, token) => target.WriteAsync("wrong"u8.ToArray(), token).AsTask(),
                Token
            )
        );
        await Should.ThrowAsync<InvalidOperationException>(() =>
            _cache.AddAsync(manifest, default, static (_, _) => throw new InvalidOperationException(), Token)
        );

        _cache.Find(Digest).ShouldBeNull();
        Directory.EnumerateFiles(_cache.Root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_package_above_the_limit_is_not_taken()
    {
        var error = await Should.ThrowAsync<ModelLoadException>(() =>
            _cache.ImportAsync(_tiny.Folder, maxBytes: 10, cancellationToken: Token)
        );

        error.Message.ShouldContain("at most 10");
        Directory.Exists(_cache.Root).ShouldBeFalse();
    }

    [Fact]
    public async Task A_graph_without_a_manifest_says_how_to_write_one()
    {
        File.Delete(_tiny.ManifestPath);

        var error = await Should.ThrowAsync<ModelLoadException>(() =>
            _cache.ImportAsync(_tiny.ArtifactPath, cancellationToken: Token)
        );

        error.Message.ShouldContain("vision models init");
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("ABCDEF")]
    public void A_name_that_is_no_hash_is_misuse(string digest) =>
        Should.Throw<ArgumentException>(() => _cache.Find(digest));

    public void Dispose()
    {
        _tiny.Dispose();
        _folder.Dispose();
    }
}
