using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>A gallery that was moved, against one that was enrolled in the new space from the start, with the default models on real portraits.</summary>
public sealed class RealMigrationTests : IAsyncDisposable
{
    private const string New = "face-embedder-faceres";

    private readonly TemporaryFolder _folder = new();
    private readonly VisionClient _moved;
    private readonly VisionClient _fresh;

    public RealMigrationTests()
    {
        _moved = Open("moved", embedder: null);
        _fresh = Open("fresh", New);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _moved.DisposeAsync();
        await _fresh.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_moved_gallery_decides_as_one_that_was_enrolled_in_the_new_space_distance_by_distance()
    {
        await EnrollAsync("gul", Portrait("Abdullah_Gul", 1), Portrait("Abdullah_Gul", 6));
        await EnrollAsync("lamas", Portrait("AJ_Lamas", 1));
        await _moved.Migrations.StartAsync(New, cancellationToken: Token);
        await EnrollAsync("late", Portrait("Abdullah_Gul", 12));
        var status = await _moved.Migrations.RunAsync(cancellationToken: Token);
        var cutOver = new MigrationCutOverOptions { Override = "test", MaxSlowdown = 1000 };
        await _moved.Migrations.CutOverAsync(options: cutOver, cancellationToken: Token);

        status.Counts.Done.ShouldBe(3);
        foreach (var key in (string[])["gul", "lamas", "late"])
        {
            var probe = Portrait("Abdullah_Gul", 7);
            var moved = await _moved.VerifyAsync(IdentityKey.FromExternalKey(key), probe, cancellationToken: Token);
            var fresh = await _fresh.VerifyAsync(IdentityKey.FromExternalKey(key), probe, cancellationToken: Token);
            moved.Decision.ShouldBe(fresh.Decision);
            moved.Distance.ShouldNotBeNull().ShouldBe(fresh.Distance!.Value);
        }
    }

    private async Task EnrollAsync(string key, params EnrolmentPicture[] pictures)
    {
        var options = new EnrolmentOptions { ExternalKey = key, Checks = EnrolmentChecks.None };
        foreach (var client in (VisionClient[])[_moved, _fresh])
        {
            (await client.EnrollAsync(pictures, options, Token)).Status.ShouldBe(EnrolmentStatus.Enrolled);
        }
    }

    private static ImageSource Portrait(string person, int number)
    {
        var folder = TestData.Find("lfw-devtest", "images");
        Assert.SkipWhen(folder is null, TestData.Missing);
        return ImageSource.FromFile(Path.Combine(folder, person, $"{person}_{number:D4}.jpg"));
    }

    private VisionClient Open(string name, string? embedder)
    {
        var options = new VisionSdkOptions();
        options.Store.Database = Path.Combine(_folder.FullName, $"{name}.db");
        options.Store.KeyDirectory = Path.Combine(_folder.FullName, $"{name}-keys");
        options.Store.KeepCrops = true;
        if (embedder is not null)
        {
            options.Slots[VisionSlots.FaceEmbedder] = embedder;
        }

        return VisionClient.Create(options);
    }
}
