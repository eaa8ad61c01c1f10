using System.Globalization;

namespace VisionSdk.Workload;

/// <summary>A client on a shared store, and a loop that asks it.</summary>
internal static class Served
{
    /// <summary>Any picture.</summary>
    public static ImageSource Picture { get; } = ImageSource.FromPixels(new byte[24 * 24], 24, 24, PixelFormat.Gray8);

    public static VisionClient Open(string folder, string slot, string model)
    {
        var options = new VisionSdkOptions { ModelsDirectory = Path.Combine(folder, "models") };
        options.Slots.Clear();
        options.Profiles.Clear();
        options.Slots[slot] = model;
        options.Store.Database = Path.Combine(folder, "vision.db");
        options.Store.KeyFile = Path.Combine(folder, "key.txt");
        options.Store.KeyDirectory = Path.Combine(folder, "keys");
        options.Models.CacheDirectory = Path.Combine(folder, "cache");
        options.Models.KeepIdleFor = TimeSpan.Zero;
        return VisionClient.Create(options);
    }

    /// <summary>Asks once.</summary>
    /// <returns>The version that answered, and whether the answer is its own.</returns>
    public static async Task<(string Version, bool IsWhole)> AskAsync(VisionClient client, string slot)
    {
        var result = await client.DetectAsync(Picture, new DetectOptions { Slot = slot });
        var version = result.Provenance.Models[0].Version;
        return (version, result.Detections is [var found] && found.Label == version);
    }

    /// <summary>Asks until a line comes in.</summary>
    public static async Task ServeAsync(VisionClient client, string slot)
    {
        var (last, _) = await AskAsync(client, slot);
        Write("ready");
        var stop = Task.Run(Console.In.ReadLine);
        var answered = 0L;
        while (!stop.IsCompleted)
        {
            var (version, isWhole) = await AskAsync(client, slot);
            answered++;
            if (!isWhole || version != last)
            {
                Write(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{TimeProvider.System.GetUtcNow().UtcTicks} {(isWhole ? version : "mixed")}"
                    )
                );
                last = version;
            }
        }

        Write(string.Create(CultureInfo.InvariantCulture, $"answered {answered}"));
    }

    private static void Write(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
