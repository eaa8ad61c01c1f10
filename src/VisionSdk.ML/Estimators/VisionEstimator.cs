using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>What all estimators of the library have in common.</summary>
internal sealed class VisionEstimator(MLContext ml, VisionFeature feature) : IEstimator<VisionTransformer>
{
    /// <summary>Loads the networks; of the data only the schema is looked at.</summary>
    public VisionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var isPath = PictureColumn.IsPath(PictureColumn.Find(input.Schema, feature.Columns.Image));
        if (feature.Columns.Box is { } box)
        {
            PictureColumn.RequireBoxes(PictureColumn.Find(input.Schema, box));
        }

        var schema = input.Schema;
        return new VisionTransformer(
            feature.Load(feature.Settings.Engine),
            () => feature.Saved(ml, isPath).Fit(new EmptyRows(schema))
        );
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var isPath = PictureColumn.IsPath(inputSchema, feature.Columns.Image);
        if (feature.Columns.Box is { } box)
        {
            PictureColumn.RequireBoxes(inputSchema, box);
        }

        return feature.Saved(ml, isPath).GetOutputSchema(inputSchema);
    }
}
