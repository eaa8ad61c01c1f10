using System.Collections.Concurrent;
using System.CommandLine;

namespace VisionSdk.Cli;

/// <summary><c>vision enroll</c>: make identities of pictures.</summary>
internal sealed class EnrollCommand
{
    private readonly Argument<string> _path = new("path")
    {
        Description =
            "A picture, a folder of one identity's pictures, or a folder of such folders; a folder's name is the key.",
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "Key of the identity, such as an employee number [default: name of the folder or file].",
        HelpName = "KEY",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "What people call it [default: the key].",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "A word to filter by, stored in clear; may be repeated.",
        DefaultValueFactory = static _ => [],
        HelpName = "WORD",
    };

    private readonly Option<bool> _keepCrops = new("--keep-crops")
    {
        Description = "Keep a small, encrypted picture of each face for later models.",
    };

    private readonly Option<DateOnly?> _retainUntil = new("--retain-until")
    {
        Description = "The day from which on 'vision identities purge' erases them.",
        HelpName = "DATE",
    };

    private readonly Option<EnrolmentChecks[]> _skip = new("--skip-check")
    {
        Description =
            "A reason against a picture that is not looked for, such as PoseTooFar or AnotherIdentity; may be repeated.",
        DefaultValueFactory = static _ => [],
        HelpName = "CHECK",
    };

    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private EnrollCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var enroll = new EnrollCommand(terminal, common);
        var command = new Command(
            "enroll",
            "Make identities of pictures. May be repeated: what is enrolled already stays as it is. Exit code 1: somebody was refused."
        )
        {
            enroll._path,
            enroll._key,
            enroll._name,
            enroll._tags,
            enroll._keepCrops,
            enroll._retainUntil,
            enroll._skip,
        };
        enroll._store.AddWithScopeTo(command);
        command.SetAction(enroll.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var plan = EnrolmentPlan.Of(arguments.GetValue(_path)!, arguments.GetValue(_key));
        if (plan.Count > 1 && arguments.GetValue(_name) is not null)
        {
            throw new UsageException($"--name names one identity, and there are {plan.Count}. Leave it out.");
        }

        await using var client = _store.Open(arguments, _common, mayCreate: true);
        var results = await _terminal.ProgressAsync(
            "Enrolling",
            plan.Count,
            step => EnrollAllAsync(client, plan, Options(arguments), step, cancellationToken)
        );
        var report = EnrollReport.From(results);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.EnrollReport);
        }
        else
        {
            EnrollTable.Write(_terminal, report);
        }

        return report.Refused == 0 ? ExitCode.Done : ExitCode.Negative;
    }

    private EnrolmentOptions Options(ParseResult arguments)
    {
        var checks = EnrolmentChecks.All;
        foreach (var skipped in arguments.GetValue(_skip)!)
        {
            checks &= ~skipped;
        }

        return new EnrolmentOptions
        {
            Tenant = _store.Tenant(arguments),
            Profile = _store.Profile(arguments),
            DisplayName = arguments.GetValue(_name),
            Tags = [.. arguments.GetValue(_tags)!],
            KeepCrops = arguments.GetValue(_keepCrops) ? true : null,
            RetainUntil = arguments.GetValue(_retainUntil) is { } day
                ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
                : null,
            Checks = checks,
            Actor = "vision",
        };
    }

    private static async Task<IReadOnlyList<EnrolledIdentityReport>> EnrollAllAsync(
        VisionClient client,
        IReadOnlyList<PlannedIdentity> plan,
        EnrolmentOptions options,
        Action step,
        CancellationToken cancellationToken
    )
    {
        // The order of the plan, whoever is done first.
        var results = new ConcurrentDictionary<int, EnrolledIdentityReport>();
        await Parallel.ForAsync(
            0,
            plan.Count,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = VisionSdkDefaults.MaxConcurrency,
                CancellationToken = cancellationToken,
            },
            async (index, token) =>
            {
                results[index] = await EnrollAsync(client, plan[index], options, token);
                step();
            }
        );
        return [.. results.OrderBy(static pair => pair.Key).Select(static pair => pair.Value)];
    }

    private static async Task<EnrolledIdentityReport> EnrollAsync(
        VisionClient client,
        PlannedIdentity planned,
        EnrolmentOptions options,
        CancellationToken cancellationToken
    )
    {
        var named = options with { ExternalKey = planned.Key, DisplayName = options.DisplayName ?? planned.Key };
        try
        {
            var result = await client.EnrollAsync(
                [.. planned.Files.Select(static file => new EnrolmentPicture(ImageSource.FromFile(file)))],
                named,
                cancellationToken
            );
            return EnrolledIdentityReport.From(planned, result);
        }
        catch (ImageDecodeException exception) when (planned.Files.Count == 1)
        {
            var damaged = new EnrolledPictureReport(
                planned.Files[0],
                IsReference: false,
                EnrolmentChecks.None,
                Resembles: null,
                Distance: null,
                exception.Message
            );
            return new EnrolledIdentityReport(planned.Key, null, EnrolmentStatus.Refused, IsNew: false, [damaged]);
        }
        catch (ImageDecodeException)
        {
            return await EnrollOneByOneAsync(client, planned, options, cancellationToken);
        }
    }

    /// <summary>One damaged picture must not keep out the others of its identity.</summary>
    private static async Task<EnrolledIdentityReport> EnrollOneByOneAsync(
        VisionClient client,
        PlannedIdentity planned,
        EnrolmentOptions options,
        CancellationToken cancellationToken
    )
    {
        var reports = new List<EnrolledIdentityReport>();
        foreach (var file in planned.Files)
        {
            reports.Add(await EnrollAsync(client, planned with { Files = [file] }, options, cancellationToken));
        }

        var status =
            reports.Exists(static report => report.Status == EnrolmentStatus.Enrolled) ? EnrolmentStatus.Enrolled
            : reports.Exists(static report => report.Status == EnrolmentStatus.AlreadyEnrolled)
                ? EnrolmentStatus.AlreadyEnrolled
            : EnrolmentStatus.Refused;
        return new EnrolledIdentityReport(
            planned.Key,
            reports.Find(static report => report.IdentityId is not null)?.IdentityId,
            status,
            reports.Exists(static report => report.IsNew),
            [.. reports.SelectMany(static report => report.Pictures)]
        );
    }
}
