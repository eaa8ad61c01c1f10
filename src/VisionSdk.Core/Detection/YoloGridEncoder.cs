using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>
/// Writes the objects of a picture as the targets that a YOLOv2, v3 or v5 network is trained towards: the inverse of the decoder for
/// <see cref="AnchorGridSettings"/>.
/// </summary>
/// <remarks>
/// <para>
/// Every object belongs to the cell that holds its centre and to the anchor whose shape is most like its own (highest shape IoU, of equals
/// the first), over all output tensors. Where that anchor of that cell belongs to an earlier object, the next best one takes it; an object
/// that finds no place is reported, never dropped in silence.
/// </para>
/// <para>
/// Targets are what the network's values should be after the activations of the box coding: x and y, the objectness and the class scores
/// in [0, 1]; width and height as ln(size / anchor) for <see cref="YoloBoxCoding.Exponential"/> and in [0, 1] for
/// <see cref="YoloBoxCoding.Quadratic"/>. Cells without an object are 0. <see cref="ToLogits"/> gives the values before the activations:
/// decoding those returns the objects.
/// </para>
/// <para>Immutable and safe for concurrent use. Redmon and Farhadi, "YOLO9000: Better, Faster, Stronger", CVPR 2017; "YOLOv3", 2018.</para>
/// </remarks>
public sealed class YoloGridEncoder
{
    // More anchors than any known network has fit on the stack.
    private const int FewAnchors = 64;

    private readonly YoloTargetCoding _coding;
    private readonly int _classCount;
    private readonly ImmutableArray<YoloLevel> _levels;
    private readonly int _anchors;

    /// <summary>Prepares for a network and a size of its input.</summary>
    /// <param name="settings">The decoder's settings.</param>
    /// <param name="input">Size of the network's input, in pixels.</param>
    /// <param name="grids">Columns (width) and rows (height) of each output tensor, in the order of <see cref="AnchorGridSettings.Anchors"/>.</param>
    /// <exception cref="ArgumentException">The settings contradict themselves, or there is another number of grids than of anchor lists.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side of the input or of a grid is not positive.</exception>
    public YoloGridEncoder(AnchorGridSettings settings, ImageSize input, ImmutableArray<ImageSize> grids)
    {
        ArgumentNullException.ThrowIfNull(settings);
        DetectionDecoders.ThrowIfInvalid(settings);
        ThrowIfEmpty(input, nameof(input));
        if (grids.IsDefault || grids.Length != settings.Anchors.Length)
        {
            throw new ArgumentException(
                $"There are {settings.Anchors.Length} lists of anchors but {(grids.IsDefault ? 0 : grids.Length)} grids.",
                nameof(grids)
            );
        }

        _coding = new YoloTargetCoding(settings);
        _classCount = settings.ClassCount;
        var levels = ImmutableArray.CreateBuilder<YoloLevel>(grids.Length);
        for (var i = 0; i < grids.Length; i++)
        {
            ThrowIfEmpty(grids[i], nameof(grids));
            var (cellWidth, cellHeight) = (
                (double)input.Width / grids[i].Width,
                (double)input.Height / grids[i].Height
            );
            var level = new YoloLevel(settings.Anchors[i], grids[i], cellWidth, cellHeight, _coding.Channels, Length);
            levels.Add(level);
            Length += level.Length;
            _anchors += level.Anchors.Length;
        }

        Input = input;
        _levels = levels.MoveToImmutable();
    }

    /// <summary>Size of the network's input, in pixels.</summary>
    public ImageSize Input { get; }

    /// <summary>How many floats the targets of one picture take: all output tensors, one after the other.</summary>
    public int Length { get; }

    /// <summary>How many output tensors there are.</summary>
    public int LevelCount => _levels.Length;

    /// <summary>The shape of one output tensor.</summary>
    /// <param name="level">Index of the tensor.</param>
    /// <returns><c>[A·(5+C), rows, columns]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not below <see cref="LevelCount"/>.</exception>
    public ImmutableArray<int> Shape(int level) => LevelOf(level).Shape;

    /// <summary>Where the values of one output tensor lie in the targets of a picture.</summary>
    /// <param name="level">Index of the tensor.</param>
    /// <returns>A range of the targets.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not below <see cref="LevelCount"/>.</exception>
    public Range RangeOf(int level)
    {
        var tensor = LevelOf(level);
        return tensor.Start..(tensor.Start + tensor.Length);
    }

