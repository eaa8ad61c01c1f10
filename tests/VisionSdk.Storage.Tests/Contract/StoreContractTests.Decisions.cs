using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    private static readonly DateTimeOffset Decided = DateTimeOffset.UnixEpoch.AddYears(50);

    [Fact]
    public async Task A_decision_comes_back_with_its_pictures()
    {
        await using var store = await Fixture.OpenAsync();
        var anna = await store.EnrollAsync(Samples.Person("anna", 1), Token);
        var claim = Recorded(anna.IdentityId, "a probe");
        var pair = Recorded(identity: null, "left", "right");

        (await store.AddDecisionsAsync([claim, pair], Token)).ShouldBe(2);

        var listed = await store.ListDecisionsAsync(cancellationToken: Token);
        listed.Length.ShouldBe(2);
        listed.Single(item => item.Id == claim.Id).ShouldBe(claim with { Crops = [], KeptCrops = 1 });
        listed.Single(item => item.Id == pair.Id).ShouldBe(pair with { Crops = [], KeptCrops = 2 });
        (await PicturesOf(store, claim)).ShouldBe(["a probe"]);
        (await PicturesOf(store, pair)).ShouldBe(["left", "right"]);
    }

    [Fact]
    public async Task Decisions_are_listed_by_page_time_operation_and_in_order()
    {
        await using var store = await Fixture.OpenAsync();
        DecisionRecord[] all =
        [
            .. Enumerable
                .Range(0, 7)
                .Select(static i => Recorded(identity: null) with { DecidedAt = Decided.AddMinutes(i / 2) }),
        ];
        await store.AddDecisionsAsync([.. all, Recorded(identity: null) with { Operation = "detect" }], Token);

        var seen = new List<Guid>();
        DecisionRecord? last = null;
        while (true)
        {
            var page = await store.ListDecisionsAsync(
                new DecisionQuery
                {
                    Operation = "claim",
                    After = last,
                    Count = 2,
                },
                Token
            );
            if (page.IsEmpty)
            {
                break;
            }

            seen.AddRange(page.Select(static item => item.Id));
            last = page[^1];
        }

        seen.Count.ShouldBe(7);
        seen.ShouldBeUnique();
        seen.Order().ShouldBe(all.Select(static item => item.Id).Order());
        (
            await store.ListDecisionsAsync(
                new DecisionQuery { Since = Decided.AddMinutes(1), Until = Decided.AddMinutes(2) },
                Token
            )
        ).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Erase_removes_the_decisions_about_an_identity_and_counts_them()
    {
        await using var store = await Fixture.OpenAsync();
        var anna = await store.EnrollAsync(Samples.Person("anna", 1), Token);
        var bert = await store.EnrollAsync(Samples.Person("bert", 2), Token);
        var of = Recorded(bert.IdentityId, "bert's probe");
        await store.AddDecisionsAsync([Recorded(anna.IdentityId, "one"), Recorded(anna.IdentityId, "two"), of], Token);

        var receipt = await store.EraseAsync(Tenant, anna.IdentityId, "dpo", Token);

        receipt.Decisions.ShouldBe(2);
        receipt.Crops.ShouldBe(3);
        receipt.IsComplete.ShouldBeTrue();
        (await store.ListDecisionsAsync(cancellationToken: Token)).ShouldHaveSingleItem().Id.ShouldBe(of.Id);
        (await PicturesOf(store, of)).ShouldBe(["bert's probe"]);
        (await CountCropsAsync()).ShouldBe(1);
        (await store.VerifyAuditAsync(Tenant, Token)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_decision_about_somebody_who_is_erased_meanwhile_is_not_kept()
    {
        await using var store = await Fixture.OpenAsync();
        var anna = await store.EnrollAsync(Samples.Person("anna", 1), Token);
        await store.EraseAsync(Tenant, anna.IdentityId, "dpo", Token);

        var stored = await store.AddDecisionsAsync(
            [Recorded(anna.IdentityId, "late"), Recorded(anna.IdentityId), Recorded(identity: null, "a stranger")],
            Token
        );

        stored.ShouldBe(1);
        (await store.ListDecisionsAsync(cancellationToken: Token)).ShouldHaveSingleItem().IdentityId.ShouldBeNull();
    }

    [Fact]
    public async Task Purge_deletes_the_decisions_whose_retention_has_ended_and_their_keys()
    {
        var time = new FakeTimeProvider(Decided);
        await using var store = await Fixture.OpenAsync(time: time);
        var due = Recorded(identity: null, "due");
        var kept = Recorded(identity: null, "kept") with { RetainUntil = Decided.AddDays(60) };
        await store.AddDecisionsAsync([due, kept], Token);
        time.Advance(TimeSpan.FromDays(31));

        var report = await store.PurgeAsync(cancellationToken: Token);

        report.DecisionsDeleted.ShouldBe(1);
        (await store.ListDecisionsAsync(cancellationToken: Token)).ShouldHaveSingleItem().Id.ShouldBe(kept.Id);
        (await PicturesOf(store, due)).ShouldBeEmpty();
        (await PicturesOf(store, kept)).ShouldBe(["kept"]);
    }

    private static DecisionRecord Recorded(Guid? identity, params ReadOnlySpan<string> crops)
    {
        var kept = System.Collections.Immutable.ImmutableArray.CreateBuilder<DecisionCrop>();
        foreach (var crop in crops)
        {
            kept.Add(new DecisionCrop(Encoding.UTF8.GetBytes(crop), "image/jpeg"));
        }

        return new DecisionRecord
        {
            Id = Guid.CreateVersion7(Decided),
            Operation = "claim",
            Tenant = Tenant,
            Profile = "faces",
            IdentityId = identity,
            Slot = Slot,
            ModelId = "test-embedder",
            Version = "1.0.0",
            Space = EmbeddingSpaceId.Compute(Samples.Model()),
            Decision = "Match",
            Distance = 0.25,
            Threshold = 0.5,
            Rate = 0.001,
            DecidedAt = Decided,
            RetainUntil = Decided.AddDays(30),
            Crops = kept.ToImmutable(),
        };
    }

    private static async Task<string[]> PicturesOf(VisionStore store, DecisionRecord decision) =>
        [
            .. (await store.ReadDecisionCropsAsync(decision, Token)).Select(static crop =>
                Encoding.UTF8.GetString(crop.Content.Span)
            ),
        ];

    private async Task<long> CountCropsAsync()
    {
        var options = new DbContextOptionsBuilder<VisionDbContext>();
        Fixture.Provider.Configure(options);
        await using var context = new VisionDbContext(options.Options);
        return await context
            .Database.SqlQueryRaw<long>("SELECT count(*) AS \"Value\" FROM decision_crops")
            .SingleAsync(Token);
    }
}
