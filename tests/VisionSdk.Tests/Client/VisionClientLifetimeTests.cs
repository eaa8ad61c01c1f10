using Microsoft.Extensions.Options;

namespace VisionSdk.Tests;

public sealed class VisionClientLifetimeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_needs_no_container_and_loads_nothing()
    {
        await using var client = VisionClient.Create(new VisionSdkOptions { ModelsDirectory = "no-such-folder" });

        var error = await Should.ThrowAsync<ModelLoadException>(() =>
            client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token)
        );

        error.ModelId.ShouldBe("object-detector-centernet");
        error.Message.ShouldContain("no-such-folder");
    }

    [Fact]
    public void Create_refuses_options_that_a_host_would_refuse()
    {
        var options = new VisionSdkOptions { QueueLimit = -1, FalseMatchRate = 0.05 };

        var error = Should.Throw<OptionsValidationException>(() => VisionClient.Create(options));

        error.Failures.Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_disposed_client_refuses_every_operation()
    {
        var client = TestClient.Create(new FakeModelFactory());
        await client.DisposeAsync();
        client.Dispose();
        await client.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() =>
            client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token)
        );
        await Should.ThrowAsync<ObjectDisposedException>(() => client.WarmUpAsync(cancellationToken: Token));
        await Should.ThrowAsync<ObjectDisposedException>(async () =>
            await client.DetectManyAsync([Pictures.Sized(1, 1)], cancellationToken: Token).ToListAsync(Token)
        );
    }

    [Fact]
    public async Task Disposal_lets_a_running_operation_finish_before_it_frees_the_models()
    {
        var factory = new FakeModelFactory();
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        factory.Detector().During = (_, token) =>
        {
            begun.Set();
            release.Wait(token);
        };
        var client = TestClient.Create(factory);
        var running = client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token);
        begun.Wait(Token);

        var disposal = client.DisposeAsync().AsTask();
        disposal.IsCompleted.ShouldBeFalse();
        factory.Detector().Disposals.ShouldBe(0);
        release.Set();

        (await running).Detections.Length.ShouldBe(1);
        await disposal;
        factory.Detector().Disposals.ShouldBe(1);
        factory.Disposed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_load_that_ends_after_disposal_frees_its_model()
    {
        var factory = new FakeModelFactory();
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        factory.BeforeLoad = (_, _) =>
        {
            begun.Set();
            release.Wait(Token);
        };
        var client = TestClient.Create(factory);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var impatient = client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: cancellation.Token);
        begun.Wait(Token);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        await client.DisposeAsync();

        release.Set();

        await Eventually.HoldsAsync(() => factory.Detector().Disposals == 1, Token);
    }
}