    /// <summary>Writes the targets of one picture.</summary>
    /// <param name="objects">The objects; their boxes are in pixels of the network's input.</param>
    /// <param name="targets">At least <see cref="Length"/> floats, which are overwritten.</param>
    /// <returns>What became of each object, in the order of <paramref name="objects"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="targets"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class index is negative or not below the number of classes.</exception>
    public ImmutableArray<YoloPlacement> Encode(ReadOnlySpan<GroundTruthBox> objects, Span<float> targets)
    {
        targets = Checked(targets, nameof(targets));
        foreach (var item in objects)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(item.ClassId, nameof(objects));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item.ClassId, _classCount, nameof(objects));
        }

        targets.Clear();
        var placements = ImmutableArray.CreateBuilder<YoloPlacement>(objects.Length);
        var likeness = (_anchors <= FewAnchors ? stackalloc double[FewAnchors] : new double[_anchors])[.._anchors];
        foreach (var item in objects)
        {
            placements.Add(Place(item, likeness, targets));
        }

        return placements.MoveToImmutable();
    }

    /// <summary>Turns targets into the values that the network would have to put out: a perfect network's outputs.</summary>
    /// <param name="targets">The targets of one picture.</param>
    /// <param name="logits">At least <see cref="Length"/> floats; may be the same memory as <paramref name="targets"/>.</param>
    /// <remarks>0 and 1 become −16 and 16, since their logits are infinite.</remarks>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void ToLogits(ReadOnlySpan<float> targets, Span<float> logits)
    {
        logits = Checked(logits, nameof(logits));
        if (targets.Length < Length)
        {
            throw TooShort(targets.Length, nameof(targets));
        }

        foreach (var level in _levels)
        {
            for (var i = 0; i < level.Length; i++)
            {
                var value = targets[level.Start + i];
                var channel = i / level.Cells % level.PerAnchor;
                logits[level.Start + i] = _coding.IsActivated(channel) ? Logistic.Logit(value) : value;
            }
        }
    }

    private YoloPlacement Place(GroundTruthBox item, Span<double> likeness, Span<float> targets)
    {
        var box = item.Box;
        if (item.Ignore)
        {
            return new YoloPlacement(YoloPlacementStatus.Ignored);
        }

        if (box.IsEmpty || !float.IsFinite(box.X + box.Y + box.Width + box.Height))
        {
            return new YoloPlacement(YoloPlacementStatus.Empty);
        }

        var (x, y) = (box.X + (box.Width / 2.0), box.Y + (box.Height / 2.0));
        if (!(x >= 0 && x < Input.Width && y >= 0 && y < Input.Height))
        {
            return new YoloPlacement(YoloPlacementStatus.OutsideInput);
        }

        Compare(new Anchor(box.Width, box.Height), likeness);
        var failure = YoloPlacementStatus.TooLarge;
        for (var rank = 0; rank < likeness.Length; rank++)
        {
            var (index, level, anchor) = MostAlike(likeness);
            var tensor = _levels[level];
            var column = Math.Min((int)(x / tensor.CellWidth), tensor.Grid.Width - 1);
            var row = Math.Min((int)(y / tensor.CellHeight), tensor.Grid.Height - 1);
            var ratio = tensor.Ratio(anchor, box);
            if (_coding.Expresses(ratio))
            {
                var offset = (X: (x / tensor.CellWidth) - column, Y: (y / tensor.CellHeight) - row);
                var channels = targets[tensor.Offset(anchor, column, row)..];
                if (_coding.TryWrite(offset, ratio, item.ClassId, tensor.Cells, channels))
                {
                    var status = rank == 0 ? YoloPlacementStatus.Placed : YoloPlacementStatus.PlacedOnNextBest;
                    return new YoloPlacement(status, level, anchor, column, row, (float)likeness[index]);
                }

                failure = YoloPlacementStatus.NoFreeAnchor;
            }

            likeness[index] = -1;
        }

        return new YoloPlacement(failure);
    }

    private void Compare(Anchor shape, Span<double> likeness)
    {
        var next = 0;
        foreach (var level in _levels)
        {
            for (var anchor = 0; anchor < level.Anchors.Length; anchor++)
            {
                likeness[next++] = Anchor.ShapeIoU(shape, level.InPixels(anchor));
            }
        }
    }

    private (int Index, int Level, int Anchor) MostAlike(ReadOnlySpan<double> likeness)
    {
        var best = 0;
        for (var i = 1; i < likeness.Length; i++)
        {
            best = likeness[i] > likeness[best] ? i : best;
        }

        var (level, anchor) = (0, best);
        while (anchor >= _levels[level].Anchors.Length)
        {
            anchor -= _levels[level++].Anchors.Length;
        }

        return (best, level, anchor);
    }

    private YoloLevel LevelOf(int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, _levels.Length);
        return _levels[level];
    }

    private Span<float> Checked(Span<float> values, string name) =>
        values.Length >= Length ? values[..Length] : throw TooShort(values.Length, name);

    private ArgumentException TooShort(int length, string name) =>
        new($"The targets of one picture take {Length} floats; got {length}.", name);

    private static void ThrowIfEmpty(ImageSize size, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Width, name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Height, name);
    }
}
