namespace VisionSdk.Core.Tests;

public class AnchorFreeDecoderTests
{
    private static readonly ImageSize Input = new(64, 32);

    private static readonly AnchorFreeSettings Yolox = new()
    {
        Tensors = ["output"],
        Strides = [8, 16],
        ClassCount = 2,
    };

    private static readonly AnchorFreeSettings YoloV8 = new()
    {
        Tensors = ["output"],
        Transposed = true,
        HasObjectness = false,
        ClassCount = 3,
    };

    [Fact]
    public void A_yolox_row_is_a_centre_offset_and_log_size_in_strides()
    {
        // 8x4 cells of stride 8, then 4x2 of stride 16; row 32 + 5 is cell (1, 1) of the second grid.
        var values = new float[40 * 7];
        new[] { 0.5f, 0.25f, MathF.Log(2), 0, 0.9f, 0.1f, 0.8f }.CopyTo(values, 37 * 7);

        var found = Decoded.Run(Yolox, new OutputTensors(([40, 7], values)), Input, 0.5f);

        Decoded.ShouldAgree(found, [Decoded.FromCenter(24, 20, 32, 16, 0.72, 1)]);
    }

    [Fact]
    public void A_yolov8_column_is_a_box_in_pixels_and_a_probability_per_class()
    {
        // Two candidates; the second is of class 2.
        float[] values = [0, 30, 0, 20, 0, 10, 0, 8, 0.1f, 0.2f, 0.3f, 0.1f, 0.2f, 0.75f];

        var found = Decoded.Run(YoloV8, new OutputTensors(([7, 2], values)), Input, 0.5f);

        Decoded.ShouldAgree(found, [Decoded.FromCenter(30, 20, 10, 8, 0.75, 2)]);
    }

    [Theory]
    [InlineData(false, true, true, ScoreActivation.Sigmoid)]
    [InlineData(false, true, false, ScoreActivation.Sigmoid)]
    [InlineData(false, false, true, ScoreActivation.Sigmoid)]
    [InlineData(true, true, true, ScoreActivation.Sigmoid)]
    [InlineData(true, false, false, ScoreActivation.Sigmoid)]
    [InlineData(true, false, true, ScoreActivation.None)]
    [InlineData(false, true, false, ScoreActivation.None)]
    public void Decode_agrees_with_the_plain_loop(
        bool transposed,
        bool grids,
        bool objectness,
        ScoreActivation activation
    )
    {
        var settings = Yolox with
        {
            Transposed = transposed,
            Strides = grids ? [8, 16] : [],
            HasObjectness = objectness,
            Activation = activation,
            ClassCount = 4,
        };
        var channels = objectness ? 9 : 8;
        var outputs = OutputTensors.Random(11, 0.2f, 0.7f, transposed ? [channels, 40] : [40, channels]);

        var expected = Oracle(settings, outputs, channels, 0.4);

        Decoded.ShouldAgree(Decoded.Run(settings, outputs, Input, 0.4f), expected);
    }

    private static List<Decoded> Oracle(AnchorFreeSettings settings, OutputTensors outputs, int channels, double min)
    {
        double Activate(double value) =>
            settings.Activation == ScoreActivation.Sigmoid ? Decoded.Sigmoid(value) : value;

        var found = new List<Decoded>();
        for (var i = 0; i < 40; i++)
        {
            var t = new double[channels];
            for (var k = 0; k < channels; k++)
            {
                t[k] = outputs.Values(0)[settings.Transposed ? (k * 40) + i : (i * channels) + k];
            }

            var (x, y, width, height) = (t[0], t[1], t[2], t[3]);
            if (!settings.Strides.IsEmpty)
            {
                var (stride, columns, cell) = i < 32 ? (8, 8, i) : (16, 4, i - 32);
                x = (x + (cell % columns)) * stride;
                y = (y + (cell / columns)) * stride;
                width = Math.Exp(width) * stride;
                height = Math.Exp(height) * stride;
            }

            var objectness = settings.HasObjectness ? Activate(t[4]) : 1;
            for (var c = 0; c < settings.ClassCount; c++)
            {
                var confidence = objectness * Activate(t[channels - settings.ClassCount + c]);
                // A box without area is not a candidate; nor does a product of two negative "probabilities" make one.
                if (confidence >= min && objectness >= min && width > 0 && height > 0)
                {
                    found.Add(Decoded.FromCenter(x, y, width, height, Math.Min(confidence, 1), c));
                }
            }
        }

        return found;
    }
}
