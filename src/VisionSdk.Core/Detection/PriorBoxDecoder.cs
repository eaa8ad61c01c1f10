using System.Buffers;

namespace VisionSdk;

/// <summary>
/// SSD, UltraFace and BlazeFace: rows of scores and boxes relative to fixed prior boxes, which stand on grids, come in a tensor, or are
/// not needed because the graph has decoded the boxes itself.
/// </summary>
internal sealed class PriorBoxDecoder : DetectionDecoder
{
    private readonly PriorBoxSettings _settings;
    private readonly int _pairs;
    private readonly int _boxLength;

    public PriorBoxDecoder(PriorBoxSettings settings)
        : base(settings, settings.KeypointsPerBox)
    {
        _settings = settings;
        _pairs = settings.Tensors.Length / 2;
        _boxLength = 4 + (2 * settings.KeypointsPerBox);
    }

    protected override void Read(
        IOutputTensors outputs,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        if (_settings.Grids.IsEmpty)
        {
            ReadWithoutGrids(outputs, input, minConfidence, candidates);
            return;
        }

        var total = 0;
        foreach (var grid in _settings.Grids)
        {
            total += GridLevel.Over(input, grid.Stride, grid.PriorsPerCell).Count;
        }

        var first = 0;
        for (var g = 0; g < _settings.Grids.Length; g++)
        {
            var grid = _settings.Grids[g];
            var level = GridLevel.Over(input, grid.Stride, grid.PriorsPerCell);
            var sizes = _settings.PriorSizes.IsEmpty ? [] : _settings.PriorSizes[g].AsSpan();
            var rows =
                _pairs == 1
                    ? ReadPair(outputs, 0, total).Slice(first, level.Count)
                    : ReadPair(outputs, 2 * g, level.Count);
            ReadRows(rows, new Priors(level, sizes, []), input, minConfidence, candidates);
            first += level.Count;
        }
    }

    private void ReadWithoutGrids(
        IOutputTensors outputs,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        var count = outputs.Values(1).Length / _boxLength;
        var rows = ReadPair(outputs, 0, count);
        var priors = _settings.PriorsFromTensor ? Values(outputs, 2, count, 4) : [];
        ReadRows(rows, new Priors(default, [], priors), input, minConfidence, candidates);
    }

    private Rows ReadPair(IOutputTensors outputs, int scoreTensor, int count)
    {
        var boxes = Values(outputs, scoreTensor + 1, count, _boxLength);
        var scores = outputs.Values(scoreTensor);
        var needed = _settings.ClassOffset + _settings.ClassCount;
        var length = count == 0 ? needed : scores.Length / count;
        return length >= needed && scores.Length == (long)length * count
            ? new Rows(scores, boxes, length, _boxLength)
            : throw Mismatch(outputs, scoreTensor, $"[{count}, {needed} or more]");
    }

    private void ReadRows(
        Rows rows,
        Priors priors,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        if (_settings.Activation == ScoreActivation.Softmax)
        {
            ReadSoftmaxRows(rows, priors, input, minConfidence, candidates);
            return;
        }

        // Raw scores against the raw floor, class columns and others alike: what passes is rare.
        var floor = _settings.Activation.Floor(minConfidence);
        for (
            var i = ScoreScan.IndexOfAtLeast(rows.Scores, floor, 0);
            i < rows.Scores.Length;
            i = ScoreScan.IndexOfAtLeast(rows.Scores, floor, i + 1)
        )
        {
            var classId = (i % rows.ScoreLength) - _settings.ClassOffset;
            if (classId >= 0 && classId < _settings.ClassCount)
            {
                var confidence = _settings.Activation.Apply(rows.Scores[i]);
                Add(rows, priors, i / rows.ScoreLength, input, confidence, minConfidence, classId, candidates);
            }
        }
    }

