namespace VisionSdk.Tests;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("yolo-n", "yolo-n", null)]
    [InlineData("face.v2@1.2.0-rc.1+build5", "face.v2", "1.2.0-rc.1+build5")]
    public void TryParse_reads_an_id_with_or_without_a_version(string text, string id, string? version)
    {
        ModelName.TryParse(text, out var name).ShouldBeTrue();

        name.ShouldBe(new ModelName(id, version));
        name.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@1.0.0")]
    [InlineData("yolo@")]
    [InlineData("yolo@1@2")]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("yolo n")]
    public void TryParse_refuses_what_is_no_name_or_could_leave_the_models_folder(string? text) =>
        ModelName.TryParse(text, out _).ShouldBeFalse();
}
