using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace VisionSdk.Tests;

public sealed class AddVisionSdkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_client_is_one_and_its_container_disposes_it()
    {
        var factory = new FakeModelFactory();
        IVisionClient client;
        await using (
            var services = new ServiceCollection()
                .AddSingleton<IModelFactory>(factory)
                .AddVisionSdk()
                .Services.BuildServiceProvider()
        )
        {
            client = services.GetRequiredService<IVisionClient>();
            services.GetRequiredService<IVisionClient>().ShouldBeSameAs(client);
            (await client.DetectAsync(Pictures.Sized(4, 4), cancellationToken: Token)).Detections.Length.ShouldBe(1);
        }

        factory.Disposed.ShouldBeTrue();
        await Should.ThrowAsync<ObjectDisposedException>(() =>
            client.DetectAsync(Pictures.Sized(4, 4), cancellationToken: Token)
        );
    }

    [Fact]
    public async Task Options_come_from_a_configuration_section()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["VisionSdk:QueueLimit"] = "7",
                    ["VisionSdk:OperationTimeout"] = "00:00:09",
                    ["VisionSdk:ExecutionProvider"] = "Auto",
                    ["VisionSdk:Images:MaxSide"] = "123",
                    ["VisionSdk:Slots:objects/detector"] = "my-yolo@2.0.0",
                    ["VisionSdk:Slots:counters/detector"] = "counter",
                }
            )
            .Build();

        await using var services = new ServiceCollection()
            .AddVisionSdk(configuration.GetSection(VisionSdkOptions.SectionName))
            .Services.BuildServiceProvider();
        var options = services.GetRequiredService<IOptions<VisionSdkOptions>>().Value;

        options.QueueLimit.ShouldBe(7);
        options.OperationTimeout.ShouldBe(TimeSpan.FromSeconds(9));
        options.ExecutionProvider.ShouldBe(ExecutionProvider.Auto);
        options.Images.MaxSide.ShouldBe(123);
        options.Slots["objects/detector"].ShouldBe("my-yolo@2.0.0");
        options.Slots["counters/detector"].ShouldBe("counter");
        options.Slots[VisionSlots.FaceDetector].ShouldBe("face-detector-blazeface");
    }

    [Fact]
    public async Task AddModel_says_which_model_plays_a_role()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IModelFactory>(new FakeModelFactory())
            .AddVisionSdk()
            .AddModel("counters/detector", "counter@1.0.0")
            .Services.BuildServiceProvider();

        var result = await services
            .GetRequiredService<IVisionClient>()
            .DetectAsync(Pictures.Sized(4, 4), new DetectOptions { Slot = "counters/detector" }, Token);

        result.Provenance.Models[0].ModelId.ShouldBe("counter");
    }

    [Fact]
    public async Task A_host_does_not_start_with_bad_options_and_says_every_mistake()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddVisionSdk(static options => (options.QueueLimit, options.FalseMatchRate) = (-3, 0.25));
        using var host = builder.Build();

        var error = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(Token));

        error.Message.ShouldContain("QueueLimit must be between 0 and 100000");
        error.Message.ShouldContain("InconclusiveFalseMatchRate is 0.01, FalseMatchRate is 0.25");
    }

    [Fact]
    public void Adding_twice_registers_one_client_and_each_validator_once()
    {
        var services = new ServiceCollection();

        services.AddVisionSdk(static options => options.QueueLimit = 1);
        services.AddVisionSdk(static options => options.MaxConcurrency = 2);

        services.Count(static service => service.ServiceType == typeof(IVisionClient)).ShouldBe(1);
        services.Count(static service => service.ServiceType == typeof(IValidateOptions<VisionSdkOptions>)).ShouldBe(2);
        var options = services.BuildServiceProvider().GetRequiredService<IOptions<VisionSdkOptions>>().Value;
        (options.QueueLimit, options.MaxConcurrency).ShouldBe((1, 2));
    }
}