    private void ReadSoftmaxRows(
        Rows rows,
        Priors priors,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        var floor = Logistic.Floor(minConfidence);
        var rented = ArrayPool<float>.Shared.Rent(rows.ScoreLength);
        try
        {
            var row = rented.AsSpan(0, rows.ScoreLength);
            for (var index = 0; index < rows.Count; index++)
            {
                rows.Scores.Slice(index * rows.ScoreLength, rows.ScoreLength).CopyTo(row);
                if (!CanReach(row, floor))
                {
                    continue;
                }

                ScoreActivation.Softmax.Apply(row);
                for (var classId = 0; classId < _settings.ClassCount; classId++)
                {
                    var confidence = row[_settings.ClassOffset + classId];
                    if (confidence >= minConfidence)
                    {
                        Add(rows, priors, index, input, confidence, minConfidence, classId, candidates);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    // A soft-max probability is at most σ(score − background), so a row where the background leads by enough needs no exponential.
    private bool CanReach(ReadOnlySpan<float> row, float floor)
    {
        if (_settings.ClassOffset == 0)
        {
            return true;
        }

        foreach (var score in row.Slice(_settings.ClassOffset, _settings.ClassCount))
        {
            if (score - row[0] >= floor)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(
        Rows rows,
        Priors priors,
        int index,
        ImageSize input,
        float confidence,
        float minConfidence,
        int classId,
        DetectionCandidates candidates
    )
    {
        var values = rows.Boxes.Slice(index * _boxLength, _boxLength);
        var prior = _settings.BoxCoding == PriorBoxCoding.Corners ? default : priors.At(index, input);
        if (!TryAdd(candidates, Box(values, prior, input), confidence, minConfidence, classId, out var keypoints))
        {
            return;
        }

        for (var k = 0; k < keypoints.Length; k++)
        {
            var (x, y) = Point(values.Slice(4 + (2 * k), 2), prior, input);
            keypoints[k] = new Keypoint(x, y);
        }
    }

    private BoundingBox Box(ReadOnlySpan<float> values, Prior prior, ImageSize input)
    {
        var (x, y) = Point(values, prior, input);
        var (width, height) = _settings.YBeforeX ? (values[3], values[2]) : (values[2], values[3]);
        return _settings.BoxCoding switch
        {
            PriorBoxCoding.CenterSize => BoundingBox.FromCenter(
                x,
                y,
                prior.Width * MathF.Exp(width / _settings.SizeScale),
                prior.Height * MathF.Exp(height / _settings.SizeScale)
            ),
            PriorBoxCoding.CenterOffset => BoundingBox.FromCenter(x, y, width, height),
            // Corners: the second pair is the right and bottom edge.
            _ => BoundingBox.FromLeftTopRightBottom(x, y, width * input.Width, height * input.Height),
        };
    }

    private (float X, float Y) Point(ReadOnlySpan<float> values, Prior prior, ImageSize input)
    {
        var (x, y) = _settings.YBeforeX ? (values[1], values[0]) : (values[0], values[1]);
        return _settings.BoxCoding switch
        {
            PriorBoxCoding.CenterSize => (
                prior.CenterX + (x / _settings.CenterScale * prior.Width),
                prior.CenterY + (y / _settings.CenterScale * prior.Height)
            ),
            PriorBoxCoding.CenterOffset => (prior.CenterX + x, prior.CenterY + y),
            _ => (x * input.Width, y * input.Height),
        };
    }

    /// <summary>Matching rows of a score and a box tensor.</summary>
    private readonly ref struct Rows(
        ReadOnlySpan<float> scores,
        ReadOnlySpan<float> boxes,
        int scoreLength,
        int boxLength
    )
    {
        public ReadOnlySpan<float> Scores { get; } = scores;

        public ReadOnlySpan<float> Boxes { get; } = boxes;

        public int ScoreLength { get; } = scoreLength;

        public int Count => Boxes.Length / boxLength;

        public Rows Slice(int start, int count) =>
            new(
                Scores.Slice(start * ScoreLength, count * ScoreLength),
                Boxes.Slice(start * boxLength, count * boxLength),
                ScoreLength,
                boxLength
            );
    }
}
