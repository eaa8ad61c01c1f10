using VisionSdk.ML;

namespace VisionSdk.Tests;

/// <summary>A broken candidate never gets a role, and the version that has it never stops serving.</summary>
public sealed class FailedActivationTests : IAsyncDisposable
{
    private const string Slot = ModelWorld.Slot;
    private const string Configured = "object-detector-centernet@1.0.0";

    private readonly ModelWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("does not load")]
    [InlineData("has other golden outputs")]
    [InlineData("gives what is no number")]
    public async Task A_candidate_that_cannot_be_used_is_refused_and_leaves_no_trace(string what)
    {
        var client = _world.Open();
        await client.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);
        switch (what)
        {
            case "does not load":
                _world.Factory.BeforeLoad = (key, _) => throw new ModelLoadException(what, key.Id, null);
                break;
            case "has other golden outputs":
                _world.Factory.BeforeLoad = (key, _) =>
                    throw new ModelIntegrityException(what, key.Id, null, "these", "those");
                break;
            default:
                _world.Factory.AfterLoad = model =>
                    model.WarmUpTime = () =>
                        throw new ModelIntegrityException(what, model.Manifest.Id, null, "a number", "NaN");
                break;
        }

        var error = await Should.ThrowAsync<ModelLoadException>(() =>
            client.Models.ActivateAsync(Slot, "counter", cancellationToken: Token)
        );

        error.Message.ShouldBe(what);

        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);
        (await client.Models.ListHistoryAsync(cancellationToken: Token)).ShouldBeEmpty();
        client.Models.GetStatus().ShouldAllBe(static slot => slot.Error == null);
    }

    [Fact]
    public async Task A_slower_candidate_is_refused_unless_that_is_meant()
    {
        var client = _world.Open();
        await client.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        _world.Factory.AfterLoad = static model => model.WarmUpTime = static () => TimeSpan.FromMilliseconds(10);

        var error = await Should.ThrowAsync<ModelActivationException>(() =>
            client.Models.ActivateAsync(Slot, "counter", cancellationToken: Token)
        );

        error.Failure.ShouldBe(ActivationFailure.TooSlow);
        error.Message.ShouldContain("10 times as long");
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);
        await client.Models.ActivateAsync(Slot, "counter", new ActivationOptions { MaxSlowdown = 20 }, Token);
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe("counter@1.0.0");
    }

    [Fact]
    public async Task A_candidate_for_another_task_is_refused()
    {
        var client = _world.Open();
        await client.Models.RegisterAsync(
            _world.Write(Manifests.Other("counter") with { Version = "1.0.0" }),
            cancellationToken: Token
        );

        var error = await Should.ThrowAsync<ModelActivationException>(() =>
            client.Models.ActivateAsync(Slot, "counter", cancellationToken: Token)
        );

        error.Failure.ShouldBe(ActivationFailure.WrongTask);
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_package_with_other_bytes_than_its_manifest_names_is_not_registered(bool truncated)
    {
        var client = _world.Open();
        var folder = _world.Package("1.0.0");
        var graph = Path.Combine(folder, "model.onnx");
        var bytes = await File.ReadAllBytesAsync(graph, Token);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(graph, truncated ? bytes[..^3] : bytes, Token);

        await Should.ThrowAsync<ModelIntegrityException>(() =>
            client.Models.RegisterAsync(folder, cancellationToken: Token)
        );

        (await client.Models.ListAsync("counter", Token)).ShouldBeEmpty();
        _world.CachedFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_package_that_was_changed_in_the_cache_is_not_used()
    {
        var client = _world.Open();
        await client.Models.RegisterAsync(
            _world.Package("1.0.0"),
            new RegistrationOptions { KeepWeights = false },
            Token
        );
        var graph = _world.CachedFiles().Single(static file => file.EndsWith(".onnx", StringComparison.Ordinal));
        await File.WriteAllTextAsync(graph, "counter 9.0.0", Token);

        await Should.ThrowAsync<ModelLoadException>(() =>
            client.Models.ActivateAsync(Slot, "counter", cancellationToken: Token)
        );

        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);
    }

    [Fact]
    public async Task A_version_that_is_not_registered_is_named_with_what_to_do()
    {
        var client = _world.Open();

        var error = await Should.ThrowAsync<ModelLoadException>(() =>
            client.Models.ActivateAsync(Slot, "counter@4.0.0", cancellationToken: Token)
        );

        error.Message.ShouldContain("Register its package first");
        await Should.ThrowAsync<ArgumentException>(() =>
            client.Models.ActivateAsync(Slot, "../counter", cancellationToken: Token)
        );
        await Should.ThrowAsync<ArgumentException>(() => client.Models.RevokeAsync("counter", Token));
    }

    [Fact]
    public async Task Unsigned_packages_are_refused_where_the_options_ask_for_signatures()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        var pem = key.ExportSubjectPublicKeyInfoPem();
        var client = _world.Open(options =>
        {
            options.Models.RequireSignature = true;
            options.Models.TrustedKeys.Add(pem);
        });
        var folder = _world.Package("1.0.0");

        var unsigned = await Should.ThrowAsync<ModelIntegrityException>(() =>
            client.Models.RegisterAsync(folder, cancellationToken: Token)
        );
        unsigned.Message.ShouldContain("not signed");
        var manifest = await File.ReadAllBytesAsync(Path.Combine(folder, "model.json"), Token);
        await File.WriteAllBytesAsync(
            Path.Combine(folder, ModelSignature.FileName),
            key.SignData(
                manifest,
                System.Security.Cryptography.HashAlgorithmName.SHA256,
                System.Security.Cryptography.DSASignatureFormat.Rfc3279DerSequence
            ),
            Token
        );

        await client.Models.RegisterAsync(folder, cancellationToken: Token);
        await client.Models.ActivateAsync(Slot, "counter", cancellationToken: Token);
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe("counter@1.0.0");
    }
}
