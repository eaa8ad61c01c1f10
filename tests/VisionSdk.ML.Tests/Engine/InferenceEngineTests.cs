using Microsoft.Extensions.Logging.Abstractions;
using VisionSdk.Onnx;

namespace VisionSdk.ML.Tests;

public sealed class InferenceEngineTests
{
    [Fact]
    public void A_run_returns_what_the_graph_computes_for_each_image()
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load(new EngineOptions { MaxBatch = 3 });
        using var slot = engine.Rent();
        for (var item = 0; item < 3; item++)
        {
            slot.Input(item).Fill(item + 0.5f);
        }

        slot.Run(3);

        for (var item = 0; item < 3; item++)
        {
            slot.Outputs(item).Shape(0).ToArray().ShouldBe([3, 2, 2]);
            slot.Outputs(item).Values(0).ToArray().ShouldBe(Enumerable.Repeat(item + 0.5f, 12));
        }
    }

    [Theory]
    [InlineData(new[] { 1, 1, 2, 1 })]
    [InlineData(new[] { 4, 1, 3, 4, 2 })]
    public void Batches_of_changing_sizes_give_the_values_of_single_runs(int[] batches)
    {
        using var tiny = WeightedSum();
        using var engine = tiny.Load(new EngineOptions { MaxBatch = 4 });
        using var slot = engine.Rent();
        var seed = 1u;
        foreach (var batch in batches)
        {
            for (var item = 0; item < batch; item++)
            {
                GoldenPattern.Fill(seed + (uint)item, -1, 1, slot.Input(item));
            }

            slot.Run(batch);

            for (var item = 0; item < batch; item++)
            {
                slot.Outputs(item).Values(0).ToArray().ShouldBe(Single(engine, seed + (uint)item));
            }

            seed += 10;
        }
    }

    [Fact]
    public void A_graph_of_fixed_batch_takes_one_image()
    {
        using var tiny = TinyPackage.Identity(maxBatch: 1);
        using var engine = tiny.Load();
        using var slot = engine.Rent();

        engine.MaxBatch.ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => slot.Run(2));
        Should.Throw<ArgumentOutOfRangeException>(() => slot.Input(1));
    }

    [Fact]
    public void Outputs_of_images_that_were_not_run_are_refused()
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load();
        using var slot = engine.Rent();
        slot.Run(2);

        Should.Throw<ArgumentOutOfRangeException>(() => slot.Outputs(2));
        slot.Run(1);
        Should.Throw<ArgumentOutOfRangeException>(() => slot.Outputs(1));
    }

    [Fact]
    public void A_graph_that_takes_any_size_runs_at_several_sizes_in_turn()
    {
        using var tiny = AnySize();
        using var engine = tiny.Load();
        // More sizes than a slot keeps, twice.
        int[] sides = [2, 4, 6, 8, 10, 12, 2, 4, 6, 8, 10, 12, 12, 2];
        foreach (var side in sides)
        {
            using var slot = engine.Rent(new ImageSize(side, side + 2));
            slot.InputSize.ShouldBe(new ImageSize(side, side + 2));
            slot.Input(0).Length.ShouldBe(3 * side * (side + 2));
            slot.Input(0).Fill(side);

            slot.Run(1);

            slot.Outputs(0).Shape(0).ToArray().ShouldBe([3, side + 2, side]);
            slot.Outputs(0).Values(0).ToArray().ShouldAllBe(value => value == side);
        }
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(0, 2)]
    [InlineData(-2, 2)]
    [InlineData(1 << 20, 2)]
    public void A_size_that_the_graph_does_not_take_is_refused(int width, int height)
    {
        using var tiny = AnySize();
        using var engine = tiny.Load();

        Should.Throw<ArgumentOutOfRangeException>(() => engine.Rent(new ImageSize(width, height)));
    }

    [Fact]
    public void A_graph_of_fixed_size_takes_no_other()
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load();

        Should
            .Throw<ArgumentOutOfRangeException>(() => engine.Rent(new ImageSize(4, 4)))
            .Message.ShouldContain("2x2 only");
    }

    [Fact]
    public void An_output_that_is_the_same_for_every_image_keeps_its_shape()
    {
        var graph = new GraphBuilder("priors");
        var x = graph.Input("x", OnnxElementType.Float32, "N", 3, 2, 2);
        graph.Output(graph.Identity(x), "y");
        graph.Output(graph.Constant(OnnxTensor.Float32([1, 2, 3, 4, 5, 6], [1, 2, 3])), "priors");
        using var tiny = TinyPackage.Write(
            graph.Build(),
            TinyPackage.SmallInput(),
            TinyPackage.Embedding("priors", "y"),
            static m =>
                m with
                {
                    Embedding = new EmbeddingSettings { Dimension = 6, Aligner = FaceAligner.None },
                }
        );
        using var engine = tiny.Load();
        using var slot = engine.Rent();
        foreach (var batch in new[] { 2, 2, 1 })
        {
            slot.Run(batch);

            slot.Outputs(batch - 1).Shape(0).ToArray().ShouldBe([2, 3]);
            slot.Outputs(batch - 1).Values(0).ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
        }
    }

    [Fact]
    public void An_output_whose_length_depends_on_the_image_follows_it()
    {
        using var tiny = CountingRows();
        using var engine = tiny.Load();
        using var slot = engine.Rent();
        foreach (var positives in new[] { 2, 2, 5, 0, 12, 1 })
        {
            slot.Input(0).Clear();
            slot.Input(0)[..positives].Fill(1);

            slot.Run(1);

            slot.Outputs(0).Shape(0).ToArray().ShouldBe([positives, 4]);
            slot.Outputs(0).Values(0).Length.ShouldBe(positives * 4);
        }
    }

    [Fact]
    public void Sixteen_threads_get_the_values_of_one()
    {
        using var tiny = WeightedSum();
        using var engine = tiny.Load(new EngineOptions { MaxBatch = 2 });
        var expected = Enumerable.Range(1, 40).Select(seed => Single(engine, (uint)seed)).ToArray();
        var wrong = 0;

        Parallel.For(
            0,
            16,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = 16,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            _ =>
            {
                for (var seed = 1; seed < 40; seed++)
                {
                    using var slot = engine.Rent();
                    GoldenPattern.Fill((uint)seed, -1, 1, slot.Input(0));
                    GoldenPattern.Fill((uint)seed + 1, -1, 1, slot.Input(1));
                    slot.Run(2);
                    var same =
                        slot.Outputs(0).Values(0).SequenceEqual(expected[seed - 1])
                        && slot.Outputs(1).Values(0).SequenceEqual(expected[seed]);
                    Interlocked.Add(ref wrong, same ? 0 : 1);
                }
            }
        );

        wrong.ShouldBe(0);
    }

    [Fact]
    public void A_slot_outlives_the_engine_and_then_ends_it()
    {
        using var tiny = TinyPackage.Identity();
        var engine = tiny.Load();
        var slot = engine.Rent();
        var other = engine.Rent();

        engine.Dispose();
        engine.Dispose();

        Should.Throw<ObjectDisposedException>(() => engine.Rent());
        slot.Input(0).Fill(3);
        slot.Run(1);
        slot.Outputs(0).Values(0)[11].ShouldBe(3);
        slot.Dispose();
        slot.Dispose();
        Should.Throw<ObjectDisposedException>(() => slot.Run(1));
        Should.Throw<ObjectDisposedException>(() => slot.Input(0));
        Should.Throw<ObjectDisposedException>(() => slot.Outputs(0));
        other.Run(1);
        other.Dispose();
    }

    [Fact]
    public void Engines_that_come_and_go_under_load_never_break_a_run()
    {
        using var tiny = TinyPackage.Identity();
        var package = tiny.Open();
        var current = new InferenceEngine(package);
        var runs = 0;
        Parallel.For(
            0,
            8,
            new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken },
            worker =>
            {
                for (var i = 0; i < 50; i++)
                {
                    if (worker == 0)
                    {
                        Interlocked.Exchange(ref current, new InferenceEngine(package)).Dispose();
                        continue;
                    }

                    try
                    {
                        using var slot = Volatile.Read(ref current).Rent();
                        slot.Input(0).Fill(i);
                        slot.Run(1);
                        slot.Outputs(0).Values(0)[0].ShouldBe(i);
                        Interlocked.Increment(ref runs);
                    }
                    catch (ObjectDisposedException)
                    {
                        // Read just before the exchange: the caller takes the new one.
                    }
                }
            }
        );
        current.Dispose();

        runs.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_run_allocates_no_more_than_the_slot_that_is_rented()
    {
        using var tiny = WeightedSum();
        using var engine = tiny.Load();
        Run(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);
        var perRun = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000.0;

        perRun.ShouldBeLessThanOrEqualTo(100);

        void Run(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var slot = engine.Rent();
                slot.Input(0)[0] = i;
                slot.Run(1);
                _ = slot.Outputs(0).Values(0)[0];
            }
        }
    }

    [Fact]
    public void Tensors_lie_on_64_byte_boundaries()
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load();
        using var slot = engine.Rent();
        slot.Run(1);
        unsafe
        {
            fixed (float* input = slot.Input(0))
            fixed (float* output = slot.Outputs(0).Values(0))
            {
                ((nint)input % 64).ShouldBe(0);
                ((nint)output % 64).ShouldBe(0);
            }
        }
    }

    [Fact]
    public void The_processor_is_what_was_asked_for()
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load();

        engine.Provider.ShouldBe(new ExecutionProviderReport(ExecutionProvider.Cpu, ExecutionProvider.Cpu));
    }

    [Fact]
    public void Auto_runs_and_says_why_when_it_is_not_on_the_gpu()
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load(new EngineOptions { ExecutionProvider = ExecutionProvider.Auto });
        using var slot = engine.Rent();
        slot.Input(0).Fill(2);

        slot.Run(1);
        slot.Input(0).Fill(3);
        slot.Run(1);

        slot.Outputs(0).Values(0)[0].ShouldBe(3);
        engine.Provider.Requested.ShouldBe(ExecutionProvider.Auto);
        (engine.Provider.Reason is null).ShouldBe(engine.Provider.Actual == ExecutionProvider.Cuda);
    }

    [Fact]
    public void Cuda_without_a_gpu_is_a_clear_error()
    {
        using var tiny = TinyPackage.Identity();
        using (var auto = tiny.Load(new EngineOptions { ExecutionProvider = ExecutionProvider.Auto }))
        {
            Assert.SkipWhen(auto.Provider.Actual == ExecutionProvider.Cuda, "This machine has a GPU that works.");
        }

        var exception = Should.Throw<ModelLoadException>(() =>
            tiny.Load(new EngineOptions { ExecutionProvider = ExecutionProvider.Cuda })
        );

        exception.ModelId.ShouldBe("tiny");
        exception.Message.ShouldContain("CUDA device 0");
        exception.Message.ShouldContain("ExecutionProvider.Auto");
    }

    [Fact]
    public void A_file_that_is_no_graph_is_refused()
    {
        using var tiny = TinyPackage.Write(
            "not a graph"u8.ToArray(),
            TinyPackage.SmallInput(),
            new ClassificationSettings { Tensors = ["y"] }
        );

        var exception = Should.Throw<ModelLoadException>(() => tiny.Load());

        exception.ModelId.ShouldBe("tiny");
        exception.InnerException.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(1, 0)]
    [InlineData(1, 5000)]
    public void Options_out_of_range_are_refused(int threads, int maxBatch)
    {
        using var tiny = TinyPackage.Identity();
        var options = new EngineOptions { IntraOpThreads = threads, MaxBatch = maxBatch };

        Should.Throw<ArgumentOutOfRangeException>(() => new InferenceEngine(tiny.Open(), options, NullLogger.Instance));
    }

    private static float[] Single(InferenceEngine engine, uint seed)
    {
        using var slot = engine.Rent();
        GoldenPattern.Fill(seed, -1, 1, slot.Input(0));
        slot.Run(1);
        return slot.Outputs(0).Values(0).ToArray();
    }

    // A convolution: something that goes through real kernels.
    private static TinyPackage WeightedSum()
    {
        var weights = new float[8 * 3 * 3 * 3];
        GoldenPattern.Fill(7, -1, 1, weights);
        var graph = new GraphBuilder("conv");
        var x = graph.Input("x", OnnxElementType.Float32, "N", 3, 16, 16);
        var y = graph.Node(
            "Conv",
            [x, graph.Constant(OnnxTensor.Float32(weights, [8, 3, 3, 3]))],
            [OnnxAttribute.Ints("kernel_shape", 3, 3)]
        );
        graph.Output(graph.Relu(y), "y", "N", 8, 14, 14);
        return TinyPackage.Write(
            graph.Build(),
            TinyPackage.SmallInput() with
            {
                Width = 16,
                Height = 16,
            },
            new ClassificationSettings { Tensors = ["y"] }
        );
    }

    private static TinyPackage AnySize()
    {
        var graph = new GraphBuilder("any-size");
        var x = graph.Input("x", OnnxElementType.Float32, "N", 3, "H", "W");
        graph.Output(graph.Identity(x), "y");
        return TinyPackage.Write(
            graph.Build(),
            TinyPackage.SmallInput() with
            {
                SizeMultiple = 2,
            },
            new ClassificationSettings { Tensors = ["y"] }
        );
    }

    // NonZero has as many columns as there are values other than 0, like a graph that suppresses boxes itself.
    private static TinyPackage CountingRows()
    {
        var graph = new GraphBuilder("rows");
        var x = graph.Input("x", OnnxElementType.Float32, 1, 3, 2, 2);
        var rows = graph.Node("Transpose", [graph.Node("NonZero", [x])], [OnnxAttribute.Ints("perm", 1, 0)]);
        graph.Output(graph.Cast(rows, OnnxElementType.Float32), "y", "rows", 4);
        return TinyPackage.Write(
            graph.Build(),
            TinyPackage.SmallInput(1),
            new ClassificationSettings { Tensors = ["y"] }
        );
    }
}
