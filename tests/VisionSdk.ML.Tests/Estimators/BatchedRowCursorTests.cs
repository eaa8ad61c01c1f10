using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace VisionSdk.ML.Tests;

public sealed class BatchedRowCursorTests
{
    private const int RowCount = 11;

    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public void Rows_keep_their_order_and_every_column_its_row(int batchSize)
    {
        using var transformer = Transformer(batchSize, out _);

        var rows = _ml.Data.CreateEnumerable<Result>(transformer.Transform(Rows()), reuseRowObject: false).ToArray();

        rows.Length.ShouldBe(RowCount);
        for (var i = 0; i < RowCount; i++)
        {
            rows[i].Id.ShouldBe(i);
            rows[i].Name.ShouldBe($"row {i}");
            rows[i].Flags.ShouldBe([i, i * 2f]);
            rows[i].Tags.ShouldBe([$"a{i}", $"b{i}"]);
            rows[i].Image.ShouldBe(Picture(i + 1));
            rows[i].Width.ShouldBe([i + 1]);
            rows[i].Copies.ShouldBe(Enumerable.Repeat(i + 1f, i + 1));
        }
    }

    [Fact]
    public void Pictures_are_computed_in_batches_and_the_last_is_shorter()
    {
        using var transformer = Transformer(batchSize: 4, out var function);

        _ = transformer.Transform(Rows()).GetColumn<float[]>(WidthFunction.Width).ToArray();

        function.Calls.ShouldBe([4, 4, 3]);
    }

    [Fact]
    public void Nothing_is_computed_while_no_output_column_is_active()
    {
        using var transformer = Transformer(batchSize: 4, out var function);
        var view = transformer.Transform(Rows());

        var names = view.GetColumn<string>("Name").ToArray();

        names.Length.ShouldBe(RowCount);
        view.GetRowCount().ShouldBe(Rows().GetRowCount());
        function.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void A_batch_is_computed_only_when_one_of_its_values_is_read()
    {
        using var transformer = Transformer(batchSize: 4, out var function);
        var view = transformer.Transform(Rows());
        using var cursor = view.GetRowCursor([view.Schema[WidthFunction.Width]]);
        var width = cursor.GetGetter<VBuffer<float>>(view.Schema[WidthFunction.Width]);
        var value = default(VBuffer<float>);

        for (var i = 0; i < 6; i++)
        {
            cursor.MoveNext().ShouldBeTrue();
        }

        function.Calls.ShouldBeEmpty();
        width(ref value);
        width(ref value);

        value.GetValues()[0].ShouldBe(6);
        function.Calls.ShouldBe([4]);
        cursor.Position.ShouldBe(5);
    }

    [Fact]
    public void Ids_and_positions_are_those_of_the_input()
    {
        using var transformer = Transformer(batchSize: 4, out _);
        var view = transformer.Transform(Rows());
        var input = Rows();
        using var expected = input.GetRowCursor(input.Schema);
        using var actual = view.GetRowCursor(view.Schema);
        var expectedId = expected.GetIdGetter();
        var actualId = actual.GetIdGetter();

        while (expected.MoveNext())
        {
            actual.MoveNext().ShouldBeTrue();
            DataViewRowId left = default;
            DataViewRowId right = default;
            expectedId(ref left);
            actualId(ref right);
            right.ShouldBe(left);
            actual.Position.ShouldBe(expected.Position);
            actual.Batch.ShouldBe(expected.Batch);
        }

        actual.MoveNext().ShouldBeFalse();
        actual.Position.ShouldBe(-1);
    }

    [Fact]
    public void A_shuffled_cursor_keeps_values_with_their_rows()
    {
        using var transformer = Transformer(batchSize: 4, out _);
        var view = transformer.Transform(_ml.Data.ShuffleRows(Rows(), seed: 3));

        var rows = _ml.Data.CreateEnumerable<Result>(view, reuseRowObject: false).ToArray();

        rows.Select(row => row.Id).ShouldBe(Enumerable.Range(0, RowCount), ignoreOrder: true);
        rows.Select(row => row.Id).ShouldNotBe(Enumerable.Range(0, RowCount));
        rows.ShouldAllBe(row => row.Width[0] == row.Id + 1 && row.Name == $"row {row.Id}");
    }

    [Fact]
    public async Task Cursors_on_several_threads_do_not_disturb_each_other()
    {
        using var transformer = Transformer(batchSize: 3, out _);
        var view = transformer.Transform(Rows());

        var columns = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(
                        () => view.GetColumn<float[]>(WidthFunction.Width).Select(value => value[0]).ToArray(),
                        TestContext.Current.CancellationToken
                    )
                )
        );

