namespace VisionSdk.Tests;

/// <summary>Detectors that are no YOLO, each with one planted object.</summary>
internal static class PlantedDetectors
{
    private static readonly ImageSize Size = new(96, 64);

    /// <summary>Soft-maxed scores and decoded corners, as UltraFace exports.</summary>
    public static PlantedGraph UltraFace()
    {
        var tensors = new PlantedTensors(new ImageSize(320, 240));
        const int Rows = 4420;
        var boxes = tensors.Noise(Rows * 4, 0, 1);
        var scores = Background(Rows, 2);
        new[] { 0.25f, 0.5f, 0.5f, 0.75f }.CopyTo(boxes, 1234 * 4);
        new[] { 0.1f, 0.9f }.CopyTo(scores, 1234 * 2);
        var model = tensors
            .Output("scores", tensors.Softmax(scores, Rows, 2), 1, Rows, 2)
            .Output("boxes", tensors.Decoded(boxes, Rows, 4), 1, Rows, 4)
            .Build();
        return new("UltraFace", model, tensors.Size, new BoundingBox(80, 120, 80, 60), 0.9f, 0);
    }

    /// <summary>Raw heads and a constant table of priors: prior 7 is 0.25 … 0.75 in both directions.</summary>
    public static PlantedGraph Ssd()
    {
        var tensors = new PlantedTensors(Size);
        const int Rows = 50;
        var boxes = tensors.Noise(Rows * 4, -1, 1);
        var priors = tensors.Noise(Rows * 4, 0, 1);
        var scores = Background(Rows, 3);
        new[] { 1f, 0, 5 * MathF.Log(0.5f), 0 }.CopyTo(boxes, 7 * 4);
        new[] { 0.25f, 0.25f, 0.75f, 0.75f }.CopyTo(priors, 7 * 4);
        new[] { 0.1f, 0.1f, 0.8f }.CopyTo(scores, 7 * 3);
        var model = tensors
            .Output("scores", tensors.Softmax(scores, Rows, 3), 1, Rows, 3)
            .Output("boxes", tensors.Raw(boxes, Rows, 4), 1, Rows, 4)
            .Output("priors", tensors.Constant(priors, Rows, 4), 1, Rows, 4)
            .Build();
        // Centre 48 + 1/10 · 48, width 48 · e^(ln ½).
        return new("SSD", model, Size, BoundingBox.FromCenter(52.8f, 32, 24, 32), 0.8f, 1);
    }

    /// <summary>Boxes, scores and class numbers of int64, as torchvision exports.</summary>
    public static PlantedGraph SsdEndToEnd()
    {
        var tensors = new PlantedTensors(Size);
        var model = tensors
            .Output("boxes", tensors.Decoded([10, 20, 50, 60, 0, 0, 5, 5], 2, 4), 1, 2, 4)
            .Output("scores", tensors.Sigmoid([0.9f, 0.1f], 2), 1, 2)
            .Output("labels", tensors.Whole(tensors.Raw([1, 1], 2)), 1, 2)
            .Build();
        return new("SSD, end to end", model, Size, new BoundingBox(10, 20, 40, 40), 0.9f, 0);
    }

    public static PlantedGraph EndToEnd()
    {
        var tensors = new PlantedTensors(Size);
        var model = tensors
            .Output(
                "output0",
                tensors.Decoded([10, 20, 50, 60, 0.9f, 0, 1, 1, 2, 2, 0.1f, 0, 0, 0, 0, 0, 0, -1], 3, 6),
                1,
                3,
                6
            )
            .Build();
        return new("end-to-end", model, Size, new BoundingBox(10, 20, 40, 40), 0.9f, 0);
    }

    /// <summary>512 rows of stride 8, two per cell, then 384 of stride 16: row 20 stands in cell (10, 0).</summary>
    public static PlantedGraph BlazeFace()
    {
        var tensors = new PlantedTensors(new ImageSize(128, 128));
        var boxes = tensors.Noise(896 * 16, 5, 20);
        var scores = tensors.Noise(896, -9, -8);
        scores[20] = 3;
        new[] { 2f, 30, 24, 40, -4, 5 }.CopyTo(boxes, 20 * 16);
        var model = tensors
            .Output("regressors", tensors.Raw(boxes, 896, 16), 1, 896, 16)
            .Output("classificators", tensors.Raw(scores, 896, 1), 1, 896, 1)
            .Build();
        var box = BoundingBox.FromCenter(84 + 2, 4 + 30, 24, 40);
        return new("BlazeFace", model, tensors.Size, box, 1 / (1 + MathF.Exp(-3)), 0) { Keypoint = (0, 80, 9) };
    }

