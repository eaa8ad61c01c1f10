using VisionSdk.Storage;

namespace VisionSdk.Tests;

public sealed class ThresholdCalibratorTests : IAsyncDisposable
{
    private readonly IdentityWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IThresholdCalibrator Calibrator => _world.Client.Calibration;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Rates_default_to_those_of_the_model_and_one_that_the_data_cannot_support_is_refused_with_what_it_takes()
    {
        var report = await Calibrator.CalibrateAsync(Space(), Distances.Pairs(), cancellationToken: Token);

        report.Calibration.Thresholds.Select(static threshold => threshold.FalseMatchRate).ShouldBe([0.001, 0.01]);
        report.Calibration.Thresholds[0].Distance.ShouldBe(Distances.AtOneInThousand, 1e-5);
        report.Calibration.Thresholds[1].FalseMatches.ShouldBe(100);
        var bounds = ClopperPearson.Interval(100, 10_000);
        (report.Calibration.Thresholds[1].LowerBound, report.Calibration.Thresholds[1].UpperBound).ShouldBe(
            (bounds.Lower, bounds.Upper)
        );
        report
            .Refused.Single()
            .ShouldBe(
                new RefusedRate(0.0001, CalibrationRefusal.TooFewComparisons, RequiredComparisons: 30_000, 10_000)
            );
        (report.Calibration.Source, report.Calibration.DataSet).ShouldBe((CalibrationSource.Pairs, "labelled pairs"));
        report.Calibration.Probability.ShouldNotBeNull().Prior.ShouldBe(0.5);
        report.Calibration.Reliability.ShouldNotBeNull().GenuinePairs.ShouldBe(600);
        report.Embedder.Space.ShouldBe(Space());
    }

    [Fact]
    public async Task Who_needs_every_rate_gets_an_error_that_counts_what_is_missing()
    {
        var error = await Should.ThrowAsync<CalibrationRefusedException>(() =>
            Calibrator.CalibrateAsync(
                Space(),
                Distances.Pairs(),
                new CalibrationOptions { Rates = [0.01, 1e-6], RequireEveryRate = true },
                Token
            )
        );

        error.Refused.Single().RequiredComparisons.ShouldBe(3_000_000);
        error.Message.ShouldContain("needs at least 3000000 comparisons");
    }

    [Fact]
    public async Task Data_that_supports_no_rate_at_all_is_refused()
    {
        await Should.ThrowAsync<CalibrationRefusedException>(() =>
            Calibrator.CalibrateAsync(Space(), Distances.Pairs(impostors: 200), cancellationToken: Token)
        );
        await Should.ThrowAsync<CalibrationRefusedException>(() =>
            Calibrator.CalibrateAsync(Space(), Distances.Pairs(impostors: 0), cancellationToken: Token)
        );
    }

    [Fact]
    public async Task Pairs_that_could_not_be_compared_are_counted_and_left_out()
    {
        VerificationPair[] pairs =
        [
            .. Distances.Pairs(),
            new VerificationPair(float.PositiveInfinity, IsSame: true),
            new VerificationPair(float.PositiveInfinity, IsSame: false),
        ];

        var report = await Calibrator.CalibrateAsync(Space(), pairs, cancellationToken: Token);

        report.Uncompared.ShouldBe(2);
        (report.Calibration.GenuinePairs, report.Calibration.ImpostorPairs).ShouldBe((600, 10_000));
    }

    [Fact]
    public async Task Without_enough_genuine_pairs_there_are_thresholds_and_no_probability()
    {
        var report = await Calibrator.CalibrateAsync(Space(), Distances.Pairs(genuine: 20), cancellationToken: Token);

        report.Calibration.Thresholds.ShouldNotBeEmpty();
        report.Calibration.Probability.ShouldBeNull();
        report.ProbabilityRefusal.ShouldNotBeNull().ShouldContain("there are 20");
    }

    [Fact]
    public async Task Another_prior_is_stated_with_the_probability()
    {
        var report = await Calibrator.CalibrateAsync(
            Space(),
            Distances.Pairs(),
            new CalibrationOptions { Prior = 0.01 },
            Token
        );

        report.Calibration.Probability.ShouldNotBeNull().Prior.ShouldBe(0.01);
        report.Calibration.Reliability.ShouldNotBeNull().Prior.ShouldBe(0.01);
    }