        columns.ShouldAllBe(column => column.SequenceEqual(Enumerable.Range(1, RowCount).Select(i => (float)i)));
    }

    [Fact]
    public void A_set_of_cursors_covers_every_row_once()
    {
        using var transformer = Transformer(batchSize: 2, out _);
        // A cache splits its rows into several cursors.
        var view = transformer.Transform(_ml.Data.Cache(Rows()));
        var column = view.Schema[WidthFunction.Width];
        var widths = new List<float>();

        foreach (var cursor in view.GetRowCursorSet([column], 3))
        {
            using (cursor)
            {
                var getter = cursor.GetGetter<VBuffer<float>>(column);
                var value = default(VBuffer<float>);
                while (cursor.MoveNext())
                {
                    getter(ref value);
                    widths.Add(value.GetValues()[0]);
                }
            }
        }

        widths.ShouldBe(Enumerable.Range(1, RowCount).Select(i => (float)i), ignoreOrder: true);
    }

    [Fact]
    public void Disposing_a_cursor_cancels_the_computation_that_is_under_way()
    {
        using var transformer = Transformer(batchSize: 4, out var function);
        var view = transformer.Transform(Rows());
        var column = view.Schema[WidthFunction.Width];
        var cursor = view.GetRowCursor([column]);
        var wasCancelled = false;
        function.During = token =>
        {
            cursor.Dispose();
            wasCancelled = token.IsCancellationRequested;
        };
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var value = default(VBuffer<float>);
        cursor.MoveNext().ShouldBeTrue();

        Should.Throw<OperationCanceledException>(() => getter(ref value));

        wasCancelled.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => getter(ref value));
        cursor.MoveNext().ShouldBeFalse();
    }

    [Fact]
    public void A_bad_image_throws_with_its_row_and_column()
    {
        using var transformer = Transformer(batchSize: 2, out _);
        var view = transformer.Transform(Rows(bad: 3));

        var exception = Should.Throw<ImageDecodeException>(() =>
            view.GetColumn<float[]>(WidthFunction.Width).ToArray()
        );

        exception.Failure.ShouldBe(ImageDecodeFailure.Undecodable);
        exception.Message.ShouldStartWith("Row 3 of column 'Image': It is empty.");
        exception.InnerException.ShouldBeOfType<ImageDecodeException>();
    }

    [Fact]
    public void A_bad_image_may_have_an_empty_result()
    {
        var function = new WidthFunction(batchSize: 2);
        using var transformer = WidthFunction.Transformer(function, BadImageHandling.EmptyResult);

        var rows = _ml
            .Data.CreateEnumerable<Result>(transformer.Transform(Rows(bad: 3)), reuseRowObject: false)
            .ToArray();

        rows[3].Width.ShouldBe([float.NaN]);
        rows[3].Copies.ShouldBeEmpty();
        rows[3].Status.ShouldBe(nameof(VisionRowStatus.Undecodable));
        rows[2].Status.ShouldBe(nameof(VisionRowStatus.Ok));
        rows[2].Width.ShouldBe([3]);
        rows[4].Width.ShouldBe([5]);
    }

    [Fact]
    public void A_getter_of_the_wrong_type_or_of_an_inactive_column_is_refused()
    {
        using var transformer = Transformer(batchSize: 2, out _);
        var view = transformer.Transform(Rows());
        using var cursor = view.GetRowCursor([view.Schema[WidthFunction.Width]]);

        Should
            .Throw<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema[WidthFunction.Width]))
            .Message.ShouldContain("Column 'Width' holds Vector<Single, 1>");
        Should
            .Throw<InvalidOperationException>(() => cursor.GetGetter<int>(view.Schema["Id"]))
            .Message.ShouldContain("Column 'Id' is not active");
        cursor.IsColumnActive(view.Schema["Id"]).ShouldBeFalse();
        cursor.IsColumnActive(view.Schema[WidthFunction.Width]).ShouldBeTrue();
    }

    [Fact]
    public void A_value_before_the_first_row_is_refused()
    {
        using var transformer = Transformer(batchSize: 2, out _);
        var view = transformer.Transform(Rows());
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema[WidthFunction.Width]);
        var value = default(VBuffer<float>);

        Should.Throw<InvalidOperationException>(() => getter(ref value)).Message.ShouldContain("MoveNext");
    }

    [Fact]
    public void A_prediction_engine_computes_each_example_anew()
    {
        using var transformer = Transformer(batchSize: 4, out var function);
        using var engine = _ml.Model.CreatePredictionEngine<Row, Result>(
            transformer,
            new PredictionEngineOptions { OwnsTransformer = false }
        );

        engine.Predict(new Row { Image = Picture(7) }).Width.ShouldBe([7]);
        engine.Predict(new Row { Image = Picture(9) }).Width.ShouldBe([9]);

        function.Calls.ShouldBe([1, 1]);
    }

    [Fact]
    public void Disposing_the_transformer_disposes_its_function_once_and_ends_its_use()
    {
        var transformer = Transformer(batchSize: 1, out var function);

        transformer.Dispose();
        transformer.Dispose();

        function.IsDisposed.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => transformer.Transform(Rows()));
    }

    [Fact]
    public void A_missing_column_and_one_of_another_type_are_named()
    {
        using var transformer = Transformer(batchSize: 1, out _);

        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                transformer.Transform(_ml.Data.LoadFromEnumerable([new { Other = 1 }]))
            )
            .Message.ShouldStartWith("Could not find input column 'Image'");
        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                transformer.Transform(_ml.Data.LoadFromEnumerable([new { Image = 1f }]))
            )
            .Message.ShouldStartWith(
                "Schema mismatch for input column 'Image': expected String (path of a file) or Vector<Byte> (encoded image), got Single"
            );
    }

    private VisionTransformer Transformer(int batchSize, out WidthFunction function)
    {
        function = new WidthFunction(batchSize);
        return WidthFunction.Transformer(function);
    }

    private static byte[] Picture(int width) => TestPictures.EncodeSmooth(width, 2, SKEncodedImageFormat.Png);

    private IDataView Rows(int? bad = null) =>
        _ml.Data.LoadFromEnumerable(
            Enumerable
                .Range(0, RowCount)
                .Select(i => new Row
                {
                    Id = i,
                    Name = $"row {i}",
                    Flags = [i, i * 2f],
                    Tags = [$"a{i}", $"b{i}"],
                    Image = i == bad ? [] : Picture(i + 1),
                })
        );

    private sealed class Row
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        [VectorType(2)]
        public float[] Flags { get; set; } = [0, 0];

        public string[] Tags { get; set; } = [];

        public byte[] Image { get; set; } = [];
    }

    private sealed class Result
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        public float[] Flags { get; set; } = [];

        public string[] Tags { get; set; } = [];

        public byte[] Image { get; set; } = [];

        public float[] Width { get; set; } = [];

        public string Status { get; set; } = "";

        public float[] Copies { get; set; } = [];
    }
}