    /// <summary>The paper's own heads, before the sigmoid: cell (10, 5) of 4 pixels.</summary>
    public static PlantedGraph CenterNet()
    {
        var tensors = new PlantedTensors(Size);
        const int Cells = 24 * 16;
        const int Cell = (5 * 24) + 10;
        var heat = tensors.Noise(2 * Cells, -9, -8);
        var sizes = tensors.Noise(2 * Cells, 1, 5);
        var offsets = tensors.Noise(2 * Cells, 0, 1);
        heat[Cells + Cell] = 2;
        (sizes[Cell], sizes[Cells + Cell]) = (8, 6);
        (offsets[Cell], offsets[Cells + Cell]) = (0.25f, 0.5f);
        var model = tensors
            .Output("hm", tensors.Raw(heat, 2, 16, 24), 1, 2, 16, 24)
            .Output("reg", tensors.Raw(offsets, 2, 16, 24), 1, 2, 16, 24)
            .Output("wh", tensors.Raw(sizes, 2, 16, 24), 1, 2, 16, 24)
            .Build();
        return new("CenterNet", model, Size, BoundingBox.FromCenter(41, 22, 32, 24), 1 / (1 + MathF.Exp(-2)), 1);
    }

    /// <summary>Two anchors per cell: row 2 · 9 of stride 16 stands in cell (3, 1).</summary>
    public static PlantedGraph Scrfd()
    {
        var tensors = new PlantedTensors(Size);
        int[] rows = [192, 48, 12];
        const int Row = 2 * 9;
        foreach (var (kind, length) in new[] { ("score", 1), ("bbox", 4), ("kps", 10) })
        {
            for (var scale = 0; scale < rows.Length; scale++)
            {
                var values = tensors.Noise(rows[scale] * length, 0.01f, 0.1f);
                if (scale == 1)
                {
                    float[] planted = length switch
                    {
                        1 => [0.9f],
                        4 => [1, 0.5f, 1.5f, 2],
                        _ => [0.5f, 0.25f],
                    };
                    planted.CopyTo(values, Row * length);
                }

                var value =
                    length == 1 ? tensors.Sigmoid(values, rows[scale], 1) : tensors.Raw(values, rows[scale], length);
                tensors.Output($"{kind}_{8 << scale}", value, 1, rows[scale], length);
            }
        }

        return new("SCRFD", tensors.Build(), Size, BoundingBox.FromLeftTopRightBottom(32, 8, 72, 48), 0.9f, 0)
        {
            Keypoint = (0, 56, 20),
        };
    }

    /// <summary>One row per cell: row 9 of stride 16 stands in cell (3, 1).</summary>
    public static PlantedGraph YuNet()
    {
        var tensors = new PlantedTensors(Size);
        int[] rows = [96, 24, 6];
        foreach (var (kind, length) in new[] { ("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10) })
        {
            for (var scale = 0; scale < rows.Length; scale++)
            {
                var values = tensors.Noise(rows[scale] * length, 0.01f, 0.1f);
                if (scale == 1)
                {
                    float[] planted = length switch
                    {
                        1 => [kind == "cls" ? 0.9f : 0.5f],
                        4 => [0.5f, 0.25f, MathF.Log(2), 0],
                        _ => [0.5f, 0.25f],
                    };
                    planted.CopyTo(values, 9 * length);
                }

                var value =
                    length == 1 ? tensors.Sigmoid(values, rows[scale], 1) : tensors.Raw(values, rows[scale], length);
                tensors.Output($"{kind}_{8 << scale}", value, 1, rows[scale], length);
            }
        }

        return new("YuNet", tensors.Build(), Size, BoundingBox.FromCenter(56, 20, 32, 16), MathF.Sqrt(0.45f), 0)
        {
            Keypoint = (0, 56, 20),
        };
    }

    private static float[] Background(int rows, int columns)
    {
        var scores = new float[rows * columns];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = i % columns == 0 ? 0.98f : 0.02f / (columns - 1);
        }

        return scores;
    }
}