    [Fact]
    public async Task Pictures_are_read_once_each_and_those_without_a_face_are_left_out()
    {
        var anna = Enumerable.Range(0, 12).Select(i => _world.Picture(300 + i, 5 + (i / 10.0))).ToArray();
        var others = Enumerable.Range(0, 12).Select(i => _world.Picture(400 + i, 60 + i)).ToArray();
        var nobody = _world.Picture(500, (double?)null);
        List<LabelledPicturePair> pairs = [new(anna[0], nobody, IsSame: true)];
        for (var i = 0; i < anna.Length; i++)
        {
            pairs.AddRange(others.Select(other => new LabelledPicturePair(anna[i], other, IsSame: false)));
            pairs.AddRange(anna[..i].Select(own => new LabelledPicturePair(own, anna[i], IsSame: true)));
        }

        var progress = new Counter();
        var report = await Calibrator.CalibrateAsync(
            pairs,
            new CalibrationOptions
            {
                Rates = [0.05],
                Progress = progress,
                DataSet = "gate",
            },
            Token
        );

        (report.Calibration.GenuinePairs, report.Calibration.ImpostorPairs, report.Uncompared).ShouldBe((66, 144, 1));
        _world.Faces.Requests.Count.ShouldBe(25);
        progress.Last.ShouldBe(25);
        var threshold = report.Calibration.Thresholds.Single();
        threshold.DataSet.ShouldBe("gate");
        threshold.TrueAcceptRate.ShouldBe(1);
        threshold.Distance.ShouldBeInRange(1 - Math.Cos(53 * Math.PI / 180), 1 - Math.Cos(57 * Math.PI / 180));
    }

    [Fact]
    public async Task Embeddings_of_another_space_are_refused()
    {
        var foreign = new EmbeddingSpaceId(new string('a', 64));
        var embedding = new Embedding(foreign, [1, 0]);

        await Should.ThrowAsync<EmbeddingSpaceMismatchException>(() =>
            Calibrator.CalibrateAsync([new LabelledEmbeddingPair(embedding, embedding, true)], cancellationToken: Token)
        );
        await Should.ThrowAsync<EmbeddingSpaceMismatchException>(() =>
            Calibrator.CalibrateAsync(
                [new LabelledEmbeddingPair(new Embedding(Space(), [1, 0]), embedding, true)],
                cancellationToken: Token
            )
        );
        await Should.ThrowAsync<EmbeddingSpaceMismatchException>(() =>
            Calibrator.CalibrateAsync(foreign, Distances.Pairs(), cancellationToken: Token)
        );
    }

    [Fact]
    public async Task Embeddings_of_known_identities_are_all_compared_with_each_other()
    {
        // Identity i lies at 29° · i, its embeddings 1° apart.
        var embeddings = Enumerable
            .Range(0, 36)
            .Select(i => new LabelledEmbedding(
                $"person {i / 3}",
                new Embedding(Space(), [(float)Cos((i / 3 * 29) + (i % 3)), (float)Cos((i / 3 * 29) + (i % 3) - 90)])
            ))
            .ToArray();

        var report = await Calibrator.CalibrateAsync(embeddings, new CalibrationOptions { Rates = [0.01] }, Token);

        (report.Calibration.GenuinePairs, report.Calibration.ImpostorPairs).ShouldBe((36, (36 * 35 / 2) - 36));
        report.Calibration.Source.ShouldBe(CalibrationSource.Pairs);
        report.Calibration.Thresholds.Single().Distance.ShouldBeInRange(1 - Cos(3), 1 - Cos(28));
        report.Calibration.Thresholds.Single().TrueAcceptRate.ShouldBe(1);
        await Should.ThrowAsync<EmbeddingSpaceMismatchException>(() =>
            Calibrator.CalibrateAsync(
                [new LabelledEmbedding("x", new Embedding(new EmbeddingSpaceId(new string('a', 64)), [1, 0]))],
                cancellationToken: Token
            )
        );
    }

