namespace VisionSdk;

/// <summary>What a manifest alone shows: what is unfinished.</summary>
internal static class PackageChecks
{
    public static IEnumerable<ModelFinding> Of(ModelManifest manifest)
    {
        if (manifest.Provenance.License == ModelDraftOptions.NoLicense)
        {
            yield return new ModelFinding(
                "license-missing",
                FindingSeverity.Warning,
                "Nobody has said on which terms the weights may be used.",
                $"provenance.license is {ModelDraftOptions.NoLicense}",
                "provenance.license: an SPDX expression such as MIT"
            );
        }

        if (
            manifest.Provenance.Notice == ModelDraftOptions.NoNotice
            || manifest.Provenance.Source == ModelDraftOptions.NoSource
        )
        {
            yield return new ModelFinding(
                "provenance-missing",
                FindingSeverity.Note,
                "Where the weights come from is not filled in.",
                $"source '{manifest.Provenance.Source}', notice '{manifest.Provenance.Notice}'",
                "provenance.source, provenance.sourceVersion, provenance.notice"
            );
        }

        if (manifest.Golden is null)
        {
            yield return new ModelFinding(
                "golden-missing",
                FindingSeverity.Warning,
                "Nothing proves that the network computes on another machine what it computed here.",
                "there is no golden run: loading checks the file's hash only",
                "golden: 'vision models init' records it"
            );
        }

        if (manifest.Labels.Length > 1 && manifest.Labels.Contains("class-0", StringComparer.Ordinal))
        {
            yield return new ModelFinding(
                "labels-numbered",
                FindingSeverity.Warning,
                "The classes have numbers for names.",
                $"{manifest.Labels.Length} labels: {manifest.Labels[0]}, {manifest.Labels[1]}, …",
                "labels: the names in the order of the training"
            );
        }
    }
}
