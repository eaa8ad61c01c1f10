namespace VisionSdk.Tests;

public sealed class SemanticVersionTests
{
    // The order of semver.org, item 11, and numbers that an ordinal comparison would get wrong.
    private static readonly string[] Ascending =
    [
        "1.0.0-1",
        "1.0.0-2",
        "1.0.0-10",
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "1.0.0+build.1",
        "1.0.1",
        "1.2.0",
        "1.10.0",
        "2.0.0-rc.1",
        "2.0.0",
    ];

    [Fact]
    public void Versions_sort_by_precedence()
    {
        var versions = Ascending.Reverse().Select(SemanticVersion.Parse).Order().Select(static v => v.ToString());

        versions.ShouldBe(Ascending);
    }

    [Fact]
    public void Operators_agree_with_the_order()
    {
        var low = SemanticVersion.Parse("1.9.0");
        var high = SemanticVersion.Parse("1.10.0");

        (low < high && low <= high && high > low && high >= low).ShouldBeTrue();
        (high < low || high <= low || low > high || low >= high).ShouldBeFalse();
        low.ShouldBe(SemanticVersion.Parse("1.9.0"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("01.2.3")]
    [InlineData("1.2.-3")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3+")]
    [InlineData("1.2.3+a+b")]
    [InlineData("1.2.3-é")]
    [InlineData("v1.2.3")]
    [InlineData(" 1.2.3")]
    [InlineData("99999999999.0.0")]
    public void TryParse_refuses_what_is_not_a_semantic_version(string? text)
    {
        SemanticVersion.TryParse(text, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.0.0")]
    [InlineData("1.2.3-rc.1+build-5.007")]
    [InlineData("1.0.0--")]
    public void ToString_gives_back_what_was_parsed(string text)
    {
        SemanticVersion.Parse(text).ToString().ShouldBe(text);
    }

    [Fact]
    public void The_default_version_is_the_lowest_release()
    {
        default(SemanticVersion).ToString().ShouldBe("0.0.0");
        (default(SemanticVersion) < SemanticVersion.Parse("0.0.1-a")).ShouldBeTrue();
    }
}
