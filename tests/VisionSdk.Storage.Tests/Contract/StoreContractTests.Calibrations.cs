using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    [Fact]
    public async Task A_calibration_comes_back_as_it_was_measured()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(55));
        await using var store = await Fixture.OpenAsync(time: time);
        var measured = Calibrated();

        var added = await store.AddCalibrationAsync(Request(measured) with { Reason = "new cameras" }, Token);

        var found = (await store.FindCalibrationAsync(measured.Space, Token)).ShouldNotBeNull();
        found.Id.ShouldBe(added.Id);
        (found.Actor, found.Reason, found.CreatedAt).ShouldBe(("tests", "new cameras", time.GetUtcNow()));
        (found.ModelId, found.ModelVersion).ShouldBe(("test-embedder", "1.0.0"));
        var calibration = found.Calibration.ShouldNotBeNull();
        calibration.Thresholds.ShouldBe(measured.Thresholds);
        calibration.Probability.ShouldBe(measured.Probability);
        calibration.Reliability.ShouldNotBeNull().Bins.ShouldBe(measured.Reliability!.Bins);
        calibration.Reliability.ExpectedCalibrationError.ShouldBe(0.0125);
        (calibration.Source, calibration.DataSet, calibration.GenuinePairs, calibration.ImpostorPairs).ShouldBe(
            (CalibrationSource.Gallery, "gate cameras", 500, 100_000)
        );
        calibration.TrueAcceptInterval(calibration.Thresholds[0]).ShouldBe(ClopperPearson.Interval(450, 500));
    }

    [Fact]
    public async Task The_last_calibration_of_a_space_holds_the_earlier_ones_stay_and_spaces_do_not_mix()
    {
        await using var store = await Fixture.OpenAsync();
        var other = Samples.Model("2.0.0", 'b');
        var first = await store.AddCalibrationAsync(Request(Calibrated(distance: 0.1)), Token);
        var elsewhere = await store.AddCalibrationAsync(Request(Calibrated(distance: 0.7, other), other), Token);

        var second = await store.AddCalibrationAsync(Request(Calibrated(distance: 0.2)), Token);

        (await store.FindCalibrationAsync(first.Space, Token))!.Id.ShouldBe(second.Id);
        (await store.FindCalibrationAsync(elsewhere.Space, Token))!.Calibration!.Thresholds[0].Distance.ShouldBe(0.7);
        (await store.ListCalibrationsAsync(first.Space, cancellationToken: Token))
            .Select(static stored => stored.Id)
            .ShouldBe([second.Id, first.Id]);
        (await store.ListCalibrationsAsync(count: 2, cancellationToken: Token))
            .Select(static stored => stored.Id)
            .ShouldBe([second.Id, elsewhere.Id]);
        (await store.FindCalibrationAsync(new EmbeddingSpaceId(new string('0', 64)), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_calibration_that_is_taken_back_holds_no_more_and_stays_in_the_history()
    {
        await using var store = await Fixture.OpenAsync();
        var stored = await store.AddCalibrationAsync(Request(Calibrated()), Token);

        var withdrawal = await store.WithdrawCalibrationAsync(
            Samples.Model(),
            "tests",
            "wrong labels",
            cancellationToken: Token
        );

        (await store.FindCalibrationAsync(stored.Space, Token)).ShouldBeNull();
        withdrawal.Calibration.ShouldBeNull();
        withdrawal.Reason.ShouldBe("wrong labels");
        (await store.ListCalibrationsAsync(cancellationToken: Token))[1].Calibration.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_calibration_of_one_space_is_refused_for_a_model_of_another()
    {
        await using var store = await Fixture.OpenAsync();

        await Should.ThrowAsync<EmbeddingSpaceMismatchException>(() =>
            store.AddCalibrationAsync(Request(Calibrated(), Samples.Model("2.0.0", 'b')), Token)
        );

        (await store.ListCalibrationsAsync(cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_calibration_that_contradicts_itself_is_refused()
    {
        await using var store = await Fixture.OpenAsync();
        var good = Calibrated();
        foreach (
            var bad in (SpaceCalibration[])
                [
                    good with
                    {
                        Thresholds = [],
                    },
                    good with
                    {
                        Thresholds = [.. good.Thresholds.Reverse()],
                    },
                    good with
                    {
                        Thresholds = [good.Thresholds[0] with { Distance = double.NaN }],
                    },
                    good with
                    {
                        ImpostorPairs = 7,
                    },
                    good with
                    {
                        Reliability = null,
                    },
                    good with
                    {
                        DataSet = " ",
                    },
                ]
        )
        {
            await Should.ThrowAsync<ArgumentException>(() => store.AddCalibrationAsync(Request(bad), Token));
        }
    }

    [Fact]
    public async Task A_calibration_is_in_the_audit()
    {
        await using var store = await Fixture.OpenAsync();
        await store.CreateTenantAsync("acme", Token);

        var stored = await store.AddCalibrationAsync(Request(Calibrated()) with { Tenant = "acme" }, Token);
        await store.WithdrawCalibrationAsync(Samples.Model(), "tests", tenant: "acme", cancellationToken: Token);

        var audit = await store.ListAuditAsync("acme", cancellationToken: Token);
        audit
            .Select(static entry => (entry.Action, entry.Actor))
            .ShouldBe([("calibration.stored", "tests"), ("calibration.withdrawn", "tests")]);
        audit[0].Details.ShouldContain(stored.Digest);
        (await store.VerifyAuditAsync("acme", Token)).IsIntact.ShouldBeTrue();
        (
            await FailureOf(store.AddCalibrationAsync(Request(Calibrated()) with { Tenant = "nobody" }, Token))
        ).Failure.ShouldBe(StoreFailure.UnknownTenant);
    }

    [Theory]
    [InlineData("UPDATE calibration_thresholds SET distance = 1.9 WHERE ordinal = 0")]
    [InlineData("UPDATE calibrations SET impostor_pairs = 100000000")]
    [InlineData("UPDATE calibrations SET probability_slope = -0.5")]
    public async Task A_threshold_that_was_changed_outside_is_not_decided_by(string change)
    {
        await using var store = await Fixture.OpenAsync();
        var stored = await store.AddCalibrationAsync(Request(Calibrated()), Token);
        await using (var context = NewContext())
        {
            await context.Database.ExecuteSqlRawAsync(change, Token);
        }

        (await FailureOf(store.FindCalibrationAsync(stored.Space, Token))).Failure.ShouldBe(StoreFailure.Tampered);
        (await FailureOf(new StoreCalibrations(Fixture.Provider).ReadAsync(cancellationToken: Token))).Failure.ShouldBe(
            StoreFailure.Tampered
        );
    }

    [Fact]
    public async Task What_holds_can_be_read_without_the_store_being_open_or_there()
    {
        var reader = new StoreCalibrations(Fixture.Provider);
        var missing = await reader.ReadAsync(cancellationToken: Token);
        missing.ShouldBeSameAs(CurrentCalibrations.None);
        (await new StoreSchema(Fixture.Provider).GetStatusAsync(Token)).State.ShouldBe(StoreSchemaState.Missing);

        await using var store = await Fixture.OpenAsync();
        var empty = await reader.ReadAsync(missing, Token);
        empty.Find(Calibrated().Space).ShouldBeNull();
        var stored = await store.AddCalibrationAsync(Request(Calibrated()), Token);
        var current = await reader.ReadAsync(empty, Token);
        var unchanged = await reader.ReadAsync(current, Token);
        await store.WithdrawCalibrationAsync(Samples.Model(), "tests", cancellationToken: Token);
        var withdrawn = await reader.ReadAsync(current, Token);

        current.Find(stored.Space).ShouldNotBeNull().Id.ShouldBe(stored.Id);
        unchanged.ShouldBeSameAs(current);
        withdrawn.Find(stored.Space).ShouldBeNull();
        withdrawn.Events.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sample_of_a_gallery_has_the_opened_references_of_one_space(bool isEncrypted)
    {
        await using var store = await Fixture.OpenAsync(
            Fixture.Options with
            {
                Encryption = isEncrypted ? StoreEncryption.Aes256Gcm : StoreEncryption.None,
            }
        );
        var anna = await store.EnrollAsync(Samples.Person("anna", 1, 2), Token);
        var bert = await store.EnrollAsync(Samples.Person("bert", 3), Token);
        var other = Samples.Model("2.0.0", 'b');
        await store.EnrollAsync(
            Samples.Person("carl") with
            {
                References = [Samples.Reference(9, model: other)],
            },
            Token
        );
        await store.EnrollAsync(
            new Enrolment
            {
                IdentityId = anna.IdentityId,
                Mode = EnrolmentMode.Add,
                References = [Samples.Reference(4) with { IsCounterexample = true }],
            },
            Token
        );

        using var sample = await store.SampleGalleryAsync(
            new GalleryScope(Tenant),
            EmbeddingSpaceId.Compute(Samples.Model()),
            cancellationToken: Token
        );

        (sample.GalleryReferences, sample.IsWhole, sample.Metric).ShouldBe((3, true, DistanceMetric.Cosine));
        Vectors(sample, anna.IdentityId).ShouldBe([Vector(1), Vector(2)], ignoreOrder: true);
        Vectors(sample, bert.IdentityId).ShouldBe([Vector(3)]);

        static string Vector(int seed) => string.Join(' ', Samples.Vector(seed).Values);
    }

    [Fact]
    public async Task A_sample_of_a_large_gallery_has_whole_identities_and_the_same_seed_takes_the_same_ones()
    {
        await using var store = await Fixture.OpenAsync();
        for (var i = 0; i < 12; i++)
        {
            await store.EnrollAsync(Samples.Person($"person {i}", i * 2, (i * 2) + 1), Token);
        }

        var first = await IdentitiesAsync(1);

        first.Length.ShouldBe(7);
        first.ShouldBe(await IdentitiesAsync(1));
        (await IdentitiesAsync(2)).ShouldNotBe(first);

        async Task<Guid[]> IdentitiesAsync(int seed)
        {
            using var sample = await store.SampleGalleryAsync(
                new GalleryScope(Tenant),
                EmbeddingSpaceId.Compute(Samples.Model()),
                new GallerySampleOptions { MaxReferences = 15, Seed = seed },
                Token
            );
            sample.IsWhole.ShouldBeFalse();
            sample.GalleryReferences.ShouldBe(24);
            sample.References.CountBy(static entry => entry.IdentityId).ShouldAllBe(static count => count.Value == 2);
            return [.. sample.References.Select(static entry => entry.IdentityId).Distinct()];
        }
    }

    [Fact]
    public async Task A_gallery_without_references_gives_an_empty_sample_and_a_disposed_one_has_no_values()
    {
        await using var store = await Fixture.OpenAsync();
        var space = EmbeddingSpaceId.Compute(Samples.Model());
        using (var none = await store.SampleGalleryAsync(new GalleryScope(Tenant), space, cancellationToken: Token))
        {
            none.References.ShouldBeEmpty();
        }

        await store.EnrollAsync(Samples.Person("anna", 1), Token);
        var sample = await store.SampleGalleryAsync(new GalleryScope(Tenant), space, cancellationToken: Token);
        sample.Dispose();

        sample.References.Single().Values.ToArray().ShouldAllBe(static value => value == 0);
    }

    private static IEnumerable<string> Vectors(GallerySample sample, Guid identity) =>
        sample
            .References.Where(entry => entry.IdentityId == identity)
            .Select(static entry => string.Join(' ', entry.Values.ToArray()));

    private VisionDbContext NewContext()
    {
        var options = new DbContextOptionsBuilder<VisionDbContext>();
        Fixture.Provider.Configure(options);
        return new VisionDbContext(options.Options);
    }

    private static CalibrationRequest Request(SpaceCalibration calibration, ModelManifest? model = null) =>
        new()
        {
            Calibration = calibration,
            Model = model ?? Samples.Model(),
            Actor = "tests",
        };

    private static SpaceCalibration Calibrated(double distance = 0.25, ModelManifest? model = null) =>
        new()
        {
            Space = EmbeddingSpaceId.Compute(model ?? Samples.Model()),
            Source = CalibrationSource.Gallery,
            DataSet = "gate cameras",
            GenuinePairs = 500,
            ImpostorPairs = 100_000,
            Thresholds = [Threshold(0.001, distance, 0.9), Threshold(0.01, distance + 0.1, 0.97)],
            Probability = new MatchProbabilityModel(9.5, -31.25, 0.5),
            Reliability = new ReliabilityReport
            {
                GenuinePairs = 400,
                ImpostorPairs = 20_000,
                Prior = 0.5,
                ExpectedCalibrationError = 0.0125,
                BrierScore = 0.02,
                LogLoss = 0.07,
                Bins =
                [
                    new ReliabilityBin(0, 0.5, 10, 19_000, 0.02, 0.025),
                    new ReliabilityBin(0.5, 1, 390, 1000, 0.98, 0.975),
                ],
            },
        };

    private static DecisionThreshold Threshold(double rate, double distance, double accepted) =>
        new()
        {
            FalseMatchRate = rate,
            Distance = distance,
            DataSet = "gate cameras",
            Comparisons = 100_000,
            FalseMatches = (long)(rate * 100_000),
            LowerBound = rate / 2,
            UpperBound = rate * 2,
            TrueAcceptRate = accepted,
        };
}
