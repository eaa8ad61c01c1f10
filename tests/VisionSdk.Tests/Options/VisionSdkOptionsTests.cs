using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.Extensions.Options;

namespace VisionSdk.Tests;

public sealed class VisionSdkOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() =>
        Should.NotThrow(() => VisionSdkOptionsValidation.Validate(new VisionSdkOptions()));

    public static TheoryData<Type, string> Properties
    {
        get
        {
            var data = new TheoryData<Type, string>();
            foreach (
                var type in (Type[])
                    [
                        typeof(VisionSdkOptions),
                        typeof(ImageLimitOptions),
                        typeof(VisionStoreOptions),
                        typeof(RecognitionProfile),
                        typeof(EnrolmentGuardOptions),
                        typeof(ModelRuntimeOptions),
                        typeof(RolloutRuntimeOptions),
                        typeof(DecisionOptions),
                        typeof(ResilienceOptions),
                        typeof(InferenceResilienceOptions),
                        typeof(StoreResilienceOptions),
                        typeof(VisionHealthOptions),
                    ]
            )
            {
                foreach (var property in type.GetProperties())
                {
                    data.Add(type, property.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void The_documentation_states_the_range_and_the_default_that_hold(Type type, string name)
    {
        var property = type.GetProperty(name)!;

        var text = ValueText(type, name);

        text.ShouldNotBeNull($"{name} has no <value>");
        text.ShouldContain("efault", customMessage: name);
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            var open = range.MinimumIsExclusive ? "(" : "[";
            var close = range.MaximumIsExclusive ? ")" : "]";
            text.ShouldContain(Format($"in {open}{range.Minimum}, {range.Maximum}{close}"), customMessage: name);
        }

        if (
            name
            is not (
                nameof(VisionSdkOptions.MaxConcurrency)
                or nameof(VisionSdkOptions.Slots)
                or nameof(VisionSdkOptions.Images)
                or nameof(VisionSdkOptions.Profiles)
                or nameof(VisionSdkOptions.Store)
                or nameof(VisionSdkOptions.Models)
                or nameof(VisionSdkOptions.Rollouts)
                or nameof(VisionSdkOptions.Decisions)
                or nameof(VisionSdkOptions.Resilience)
                or nameof(ResilienceOptions.Inference)
                or nameof(VisionHealthOptions.Tags)
                or nameof(ModelRuntimeOptions.TrustedKeys)
                or nameof(RecognitionProfile.Guard)
                or nameof(RecognitionProfile.Labels)
                or nameof(RecognitionProfile.Embedder)
            )
        )
        {
            text.ShouldContain(Default(property.GetValue(Activator.CreateInstance(type))), customMessage: name);
        }
    }

    [Fact]
    public void The_defaults_that_depend_on_the_machine_are_what_the_documentation_says()
    {
        var options = new VisionSdkOptions();

        options.MaxConcurrency.ShouldBe(Environment.ProcessorCount);
        options.Slots.ShouldBe(VisionSdkDefaults.Slots);
        options.Images.ToLimits().ShouldBe(ImageLimits.Default);
    }

    public static TheoryData<string, Action<VisionSdkOptions>, string[]> Mistakes =>
        new()
        {
            { "concurrency", static options => options.MaxConcurrency = 0, ["MaxConcurrency", "1", "1024"] },
            { "queue", static options => options.QueueLimit = -5, ["QueueLimit", "0", "100000"] },
            { "threads", static options => options.IntraOpThreads = 257, ["IntraOpThreads", "256"] },
            {
                "timeout",
                static options => options.OperationTimeout = TimeSpan.Zero,
                ["OperationTimeout", "00:00:00.0100000"]
            },
            { "rate", static options => options.FalseMatchRate = 1, ["FalseMatchRate", "exclusive"] },
            { "limit", static options => options.Images.MaxSide = 0, ["MaxSide", "1000000"] },
            { "provider", static options => options.ExecutionProvider = (ExecutionProvider)9, ["ExecutionProvider"] },
            { "folder", static options => options.ModelsDirectory = "", ["ModelsDirectory"] },
            {
                "band",
                static options => options.FalseMatchRate = 0.05,
                ["InconclusiveFalseMatchRate is 0.01", "FalseMatchRate is 0.05"]
            },
            {
                "retries",
                static options =>
                    (options.ModelLoadRetries, options.ModelLoadRetryDelay) = (10, TimeSpan.FromSeconds(1)),
                ["ModelLoadRetries is 10", "from 1 s, 1023 s in all", "ModelLoadTimeout is 120 s"]
            },
            { "slot", static options => options.Slots["a/b"] = "../x", ["Slots['a/b'] is '../x'"] },
            {
                "profile slot",
                static options => options.Profiles["whales"] = new RecognitionProfile { Embedder = "whales/embedder" },
                ["Profiles['whales'] names slot 'whales/embedder'", "faces/embedder"]
            },
            {
                "profile without embedder",
                static options => options.Profiles["whales"] = new RecognitionProfile(),
                ["Profiles['whales']", "Embedder"]
            },
            {
                "profile value",
                static options => options.Profiles["faces"].Guard.MaxRoll = 9,
                ["Profiles['faces']", "MaxRoll"]
            },
            {
                "landmarks without a detector",
                static options => options.Profiles["faces"].Detector = null,
                ["Profiles['faces'] locates landmarks"]
            },
            { "store", static options => options.Store.Database = "", ["Database"] },
            {
                "failure ratio",
                static options => options.Resilience.Inference.FailureRatio = 0,
                ["FailureRatio", "0", "exclusive"]
            },
            {
                "slow runs",
                static options => options.Resilience.Inference.SlowAfter = TimeSpan.FromSeconds(31),
                ["Resilience.Inference.SlowAfter is 31 s", "OperationTimeout is 30 s"]
            },
            {
                "store retries",
                static options =>
                    (options.Resilience.Store.Retries, options.Resilience.Store.RetryDelay) = (
                        6,
                        TimeSpan.FromSeconds(1)
                    ),
                ["Resilience.Store.Retries is 6", "63 s in all", "Resilience.Store.Timeout is 30 s"]
            },
            {
                "optimised graphs that nobody has signed",
                static options => (options.Models.RequireSignature, options.Models.KeepOptimizedGraphs) = (true, true),
                ["Models.KeepOptimizedGraphs"]
            },
            { "slot name", static options => options.Slots[" "] = "yolo", ["without a name", "'yolo'"] },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_with_its_values(string what, Action<VisionSdkOptions> mistake, string[] quoted)
    {
        var options = new VisionSdkOptions();
        mistake(options);

        var error = Should.Throw<OptionsValidationException>(() => VisionSdkOptionsValidation.Validate(options), what);

        foreach (var text in quoted)
        {
            error.Message.ShouldContain(text, customMessage: what);
        }
    }

    [Fact]
    public void No_band_is_allowed()
    {
        var options = new VisionSdkOptions { FalseMatchRate = 0.1, InconclusiveFalseMatchRate = null };

        Should.NotThrow(() => VisionSdkOptionsValidation.Validate(options));
    }

    private static string? ValueText(Type type, string name)
    {
        var file = Path.ChangeExtension(type.Assembly.Location, ".xml");
        var member = XDocument
            .Load(file)
            .Descendants("member")
            .Single(element => (string?)element.Attribute("name") == $"P:{type.FullName}.{name}");
        return member.Element("value") is { } value ? string.Concat(value.Nodes().Select(Text)) : null;
    }

    private static string Text(XNode node) =>
        node is XElement element ? (string?)element.Attribute("cref") ?? "" : node.ToString();

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Default(object? value) =>
        value is bool flag
            ? flag
                ? "efault true"
                : "efault false"
            : Format($"efault {value}");
}
