using VisionSdk.Cli;

return await VisionCommandLine.RunAsync(args, Terminal.OfProcess());
