namespace VisionSdk.Tests;

/// <summary>Waits for what another thread is about to do.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 1000 && !condition(); i++)
        {
            await Task.Delay(10, cancellationToken);
        }

        condition().ShouldBeTrue();
    }
}
