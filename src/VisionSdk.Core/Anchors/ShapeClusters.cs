namespace VisionSdk;

/// <summary>One start of k-means over shapes, with working memory that the next start reuses.</summary>
internal sealed class ShapeClusters(WeightedShapes shapes, int count)
{
    private readonly Anchor[] _centers = new Anchor[count];
    private readonly int[] _clusterOf = new int[shapes.Count];
    private readonly double[] _iou = new double[shapes.Count];
    private readonly double[] _weight = new double[count];
    private readonly double[] _width = new double[count];
    private readonly double[] _height = new double[count];
    private readonly double[] _held = new double[count];
    private readonly double[] _proposed = new double[count];

    public ReadOnlySpan<Anchor> Centers => _centers;

    /// <summary>Weighted mean IoU of the shapes with their centres.</summary>
    public double MeanIoU { get; private set; }

    /// <summary>k-means++: each centre is a shape, drawn with a probability in proportion to weight times squared distance from the centres so far.</summary>
    public void Start(Random random)
    {
        _centers[0] = shapes.Shapes[Draw(random, static (weight, _) => weight)];
        Array.Clear(_iou);
        for (var next = 1; next <= count; next++)
        {
            for (var i = 0; i < _iou.Length; i++)
            {
                _iou[i] = Math.Max(_iou[i], Anchor.ShapeIoU(_centers[next - 1], shapes.Shapes[i]));
            }

            if (next < count)
            {
                _centers[next] = shapes.Shapes[Draw(random, static (weight, iou) => weight * (1 - iou) * (1 - iou))];
            }
        }
    }

    /// <summary>Assigns and averages until no shape changes its cluster.</summary>
    public void Refine(int maxIterations)
    {
        Array.Fill(_clusterOf, -1);
        for (var iteration = 0; iteration < maxIterations && Assign(); iteration++)
        {
            FillEmptyClusters();
            MoveCenters();
        }

        Assign();
    }

    /// <summary>Gives every shape to the nearest centre.</summary>
    /// <returns>Whether one of them changed its cluster.</returns>
    private bool Assign()
    {
        var changed = false;
        var sum = 0.0;
        for (var i = 0; i < _clusterOf.Length; i++)
        {
            var (index, iou) = WeightedShapes.Nearest(_centers, shapes.Shapes[i]);
            changed |= _clusterOf[i] != index;
            (_clusterOf[i], _iou[i]) = (index, iou);
            sum += shapes.Weights[i] * iou;
        }

        MeanIoU = sum / shapes.TotalWeight;
        return changed;
    }

    /// <summary>Moves the centre of a cluster that lost its shapes to the shape that is served worst; that shape gains, no other loses.</summary>
    private void FillEmptyClusters()
    {
        for (var cluster = 0; cluster < count; cluster++)
        {
            if (Array.IndexOf(_clusterOf, cluster) >= 0)
            {
                continue;
            }

            var worst = 0;
            for (var i = 1; i < _iou.Length; i++)
            {
                worst = _iou[i] < _iou[worst] ? i : worst;
            }

            _centers[cluster] = shapes.Shapes[worst];
            (_clusterOf[worst], _iou[worst]) = (cluster, 1);
        }
    }

    /// <summary>Moves each centre to the mean of its shapes, unless that lowers the cluster's IoU.</summary>
    private void MoveCenters()
    {
        foreach (var sums in (ReadOnlySpan<double[]>)[_weight, _width, _height, _held, _proposed])
        {
            Array.Clear(sums);
        }

        for (var i = 0; i < _clusterOf.Length; i++)
        {
            var (cluster, weight) = (_clusterOf[i], shapes.Weights[i]);
            _weight[cluster] += weight;
            _width[cluster] += weight * shapes.Shapes[i].Width;
            _height[cluster] += weight * shapes.Shapes[i].Height;
        }

        for (var i = 0; i < _clusterOf.Length; i++)
        {
            var (cluster, weight) = (_clusterOf[i], shapes.Weights[i]);
            _held[cluster] += weight * Anchor.ShapeIoU(_centers[cluster], shapes.Shapes[i]);
            _proposed[cluster] += weight * Anchor.ShapeIoU(Mean(cluster), shapes.Shapes[i]);
        }

        for (var cluster = 0; cluster < count; cluster++)
        {
            if (_proposed[cluster] > _held[cluster])
            {
                _centers[cluster] = Mean(cluster);
            }
        }
    }

    private Anchor Mean(int cluster) =>
        new((float)(_width[cluster] / _weight[cluster]), (float)(_height[cluster] / _weight[cluster]));

    private int Draw(Random random, Func<double, double, double> mass)
    {
        var total = 0.0;
        for (var i = 0; i < _iou.Length; i++)
        {
            total += mass(shapes.Weights[i], _iou[i]);
        }

        var left = random.NextDouble() * total;
        var last = 0;
        for (var i = 0; i < _iou.Length; i++)
        {
            var own = mass(shapes.Weights[i], _iou[i]);
            if (own <= 0)
            {
                continue;
            }

            last = i;
            left -= own;
            if (left < 0)
            {
                break;
            }
        }

        return last;
    }
}