    [Fact]
    public async Task An_encrypted_gallery_is_measured_by_comparing_all_its_references()
    {
        var (identities, per) = (12, 3);
        await EnrollGalleryAsync(identities, per);

        var report = await Calibrator.CalibrateGalleryAsync(
            new GalleryCalibrationOptions { Rates = [0.01, 0.05] },
            Token
        );

        var references = identities * per;
        var genuine = identities * (per * (per - 1) / 2);
        var impostors = (references * (references - 1) / 2) - genuine;
        (report.Calibration.GenuinePairs, report.Calibration.ImpostorPairs).ShouldBe((genuine, impostors));
        (report.References, report.GalleryReferences).ShouldBe((references, references));
        (report.Calibration.Source, report.Calibration.DataSet).ShouldBe(
            (CalibrationSource.Gallery, "gallery of profile 'faces'")
        );
        report.Calibration.Thresholds.ShouldAllBe(static threshold => threshold.TrueAcceptRate == 1);

        // Identities are 29° apart and their references 1°: the nearest two of different ones are 27° apart.
        report.Calibration.Thresholds[0].Distance.ShouldBeInRange(1 - Cos(1), 1 - Cos(28));
        (await OpenAuditAsync()).ShouldNotContain("calibration.stored");
    }

    [Fact]
    public async Task Of_a_large_gallery_whole_identities_are_sampled_by_seed()
    {
        await EnrollGalleryAsync(identities: 12, per: 3);
        var options = new GalleryCalibrationOptions { Rates = [0.05], MaxReferences = 20 };

        var first = await Calibrator.CalibrateGalleryAsync(options, Token);
        var again = await Calibrator.CalibrateGalleryAsync(options, Token);

        (first.References, first.GalleryReferences).ShouldBe((18, 36));
        first.Calibration.GenuinePairs.ShouldBe(6 * 3);
        again.Calibration.Thresholds.ShouldBe(first.Calibration.Thresholds);
    }

    [Fact]
    public async Task A_gallery_that_is_empty_or_has_one_identity_is_refused()
    {
        await Should.ThrowAsync<CalibrationRefusedException>(() =>
            Calibrator.CalibrateGalleryAsync(cancellationToken: Token)
        );
        await _world.EnrollAsync(300, 5);
        await Should.ThrowAsync<CalibrationRefusedException>(() =>
            Calibrator.CalibrateGalleryAsync(cancellationToken: Token)
        );
        (
            await Should.ThrowAsync<StoreException>(() =>
                Calibrator.CalibrateGalleryAsync(new GalleryCalibrationOptions { Tenant = "nobody" }, Token)
            )
        ).Failure.ShouldBe(StoreFailure.UnknownTenant);
    }

    [Fact]
    public async Task Misuse_is_rejected()
    {
        await Should.ThrowAsync<ArgumentException>(() =>
            Calibrator.CalibrateAsync(Space(), [], new CalibrationOptions { Profile = "nobody" }, Token)
        );
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            Calibrator.CalibrateAsync(Space(), Distances.Pairs(), new CalibrationOptions { Rates = [1] }, Token)
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            Calibrator.CalibrateAsync(Space(), Distances.Pairs(), new CalibrationOptions { DataSet = " " }, Token)
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            Calibrator.CalibrateAsync(Space(), [new VerificationPair(float.NaN, true)], cancellationToken: Token)
        );
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            Calibrator.CalibrateGalleryAsync(new GalleryCalibrationOptions { MaxReferences = 1 }, Token)
        );
    }

    private EmbeddingSpaceId Space() => _world.EmbedderSpace;

    private async Task EnrollGalleryAsync(int identities, int per)
    {
        for (var i = 0; i < identities; i++)
        {
            var id = i;
            var result = await _world.Client.EnrollAsync(
                [
                    .. Enumerable
                        .Range(0, per)
                        .Select(j => new EnrolmentPicture(_world.Picture(1000 + (id * 10) + j, (id * 29) + j))),
                ],
                new EnrolmentOptions { ExternalKey = $"person {id}", Checks = EnrolmentChecks.None },
                Token
            );
            result.Status.ShouldBe(EnrolmentStatus.Enrolled);
        }
    }

    private async Task<string> OpenAuditAsync()
    {
        var store = await _world.Client.OpenStoreAsync(Token);
        var audit = await store.ListAuditAsync(StoreOptions.DefaultTenant, count: 1000, cancellationToken: Token);
        return string.Join(' ', audit.Select(static entry => entry.Action));
    }

    private static double Cos(double degrees) => Math.Cos(degrees * Math.PI / 180);

    private sealed class Counter : IProgress<int>
    {
        private int _last;

        public int Last => _last;

        public void Report(int value) => _last = Math.Max(_last, value);
    }
}
