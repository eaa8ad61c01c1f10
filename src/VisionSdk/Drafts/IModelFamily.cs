namespace VisionSdk;

/// <summary>Recognises the graphs of one family of networks by the shapes of their outputs and what computes them.</summary>
internal interface IModelFamily
{
    /// <summary>A reading of the graph, or <see langword="null"/> when it is not of this family.</summary>
    FamilyMatch? Match(GraphView graph);
}
