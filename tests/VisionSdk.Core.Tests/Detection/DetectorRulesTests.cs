namespace VisionSdk.Core.Tests;

public class DetectorRulesTests
{
    private static readonly PriorBoxSettings PriorBox = (PriorBoxSettings)Manifests.ByDecoder["prior-box"].Output;
    private static readonly AnchorFreeSettings AnchorFree = (AnchorFreeSettings)
        Manifests.ByDecoder["anchor-free"].Output;
    private static readonly CenterHeatmapSettings Heatmap = (CenterHeatmapSettings)
        Manifests.ByDecoder["center-heatmap"].Output;
    private static readonly ScrfdSettings Scrfd = (ScrfdSettings)Manifests.ByDecoder["scrfd"].Output;
    private static readonly YuNetSettings YuNet = (YuNetSettings)Manifests.ByDecoder["yunet"].Output;

    public static TheoryData<string, DetectorSettings> Broken =>
        new()
        {
            { "output.tensors", PriorBox with { Tensors = ["a"] } },
            { "output.tensors", PriorBox with { Tensors = ["a", "b", "c"] } },
            {
                "output.tensors",
                PriorBox with
                {
                    Tensors = [],
                    Grids = [],
                    PriorSizes = [],
                    BoxCoding = PriorBoxCoding.Corners,
                }
            },
            { "output.tensors", PriorBox with { Grids = [], PriorSizes = [], PriorsFromTensor = true } },
            { "both grids and priorsFromTensor", PriorBox with { Tensors = ["a", "b", "c"], PriorsFromTensor = true } },
            { "no priors", PriorBox with { Grids = [], PriorSizes = [] } },
            { "output.priorSizes is empty", PriorBox with { PriorSizes = [] } },
            {
                "output.priorSizes has 2 lists",
                PriorBox with
                {
                    PriorSizes = [PriorBox.PriorSizes[0], PriorBox.PriorSizes[0]],
                }
            },
            {
                "output.priorSizes[0] has 1 sizes",
                PriorBox with
                {
                    PriorSizes =
                    [
                        [new Anchor(1, 1)],
                    ],
                }
            },
            {
                "output.priorSizes[0]: a width",
                PriorBox with
                {
                    PriorSizes =
                    [
                        [new Anchor(1, 1), new Anchor(0, 1)],
                    ],
                }
            },
            { "output.grids: a stride", PriorBox with { Grids = [new PriorGrid(0, 2)] } },
            {
                "output.grids: priorsPerCell",
                PriorBox with
                {
                    Grids = [new PriorGrid(8, 0)],
                    PriorSizes =
                    [
                        [],
                    ],
                }
            },
            { "output.centerScale", PriorBox with { CenterScale = 0 } },
            { "output.sizeScale", PriorBox with { SizeScale = float.NaN } },
            { "output.classOffset", PriorBox with { ClassOffset = -1 } },
            { "output.keypointsPerBox", PriorBox with { KeypointsPerBox = -1 } },
            { "output.boxCoding", PriorBox with { BoxCoding = (PriorBoxCoding)9 } },
            { "output.activation", PriorBox with { Activation = (ScoreActivation)9 } },
            { "output.tensors", AnchorFree with { Tensors = ["a", "b"] } },
            { "output.strides", AnchorFree with { Strides = [8, 0] } },
            { "output.activation", AnchorFree with { Activation = ScoreActivation.Softmax } },
            { "output.tensors", Heatmap with { Tensors = ["heat"] } },
            { "output.stride", Heatmap with { Stride = 0 } },
            { "output.maxPeaks", Heatmap with { MaxPeaks = 0 } },
            { "output.layout", Heatmap with { Layout = (TensorLayout)9 } },
            { "output.strides", Scrfd with { Strides = [], Tensors = [] } },
            { "output.tensors", Scrfd with { KeypointsPerBox = 0 } },
            { "output.anchorsPerCell", Scrfd with { AnchorsPerCell = 0 } },
            { "output.classCount", Scrfd with { ClassCount = 2 } },
            { "output.activation", Scrfd with { Activation = ScoreActivation.Softmax } },
            { "output.tensors", YuNet with { Tensors = ["a"] } },
            { "output.classCount", YuNet with { ClassCount = 2 } },
            { "output.nmsMethod", YuNet with { NmsMethod = (SuppressionMethod)9 } },
        };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void Each_broken_rule_is_named(string field, DetectorSettings settings) =>
        Should
            .Throw<ArgumentException>(() => DetectionDecoders.Create(settings))
            .Message.ShouldContain(field, Case.Sensitive);
}
