using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using VisionSdk.Migrations.Sqlite;
using VisionSdk.Storage;

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
                    ["VisionSdk:Slots:whales/embedder"] = "whale-embedder",
                    ["VisionSdk:Store:Database"] = "whales.db",
                    ["VisionSdk:Profiles:whales:Embedder"] = "whales/embedder",
                    ["VisionSdk:Profiles:whales:MaxDistance"] = "0.25",
                    ["VisionSdk:Profiles:whales:Labels:0"] = "fluke",
                    ["VisionSdk:Profiles:faces:Guard:MinFaceSize"] = "90",
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
        options.Store.Database.ShouldBe("whales.db");
        var whales = options.Profiles["whales"];
        (whales.Embedder, whales.Detector, whales.MaxDistance).ShouldBe(("whales/embedder", null, 0.25));
        whales.Labels.ShouldBe(["fluke"]);
        var faces = options.Profiles[RecognitionProfiles.Faces];
        (faces.Detector, faces.Guard.MinFaceSize).ShouldBe((VisionSlots.FaceDetector, 90));
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
    public async Task AddProfile_says_how_a_kind_of_identity_is_recognised()
    {
        await using var world = new IdentityWorld();
        await using var services = Build(
            world,
            static builder =>
                builder.AddProfile("whales", new RecognitionProfile { Embedder = VisionSlots.FaceEmbedder })
        );
        var client = services.GetRequiredService<IVisionClient>();

        var enrolled = await client.EnrollAsync(
            world.Picture(200, 10),
            new EnrolmentOptions { Profile = "whales", ExternalKey = "W-1" },
            Token
        );

        enrolled.Status.ShouldBe(EnrolmentStatus.Enrolled);
        var key = IdentityKey.FromExternalKey("W-1");
        (await client.FindIdentityAsync(key, profile: "whales", cancellationToken: Token)).ShouldNotBeNull();
        (await client.FindIdentityAsync(key, cancellationToken: Token)).ShouldBeNull();
    }

    [Fact]
    public async Task UseSqlite_keeps_identities_in_a_file()
    {
        await using var world = new IdentityWorld();
        var file = world.At("other.db");
        await using var services = Build(world, builder => builder.UseSqlite(file));

        File.Exists(file).ShouldBeFalse();
        await EnrollAsync(services, world);

        File.Exists(file).ShouldBeTrue();
        File.Exists(world.DatabaseFile).ShouldBeFalse();
    }

    [Fact]
    public async Task UseStore_keeps_identities_in_another_database()
    {
        await using var world = new IdentityWorld();
        var file = world.At("other.db");
        await using var services = Build(world, builder => builder.UseStore(new SqliteStoreProvider(file)));

        await EnrollAsync(services, world);

        File.Exists(file).ShouldBeTrue();
        File.Exists(world.DatabaseFile).ShouldBeFalse();
    }

    [Fact]
    public async Task UseKeys_wraps_the_keys_of_the_store()
    {
        await using var world = new IdentityWorld();
        var right = FileKeyProvider.OpenOrCreate(world.At("right.txt"));
        var wrong = FileKeyProvider.OpenOrCreate(world.At("wrong.txt"));
        await using (var first = Build(world, builder => builder.UseKeys(right)))
        {
            await EnrollAsync(first, world);
        }

        await using var again = Build(world, builder => builder.UseKeys(right));
        await using var stranger = Build(world, builder => builder.UseKeys(wrong));

        (await FindAsync(again)).ShouldNotBeNull().DisplayName.ShouldBe("Ada");
        (await Should.ThrowAsync<StoreException>(() => FindAsync(stranger))).Failure.ShouldBe(StoreFailure.WrongKey);
    }

    [Fact]
    public async Task The_key_ring_of_the_container_wraps_the_keys_of_the_store()
    {
        await using var world = new IdentityWorld();
        var ring = new EphemeralDataProtectionProvider();
        await using (var first = Build(world, builder => Use(builder, ring)))
        {
            await EnrollAsync(first, world);
        }

        await using var again = Build(world, builder => Use(builder, ring));
        await using var stranger = Build(world, static builder => Use(builder, new EphemeralDataProtectionProvider()));
        await using var alone = Build(world, static _ => { });

        (await FindAsync(again)).ShouldNotBeNull().DisplayName.ShouldBe("Ada");
        foreach (var other in (ServiceProvider[])[stranger, alone])
        {
            var error = await Should.ThrowAsync<StoreException>(() => FindAsync(other));
            error.Failure.ShouldBe(StoreFailure.WrongKey);
        }
    }

    [Fact]
    public async Task Without_data_protection_the_key_ring_lies_in_the_key_folder_for_the_owner_alone()
    {
        await using var world = new IdentityWorld();
        await using var services = Build(world, static _ => { });

        await EnrollAsync(services, world);

        var ring = new DirectoryInfo(Path.Combine(world.KeyDirectory, "ring"));
        ring.GetFiles("key-*.xml").Length.ShouldBe(1);
        if (!OperatingSystem.IsWindows())
        {
            ring.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
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

    private static ServiceProvider Build(IdentityWorld world, Action<IVisionSdkBuilder> configure)
    {
        var builder = world.AddTo(new ServiceCollection());
        configure(builder);
        return builder.Services.BuildServiceProvider();
    }

    private static void Use(IVisionSdkBuilder builder, IDataProtectionProvider ring) =>
        builder.Services.AddSingleton(ring);

    private static Task<EnrolmentResult> EnrollAsync(ServiceProvider services, IdentityWorld world) =>
        services
            .GetRequiredService<IVisionClient>()
            .EnrollAsync(
                world.Picture(200, 10),
                new EnrolmentOptions { ExternalKey = "E-1", DisplayName = "Ada" },
                Token
            );

    private static Task<IdentityRecord?> FindAsync(ServiceProvider services) =>
        services
            .GetRequiredService<IVisionClient>()
            .FindIdentityAsync(IdentityKey.FromExternalKey("E-1"), cancellationToken: Token);
}
