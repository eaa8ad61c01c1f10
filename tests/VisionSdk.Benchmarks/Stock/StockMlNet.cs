using System.Reflection;
using System.Runtime.Loader;

namespace VisionSdk.Benchmarks;

/// <summary>Stock ML.NET in a load context of its own, with the old SkiaSharp that its imaging needs, in the same process as the candidates.</summary>
internal sealed class StockMlNet : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;
    private readonly Assembly _assembly;

    public StockMlNet()
        : base("stock ML.NET")
    {
        var output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var path = Path.Combine(
            Path.GetDirectoryName(Path.GetDirectoryName(output))!,
            "VisionSdk.Benchmarks.Stock",
            Path.GetFileName(output),
            "VisionSdk.Benchmarks.Stock.dll"
        );
        _resolver = new AssemblyDependencyResolver(path);
        _assembly = LoadFromAssemblyPath(path);
    }

    /// <summary>From a picture file to the first value of a network's output.</summary>
    public Func<string, float> Pictures(
        string graph,
        string input,
        string output,
        int side,
        float offset,
        float scale
    ) =>
        Create("StockPicturePipeline", graph, input, output, side, offset, scale).CreateDelegate<Func<string, float>>();

    /// <summary>From a tensor to the first value of a network's output.</summary>
    public Func<float> Tensor(string graph, string input, string output, float[] values) =>
        Create("StockTensorPipeline", graph, input, output, values).CreateDelegate<Func<float>>();

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path
            ? LoadUnmanagedDllFromPath(path)
            : IntPtr.Zero;

    private BoundRun Create(string type, params object[] arguments) =>
        new(
            Activator.CreateInstance(
                _assembly.GetType($"VisionSdk.Benchmarks.Stock.{type}", throwOnError: true)!,
                arguments
            )!
        );

    private readonly struct BoundRun(object target)
    {
        public TDelegate CreateDelegate<TDelegate>()
            where TDelegate : Delegate => target.GetType().GetMethod("Run")!.CreateDelegate<TDelegate>(target);
    }
}
