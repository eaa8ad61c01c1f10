namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Bulk_enrolment_stores_what_single_ones_would(int seconds)
    {
        await using var store = await Fixture.OpenAsync(
            Fixture.Options with
            {
                BulkBatch = 8,
                BulkTransactionTime = TimeSpan.FromSeconds(seconds),
            }
        );

        var outcomes = await ListAsync(store, Enumerable.Range(0, 20).Select(Numbered));

        outcomes.Select(static outcome => outcome.Index).ShouldBe(Enumerable.Range(0, 20).Select(static i => (long)i));
        outcomes.ShouldAllBe(static outcome => outcome.Receipt!.IsNew && outcome.Receipt.Added.Length == 2);
        var found = (await store.FindIdentityAsync(Tenant, "faces", "p7", Token)).ShouldNotBeNull();
        found.Id.ShouldBe(outcomes[7].Receipt!.IdentityId);
        found.DisplayName.ShouldBe("Name of p7");
        found.Tags.ShouldBe(["staff"]);
        found.References.ShouldBe(2);
        found.Version.ShouldBe(1);
        var search = await store.SearchAsync(Faces, Samples.Vector(14), cancellationToken: Token);
        search.Identities.ShouldBe(20);
        search.Embeddings.ShouldBe(40);
        search.Candidates[0].IdentityId.ShouldBe(found.Id);
        var entries = await store.ListAuditAsync(Tenant, cancellationToken: Token);
        entries
            .Select(static entry => entry.Subject)
            .ShouldBe(outcomes.Select(static o => (Guid?)o.Receipt!.IdentityId));
        entries.ShouldAllBe(static entry => entry.Action == "identity.created");
        (await store.VerifyAuditAsync(Tenant, Token)).IsIntact.ShouldBeTrue();
        (await store.EraseAsync(Tenant, found.Id, cancellationToken: Token)).IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Bulk_enrolment_again_changes_nothing()
    {
        await using var store = await Fixture.OpenAsync(Fixture.Options with { BulkBatch = 8 });
        var first = await ListAsync(store, Enumerable.Range(0, 12).Select(Numbered));

        var second = await ListAsync(store, Enumerable.Range(0, 14).Select(Numbered));

        second.Take(12).ShouldAllBe(static o => !o.Receipt!.IsNew && o.Receipt.AlreadyPresent == 2);
        second.Skip(12).ShouldAllBe(static o => o.Receipt!.IsNew);
        second
            .Take(12)
            .Select(static o => o.Receipt!.IdentityId)
            .ShouldBe(first.Select(static o => o.Receipt!.IdentityId));
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(14);
    }

    [Fact]
    public async Task Bulk_enrolment_says_which_vectors_were_there_already()
    {
        await using var store = await Fixture.OpenAsync();
        Enrolment[] people = [Samples.Person("anna", 1, 2, 1), Samples.Person("bert", 3)];

        var outcomes = await ListAsync(store, people);
        var again = await ListAsync(store, people);

        outcomes[0].Receipt!.Added.Length.ShouldBe(2);
        (outcomes[0].Receipt!.AlreadyPresent, outcomes[1].Receipt!.AlreadyPresent).ShouldBe((1, 0));
        outcomes[0].Receipt!.PresentAt.ShouldBe([2]);
        outcomes[1].Receipt!.PresentAt.ShouldBeEmpty();
        again[0].Receipt!.PresentAt.ShouldBe([0, 1, 2]);
    }

    [Fact]
    public async Task Bulk_enrolment_adds_to_a_key_that_comes_twice()
    {
        await using var store = await Fixture.OpenAsync(Fixture.Options with { BulkBatch = 3 });
        Enrolment[] people =
        [
            Samples.Person("anna", 1),
            Samples.Person("anna", 2, 2),
            Samples.Person("bert", 3),
            Samples.Person("anna", 4),
        ];

        var outcomes = await ListAsync(store, people);

        outcomes.Select(static o => o.Receipt!.IsNew).ShouldBe([true, false, true, false]);
        outcomes.Select(static o => o.Receipt!.Added.Length).ShouldBe([1, 1, 1, 1]);
        (await store.FindIdentityAsync(Tenant, "faces", "anna", Token))!.References.ShouldBe(3);
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(2);
        (await store.VerifyAuditAsync(Tenant, Token)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Bulk_enrolment_reports_what_is_refused_and_stores_the_rest()
    {
        await using var store = await Fixture.OpenAsync(Fixture.Options with { BulkBatch = 4 });
        await store.EnrollAsync(Samples.Person("taken", 50), Token);
        var foreign = Samples.Reference(1) with { Embedding = Samples.Vector(1, Samples.Model("2.0.0", 'b')) };
        Enrolment[] people =
        [
            Samples.Person("a", 1),
            new Enrolment { References = [] },
            new Enrolment { References = [foreign] },
            Samples.Person("b", 2) with
            {
                Tenant = "nowhere",
            },
            Samples.Person("taken", 3) with
            {
                Mode = EnrolmentMode.Create,
            },
            Samples.Person("c", 4) with
            {
                Mode = EnrolmentMode.Add,
            },
            new Enrolment { References = [Samples.Reference(9, model: Samples.Model(digit: 'c'))] },
            Samples.Person("d", 5),
            new Enrolment { References = [Samples.Reference(6)] },
        ];

        var outcomes = await ListAsync(store, people);

        outcomes
            .Select(static o => o.Failure)
            .Select(static f => f is StoreException store ? store.Failure.ToString() : f?.GetType().Name)
            .ShouldBe([
                null,
                nameof(ArgumentException),
                nameof(EmbeddingSpaceMismatchException),
                nameof(StoreFailure.UnknownTenant),
                nameof(StoreFailure.DuplicateKey),
                nameof(StoreFailure.UnknownIdentity),
                nameof(StoreFailure.Refused),
                null,
                null,
            ]);
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Others_get_their_turn_while_a_bulk_enrolment_goes_on(bool anotherProcess)
    {
        await using var store = await Fixture.OpenAsync(
            Fixture.Options with
            {
                BulkBatch = 50,
                BulkTransactionTime = TimeSpan.FromMilliseconds(200),
            }
        );
        await using var other = await Fixture.OpenAsync();
        Task<EnrolmentReceipt>? waiting = null;
        var count = 0;

        // Far more than are stored meanwhile: only that the other one is through ends it.
        await foreach (var outcome in store.EnrollManyAsync(PeopleAsync(), Token))
        {
            outcome.Failure.ShouldBeNull();
            waiting ??= (anotherProcess ? other : store).EnrollAsync(Samples.Person("anna", 1), Token);
        }

        (await waiting.ShouldNotBeNull()).IsNew.ShouldBeTrue();
        count.ShouldBeLessThan(100_000);
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(count + 1);

        async IAsyncEnumerable<Enrolment> PeopleAsync()
        {
            while (count < 100_000 && waiting is not { IsCompleted: true })
            {
                await Task.CompletedTask;
                yield return Samples.Person($"p{count}", count++);
            }
        }
    }

    [Fact]
    public async Task Bulk_enrolment_stops_when_nobody_reads_on()
    {
        await using var store = await Fixture.OpenAsync(
            Fixture.Options with
            {
                BulkBatch = 2,
                BulkTransactionTime = TimeSpan.Zero,
            }
        );

        await foreach (var outcome in store.EnrollManyAsync(Enumerable.Range(0, 100).Select(Numbered), Token))
        {
            outcome.Index.ShouldBe(0);
            break;
        }

        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBeInRange(1, 2);
        await store.EnrollAsync(Samples.Person("anna", 1), Token);
        (await store.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token)).Candidates.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Two_bulk_enrolments_of_the_same_people_make_each_of_them_once()
    {
        await using var one = await Fixture.OpenAsync(Fixture.Options with { BulkBatch = 10 });
        await using var two = await Fixture.OpenAsync(Fixture.Options with { BulkBatch = 14 });
        var people = Enumerable.Range(0, 30).Select(Numbered).ToList();

        var both = await Task.WhenAll(ListAsync(one, people), ListAsync(two, people));

        both[0].Concat(both[1]).Count(static o => o.Receipt!.IsNew).ShouldBe(30);
        both[0].Select(static o => o.Receipt!.IdentityId).ShouldBe(both[1].Select(static o => o.Receipt!.IdentityId));
        var found = await one.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token);
        found.Embeddings.ShouldBe(60);
        (await one.VerifyAuditAsync(Tenant, Token)).IsIntact.ShouldBeTrue();
    }

    private static Enrolment Numbered(int i) => Samples.Person($"p{i}", 2 * i, (2 * i) + 1) with { Tags = ["staff"] };

    private static async Task<List<EnrolmentOutcome>> ListAsync(VisionStore store, IEnumerable<Enrolment> people)
    {
        var outcomes = new List<EnrolmentOutcome>();
        await foreach (var outcome in store.EnrollManyAsync(people, Token))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }
}
