namespace VisionSdk.Tests;

/// <summary>YOLO in its five forms, over 96x64 pixels: 12x8, 6x4 and 3x2 cells of strides 8, 16 and 32.</summary>
internal static class PlantedYolos
{
    private const int Cells = 96 + 24 + 6;
    private static readonly ImageSize Size = new(96, 64);

    /// <summary>One head of five anchors; in cell (1, 1), anchor 0 of 1.3221 x 1.73145 cells.</summary>
    public static PlantedGraph Version2()
    {
        var tensors = new PlantedTensors(Size);
        var values = tensors.Noise(5 * 7 * 6, -9, -8);
        const int Cell = (1 * 3) + 1;
        float[] planted = [0, 0, 0, 0, 4, 0, 3];
        for (var k = 0; k < planted.Length; k++)
        {
            values[(k * 6) + Cell] = planted[k];
        }

        var model = tensors.Output("grid", tensors.Raw(values, 35, 2, 3), 1, 35, 2, 3).Build();
        var confidence = Sigmoid(4) * MathF.Exp(3) / (MathF.Exp(3) + 1);
        return new("YOLOv2", model, Size, BoundingBox.FromCenter(48, 48, 42.3072f, 55.4064f), confidence, 1);
    }

    /// <summary>Three heads of three anchors; in the second, cell (2, 1), anchor 0 of 30x61 pixels.</summary>
    public static PlantedGraph Version3() =>
        Heads("YOLOv3", anchorsFirst: false, BoundingBox.FromCenter(40, 24, 30, 61));

    /// <summary>The raw heads of YOLOv5; sizes are (2σ(0))² = 1 times the anchor.</summary>
    public static PlantedGraph Version5Heads() =>
        Heads("YOLOv5", anchorsFirst: true, BoundingBox.FromCenter(40, 24, 30, 61));

    /// <summary>Rows of decoded boxes; names in the metadata.</summary>
    public static PlantedGraph Version5()
    {
        var tensors = new PlantedTensors(Size);
        const int Rows = 3 * Cells;
        var boxes = tensors.Noise(Rows * 4, 1, 60);
        var scores = tensors.Noise(Rows * 3, 0.01f, 0.1f);
        new[] { 40f, 30, 20, 10 }.CopyTo(boxes, 200 * 4);
        new[] { 0.9f, 0.2f, 0.8f }.CopyTo(scores, 200 * 3);
        var output = tensors.Concat(2, tensors.Decoded(boxes, Rows, 4), tensors.Sigmoid(scores, Rows, 3));
        var model = tensors.Output("output0", output, 1, Rows, 7).Build(("names", "{0: 'cat', 1: \"dog\"}"));
        return new("YOLOv5", model, Size, BoundingBox.FromCenter(40, 30, 20, 10), 0.72f, 1);
    }

    /// <summary>One row per cell, not decoded: cell (1, 0) of stride 16 is row 96 + 1.</summary>
    public static PlantedGraph Yolox()
    {
        var tensors = new PlantedTensors(Size);
        var boxes = tensors.Noise(Cells * 4, 0, 1);
        var scores = tensors.Noise(Cells * 3, 0.01f, 0.1f);
        new[] { 0.5f, 0.25f, MathF.Log(2), 0 }.CopyTo(boxes, 97 * 4);
        new[] { 0.9f, 0.8f, 0.2f }.CopyTo(scores, 97 * 3);
        var output = tensors.Concat(2, tensors.Raw(boxes, Cells, 4), tensors.Sigmoid(scores, Cells, 3));
        var model = tensors.Output("output", output, 1, Cells, 7).Build();
        return new("YOLOX", model, Size, BoundingBox.FromCenter(24, 4, 32, 16), 0.72f, 0);
    }

    /// <summary>One column per cell, decoded.</summary>
    public static PlantedGraph Version8()
    {
        var tensors = new PlantedTensors(Size);
        var boxes = tensors.Noise(4 * Cells, 1, 60);
        var scores = tensors.Noise(3 * Cells, 0.01f, 0.1f);
        float[] planted = [50, 20, 16, 24];
        for (var k = 0; k < 4; k++)
        {
            boxes[(k * Cells) + 100] = planted[k];
        }

        scores[(2 * Cells) + 100] = 0.75f;
        var output = tensors.Concat(1, tensors.Decoded(boxes, 4, Cells), tensors.Sigmoid(scores, 3, Cells));
        var model = tensors.Output("output0", output, 1, 7, Cells).Build();
        return new("YOLOv8", model, Size, BoundingBox.FromCenter(50, 20, 16, 24), 0.75f, 2);
    }

    private static PlantedGraph Heads(string family, bool anchorsFirst, BoundingBox box)
    {
        var tensors = new PlantedTensors(Size);
        float[] planted = [0, 0, 0, 0, 4, -3, 3];
        foreach (var (stride, rows, columns) in new[] { (8, 8, 12), (16, 4, 6), (32, 2, 3) })
        {
            var cells = rows * columns;
            var values = tensors.Noise(3 * 7 * cells, -9, -8);
            for (var k = 0; stride == 16 && k < planted.Length; k++)
            {
                var cell = (1 * columns) + 2;
                values[anchorsFirst ? (cell * 7) + k : (k * cells) + cell] = planted[k];
            }

            long[] shape = anchorsFirst ? [3, rows, columns, 7] : [21, rows, columns];
            tensors.Output($"stride{stride}", tensors.Raw(values, shape), [1, .. shape]);
        }

        return new(family, tensors.Build(), Size, box, Sigmoid(4) * Sigmoid(3), 1);
    }

    private static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));
}
