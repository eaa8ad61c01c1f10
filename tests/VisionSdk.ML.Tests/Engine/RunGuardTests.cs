using VisionSdk.Onnx;

namespace VisionSdk.ML.Tests;

public sealed class RunGuardTests
{
    [Fact]
    public void Each_run_goes_through_the_guard_and_gives_the_same_numbers()
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load();
        var guard = new Guard();
        engine.Guard = guard;
        using var slot = engine.Rent();
        slot.Input(0).Fill(0.5f);

        slot.Run(1);
        slot.Run(1);

        guard.Runs.ShouldBe(2);
        slot.Outputs(0).Values(0).ToArray().ShouldAllBe(static value => value == 0.5f);
    }

    [Fact]
    public void A_guard_can_refuse_a_run()
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load();
        engine.Guard = new Guard { Refuses = true };
        using var slot = engine.Rent();

        Should.Throw<TimeZoneNotFoundException>(() => slot.Run(1));
        Should.Throw<ArgumentOutOfRangeException>(() => slot.Outputs(0));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void An_output_that_is_not_finite_is_a_failure_of_the_model(float value)
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load();
        engine.Guard = new Guard();
        using var slot = engine.Rent();
        slot.Input(0).Fill(1);
        slot.Input(1).Fill(1);
        slot.Input(1)[^1] = value;

        slot.Run(1);
        var error = Should.Throw<ModelRunException>(() => slot.Run(2));

        error.Failure.ShouldBe(ModelRunFailure.NotFinite);
        (error.ModelId, error.Version).ShouldBe(("tiny", "1.0.0"));
        error.Message.ShouldContain("Output 'y'");
    }

    [Fact]
    public void Warming_up_is_not_guarded()
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load();
        engine.Guard = new Guard { Refuses = true };

        engine.WarmUp().ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void A_network_that_the_runtime_cannot_compute_is_a_typed_failure()
    {
        // Reads the row that the picture's mean names: there are four.
        var graph = new GraphBuilder("gather");
        var x = graph.Input("x", OnnxElementType.Float32, "N", 3, 2, 2);
        var rows = graph.Constant(OnnxTensor.Float32([1, 2, 3, 4], [4, 1]));
        var row = graph.Cast(graph.ReduceMean(x, [1, 2, 3]), OnnxElementType.Int64);
        graph.Output(
            graph.Node("Gather", [rows, row], [OnnxAttribute.Int("axis", 0)]).As(OnnxElementType.Float32, ["N", 1]),
            "y"
        );
        using var tiny = TinyPackage.Write(
            graph.Build(),
            TinyPackage.SmallInput(),
            TinyPackage.Embedding("y"),
            static manifest =>
                manifest with
                {
                    Embedding = new EmbeddingSettings { Dimension = 1, Aligner = FaceAligner.None },
                }
        );
        using var engine = tiny.Load();
        using var slot = engine.Rent();
        slot.Input(0).Fill(3);
        slot.Run(1);
        slot.Input(0).Fill(9);

        var error = Should.Throw<ModelRunException>(() => slot.Run(1));

        error.Failure.ShouldBe(ModelRunFailure.Failed);
        error.ModelId.ShouldBe("tiny");
    }

    private sealed class Guard : IRunGuard
    {
        public int Runs { get; private set; }

        public bool Refuses { get; init; }

        public void Run<TState>(Action<TState> run, TState state)
        {
            if (Refuses)
            {
                throw new TimeZoneNotFoundException();
            }

            Runs++;
            run(state);
        }
    }
}
