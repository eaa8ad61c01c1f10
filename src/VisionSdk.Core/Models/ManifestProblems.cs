namespace VisionSdk;

/// <summary>What is wrong with a manifest, collected so that one message lists it all.</summary>
internal sealed class ManifestProblems
{
    private readonly List<string> _problems = [];

    public bool IsEmpty => _problems.Count == 0;

    public IReadOnlyList<string> All => _problems;

    public void Add(string problem) => _problems.Add(problem);

    /// <summary>Adds a problem unless a condition holds.</summary>
    public void Require(bool condition, string problem)
    {
        if (!condition)
        {
            _problems.Add(problem);
        }
    }

    public void RequireText(string? text, string field) =>
        Require(!string.IsNullOrWhiteSpace(text), $"{field} is empty");

    public void RequireShare(float value, string field) =>
        Require(value is >= 0 and <= 1, $"{field} is {value}, not in [0, 1]");

    public void RequirePositive(double value, string field) =>
        Require(value > 0 && double.IsFinite(value), $"{field} is {value}, not positive");

    public void RequireKnown<T>(T value, string field)
        where T : struct, Enum => Require(Enum.IsDefined(value), $"{field} is {value}, which is not a known value");

    /// <summary>All problems, separated by semicolons, ending with a full stop.</summary>
    public override string ToString() => $"{string.Join("; ", _problems)}.";
}
