namespace VisionSdk;

/// <summary>The distinct shapes of some boxes, in a fixed order, each with the weight of all boxes that have it.</summary>
/// <remarks>Sorting makes results independent of the order of the boxes, sums of weights included.</remarks>
internal sealed class WeightedShapes
{
    private readonly Anchor[] _shapes;
    private readonly double[] _weights;

    private WeightedShapes(Anchor[] shapes, double[] weights)
    {
        _shapes = shapes;
        _weights = weights;
        foreach (var weight in weights)
        {
            TotalWeight += weight;
        }
    }

    public int Count => _shapes.Length;

    public ReadOnlySpan<Anchor> Shapes => _shapes;

    public ReadOnlySpan<double> Weights => _weights;

    public double TotalWeight { get; }

    public static WeightedShapes From(ReadOnlySpan<Anchor> boxes, ReadOnlySpan<float> weights)
    {
        Validate(boxes, nameof(boxes));
        Validate(weights, boxes.Length);
        var order = new (Anchor Shape, float Weight)[boxes.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = (boxes[i], weights.IsEmpty ? 1 : weights[i]);
        }

        Array.Sort(
            order,
            static (left, right) =>
            {
                var shape = ByArea(left.Shape, right.Shape);
                return shape != 0 ? shape : left.Weight.CompareTo(right.Weight);
            }
        );
        var shapes = new List<Anchor>();
        var sums = new List<double>();
        foreach (var (shape, weight) in order)
        {
            if (shapes.Count > 0 && shapes[^1] == shape)
            {
                sums[^1] += weight;
            }
            else
            {
                shapes.Add(shape);
                sums.Add(weight);
            }
        }

        return new WeightedShapes([.. shapes], [.. sums]);
    }

    public static void Validate(ReadOnlySpan<Anchor> shapes, string name)
    {
        if (shapes.IsEmpty)
        {
            throw new ArgumentException($"There are no {name}.", name);
        }

        for (var i = 0; i < shapes.Length; i++)
        {
            var (width, height) = shapes[i];
            if (!(float.IsFinite(width) && float.IsFinite(height) && width > 0 && height > 0))
            {
                throw new ArgumentException(
                    $"{name}[{i}] is {width} x {height}; the sides must be positive and finite.",
                    name
                );
            }
        }
    }

    /// <summary>The nearest of some shapes to one shape: the one of the highest IoU, of equals the first.</summary>
    public static (int Index, double IoU) Nearest(ReadOnlySpan<Anchor> centers, Anchor shape)
    {
        var nearest = (Index: 0, IoU: double.NegativeInfinity);
        for (var i = 0; i < centers.Length; i++)
        {
            var iou = Anchor.ShapeIoU(centers[i], shape);
            if (iou > nearest.IoU)
            {
                nearest = (i, iou);
            }
        }

        return nearest;
    }

    public AnchorFit Measure(Anchor[] anchors, float recallThreshold)
    {
        Array.Sort(anchors, ByArea);
        var shares = new double[anchors.Length];
        var (sum, found) = (0.0, 0.0);
        for (var i = 0; i < _shapes.Length; i++)
        {
            var (index, iou) = Nearest(anchors, _shapes[i]);
            shares[index] += _weights[i] / TotalWeight;
            sum += _weights[i] * iou;
            found += iou >= recallThreshold ? _weights[i] : 0;
        }

        return new AnchorFit
        {
            Anchors = [.. anchors],
            Shares = [.. shares],
            MeanIoU = sum / TotalWeight,
            BestPossibleRecall = found / TotalWeight,
            RecallThreshold = recallThreshold,
        };
    }

    public static int ByArea(Anchor left, Anchor right)
    {
        var area = ((double)left.Width * left.Height).CompareTo((double)right.Width * right.Height);
        return area != 0 ? area : left.Width.CompareTo(right.Width);
    }

    private static void Validate(ReadOnlySpan<float> weights, int boxes)
    {
        if (!weights.IsEmpty && weights.Length != boxes)
        {
            throw new ArgumentException($"There are {boxes} boxes but {weights.Length} weights.", nameof(weights));
        }

        for (var i = 0; i < weights.Length; i++)
        {
            if (!(float.IsFinite(weights[i]) && weights[i] > 0))
            {
                throw new ArgumentException(
                    $"weights[{i}] is {weights[i]}; weights must be positive and finite.",
                    nameof(weights)
                );
            }
        }
    }
}
