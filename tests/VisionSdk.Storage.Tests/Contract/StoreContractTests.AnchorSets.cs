namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    [Fact]
    public async Task An_anchor_set_comes_back_as_it_was_stored()
    {
        await using var store = await Fixture.OpenAsync();
        var set = Samples.Anchors();

        (await store.AddAnchorSetAsync(Tenant, set, boxes: 4888, Token)).ShouldBeTrue();

        var found = (await store.FindAnchorSetAsync(Tenant, set.Name, cancellationToken: Token)).ShouldNotBeNull();
        found.Boxes.ShouldBe(4888);
        found.Set.Anchors.ShouldBe(set.Anchors);
        found.Set.Digest.ShouldBe(set.Digest);
        (found.Set with { Anchors = set.Anchors }).ShouldBe(set);
    }

    [Fact]
    public async Task An_anchor_set_is_found_in_its_latest_version_or_in_the_one_that_is_named()
    {
        await using var store = await Fixture.OpenAsync();
        await store.AddAnchorSetAsync(Tenant, Samples.Anchors(version: 2, width: 20), cancellationToken: Token);
        await store.AddAnchorSetAsync(Tenant, Samples.Anchors(version: 10, width: 30), cancellationToken: Token);
        await store.AddAnchorSetAsync(Tenant, Samples.Anchors(version: 1), cancellationToken: Token);
        await store.AddAnchorSetAsync(Tenant, Samples.Anchors("a-set", version: 7), cancellationToken: Token);

        var latest = await store.FindAnchorSetAsync(Tenant, "cells", cancellationToken: Token);
        var named = await store.FindAnchorSetAsync(Tenant, "cells", version: 2, Token);
        var cells = await store.ListAnchorSetsAsync(Tenant, "cells", Token);
        var all = await store.ListAnchorSetsAsync(Tenant, cancellationToken: Token);

        latest.ShouldNotBeNull().Set.Version.ShouldBe(10);
        named.ShouldNotBeNull().Set.Anchors[0].Width.ShouldBe(20);
        cells.Select(static stored => stored.Set.Version).ShouldBe([1, 2, 10]);
        all.Select(static stored => $"{stored.Set.Name} {stored.Set.Version}")
            .ShouldBe(["a-set 7", "cells 1", "cells 2", "cells 10"]);
    }

    [Fact]
    public async Task An_anchor_set_that_does_not_exist_is_not_found()
    {
        await using var store = await Fixture.OpenAsync();
        await store.AddAnchorSetAsync(Tenant, Samples.Anchors(), cancellationToken: Token);
        await store.CreateTenantAsync("other", Token);

        (await store.FindAnchorSetAsync(Tenant, "cells", version: 2, Token)).ShouldBeNull();
        (await store.FindAnchorSetAsync(Tenant, "crowds", cancellationToken: Token)).ShouldBeNull();
        (await store.FindAnchorSetAsync("other", "cells", cancellationToken: Token)).ShouldBeNull();
        (await store.ListAnchorSetsAsync("other", cancellationToken: Token)).ShouldBeEmpty();
        (await FailureOf(store.ListAnchorSetsAsync("nowhere", cancellationToken: Token))).Failure.ShouldBe(
            StoreFailure.UnknownTenant
        );
    }

    [Fact]
    public async Task A_version_of_an_anchor_set_never_changes()
    {
        await using var store = await Fixture.OpenAsync();
        await store.AddAnchorSetAsync(Tenant, Samples.Anchors(), cancellationToken: Token);

        var again = await store.AddAnchorSetAsync(
            Tenant,
            Samples.Anchors() with
            {
                Source = "the same in other words",
            },
            cancellationToken: Token
        );
        var anchors = await FailureOf(
            store.AddAnchorSetAsync(Tenant, Samples.Anchors(width: 99), cancellationToken: Token)
        );
        var size = await FailureOf(
            store.AddAnchorSetAsync(
                Tenant,
                Samples.Anchors() with
                {
                    Size = new ImageSize(608, 608),
                },
                cancellationToken: Token
            )
        );

        again.ShouldBeFalse();
        anchors.Failure.ShouldBe(StoreFailure.Refused);
        anchors.Message.ShouldContain(Samples.Anchors(width: 99).Digest);
        size.Failure.ShouldBe(StoreFailure.Refused);
        (await store.FindAnchorSetAsync(Tenant, "cells", cancellationToken: Token))!.Set.Source.ShouldBe(
            "364 pictures"
        );
    }

    [Fact]
    public async Task Several_processes_may_store_the_same_anchor_set_at_once()
    {
        await using var one = await Fixture.OpenAsync();
        await using var two = await Fixture.OpenAsync();

        var added = await Task.WhenAll(
            one.AddAnchorSetAsync(Tenant, Samples.Anchors(), cancellationToken: Token),
            two.AddAnchorSetAsync(Tenant, Samples.Anchors(), cancellationToken: Token)
        );

        added.Count(static isNew => isNew).ShouldBe(1);
        (await one.ListAnchorSetsAsync(Tenant, cancellationToken: Token)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_anchor_that_was_changed_in_the_database_is_noticed()
    {
        await using var store = await Fixture.OpenAsync();
        await store.AddAnchorSetAsync(Tenant, Samples.Anchors(), cancellationToken: Token);

        await ExecuteAsync("UPDATE anchors SET width = width + 1 WHERE ordinal = 0");

        var failure = await FailureOf(store.FindAnchorSetAsync(Tenant, "cells", cancellationToken: Token));
        failure.Failure.ShouldBe(StoreFailure.Tampered);
    }

    [Fact]
    public async Task An_anchor_set_out_of_range_is_refused()
    {
        await using var store = await Fixture.OpenAsync();

        foreach (
            var set in (AnchorSet[])
                [
                    Samples.Anchors() with
                    {
                        Anchors = [],
                    },
                    Samples.Anchors() with
                    {
                        Anchors = [new Anchor(1, 0)],
                    },
                    Samples.Anchors() with
                    {
                        Version = 0,
                    },
                    Samples.Anchors() with
                    {
                        MeanIoU = double.NaN,
                    },
                    Samples.Anchors(name: " "),
                ]
        )
        {
            await Should.ThrowAsync<ArgumentException>(store.AddAnchorSetAsync(Tenant, set, cancellationToken: Token));
        }
    }
}
