using System.CommandLine;

namespace VisionSdk.Cli;

/// <summary>Who changes the thresholds that hold, and why.</summary>
internal sealed class CalibrationActor
{
    private readonly Option<string> _actor = new("--actor")
    {
        Description = "Who does it, for history and audit; no personal data.",
        DefaultValueFactory = static _ => "vision",
        HelpName = "NAME",
    };

    private readonly Option<string?> _reason = new("--reason") { Description = "Why.", HelpName = "TEXT" };

    public void AddTo(Command command)
    {
        command.Options.Add(_actor);
        command.Options.Add(_reason);
    }

    public CalibrationStoreOptions Options(ParseResult arguments, string tenant) =>
        new()
        {
            Actor = arguments.GetValue(_actor)!,
            Reason = arguments.GetValue(_reason),
            Tenant = tenant,
        };
}
