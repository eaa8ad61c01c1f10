namespace VisionSdk.Core.Tests;

public class BlockSharingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_does_every_block_once(int helpers)
    {
        var done = new int[1000];

        new BlockSharing(
            done.Length,
            sharing =>
            {
                while (sharing.TryTake(out var block))
                {
                    Interlocked.Increment(ref done[block]);
                }
            }
        ).Run(helpers);

        done.ShouldAllBe(static times => times == 1);
    }

    [Fact]
    public void Run_throws_what_a_thread_threw()
    {
        var sharing = new BlockSharing(
            100,
            static sharing =>
            {
                while (sharing.TryTake(out var block))
                {
                    if (block == 50)
                    {
                        throw new OperationCanceledException();
                    }
                }
            }
        );

        Should.Throw<OperationCanceledException>(() => sharing.Run(1));
    }
}
