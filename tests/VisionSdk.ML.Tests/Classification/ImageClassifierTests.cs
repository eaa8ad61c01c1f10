namespace VisionSdk.ML.Tests;

public sealed class ImageClassifierTests : IDisposable
{
    private readonly ImageDecoder _decoder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _decoder.Dispose();

    [Fact]
    public void Every_class_is_returned_most_probable_first()
    {
        using var tiny = Classifier();
        using var engine = tiny.Load();
        using var image = TinyGraphs.Plain(_decoder, 16, 16, 51, 255, 102);

        var ranked = new ImageClassifier(engine).Classify(image, cancellationToken: Token);

        // The scores are the means of the channels as shares of 255.
        ranked.Select(static item => (item.ClassId, item.Label)).ShouldBe([(1, "green"), (2, "blue"), (0, "red")]);
        ranked[0].Probability.ShouldBe(1, 1e-5f);
        ranked[1].Probability.ShouldBe(0.4f, 1e-5f);
        ranked[2].Probability.ShouldBe(0.2f, 1e-5f);
    }

    [Fact]
    public void Equal_classes_come_in_the_order_of_their_indices()
    {
        using var tiny = Classifier();
        using var engine = tiny.Load();
        using var image = TinyGraphs.Plain(_decoder, 16, 16, 50, 50, 50);

        new ImageClassifier(engine)
            .Classify(image, cancellationToken: Token)
            .Select(static item => item.ClassId)
            .ShouldBe([0, 1, 2]);
    }

    [Theory]
    [InlineData(ScoreActivation.Softmax)]
    [InlineData(ScoreActivation.Sigmoid)]
    public void Raw_scores_become_probabilities(ScoreActivation activation)
    {
        // Logits that overflow an exponential in single precision.
        double[] logits = [200, 198, 100];
        using var tiny = Classifier(activation, scale: 1);
        using var engine = tiny.Load();
        using var image = TinyGraphs.Plain(_decoder, 16, 16, 200, 198, 100);

        var ranked = new ImageClassifier(engine).Classify(image, cancellationToken: Token);

        for (var i = 0; i < 3; i++)
        {
            var expected =
                activation == ScoreActivation.Sigmoid
                    ? 1 / (1 + Math.Exp(-logits[i]))
                    : Math.Exp(logits[i] - 200) / logits.Sum(static logit => Math.Exp(logit - 200));
            ranked[i].ClassId.ShouldBe(i);
            ((double)ranked[i].Probability).ShouldBe(expected, 1e-4);
        }
    }

    [Fact]
    public void A_box_is_looked_at_alone()
    {
        using var tiny = Classifier();
        using var engine = tiny.Load();
        // Left half red, right half blue.
        var pixels = Enumerable
            .Range(0, 32 * 16)
            .SelectMany(static i => i % 32 < 16 ? new byte[] { 255, 0, 0 } : [0, 0, 255]);
        using var image = _decoder.Decode(ImageSource.FromPixels(pixels.ToArray(), 32, 16, PixelFormat.Rgb24));
        var classifier = new ImageClassifier(engine);

        Best(new BoundingBox(0, 0, 16, 16)).ShouldBe(new Classification(0, "red", 1));
        Best(new BoundingBox(16, 0, 16, 16)).ShouldBe(new Classification(2, "blue", 1));
        // Half of this box is outside the picture: padding, which is black here.
        Best(new BoundingBox(24, 0, 16, 16)).Probability.ShouldBe(0.5f, 0.01f);

        Classification Best(BoundingBox box) => classifier.Classify(image, box, Token)[0];
    }

    [Fact]
    public void Misuse_is_refused()
    {
        using var other = TinyPackage.Identity();
        using var otherEngine = other.Load();
        using var fewLabels = Classifier(labels: ["red", "green"]);
        using var fewLabelsEngine = fewLabels.Load();
        using var tiny = Classifier();
        var engine = tiny.Load();
        using var image = TinyGraphs.Plain(_decoder, 16, 16, 1, 2, 3);
        var classifier = new ImageClassifier(engine);

        Should.Throw<ArgumentException>(() => new ImageClassifier(otherEngine));
        Should
            .Throw<ModelSignatureException>(() =>
                new ImageClassifier(fewLabelsEngine).Classify(image, cancellationToken: Token)
            )
            .Message.ShouldContain("2 values");
        Should.Throw<ArgumentOutOfRangeException>(() => classifier.Classify(image, new BoundingBox(1, 1, 0, 1), Token));
        Should.Throw<OperationCanceledException>(() =>
            classifier.Classify(image, cancellationToken: new CancellationToken(canceled: true))
        );
        classifier.Classify(image, cancellationToken: Token).Length.ShouldBe(3);
        engine.Dispose();
        Should.Throw<ObjectDisposedException>(() => classifier.Classify(image, cancellationToken: Token));
    }

    private static TinyPackage Classifier(
        ScoreActivation activation = ScoreActivation.None,
        float scale = 1 / 255f,
        params string[] labels
    ) =>
        TinyPackage.Write(
            TinyGraphs.ChannelMeans(),
            TinyGraphs.Input with
            {
                Scale = scale,
            },
            new ClassificationSettings { Tensors = ["y"], Activation = activation },
            manifest => manifest with { Labels = labels.Length == 0 ? ["red", "green", "blue"] : [.. labels] }
        );
}
