namespace VisionSdk.Tests;

/// <summary>Alone in the process, because allocation is counted for all of it.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Calls = 1000;
    private const int Side = 256;

    [Fact]
    public async Task A_detection_costs_two_kilobytes_beyond_its_result_and_no_full_collection()
    {
        await using var client = VisionClient.Create();
        var picture = ImageSource.FromPixels(new byte[Side * Side * 4], Side, Side, PixelFormat.Rgba32);
        await DetectAsync(client, picture, 100);
        GC.Collect();
        var collections = GC.CollectionCount(2);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await DetectAsync(client, picture, Calls);

        ((GC.GetTotalAllocatedBytes(precise: true) - before) / Calls).ShouldBeLessThan(2048);
        GC.CollectionCount(2).ShouldBe(collections);
    }

    private static async Task DetectAsync(VisionClient client, ImageSource picture, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            var result = await client.DetectAsync(picture, DetectOptions.Faces, TestContext.Current.CancellationToken);
            result.Detections.ShouldBeEmpty();
        }
    }
}
