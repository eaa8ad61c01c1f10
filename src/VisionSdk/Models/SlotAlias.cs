namespace VisionSdk;

/// <summary>Aliases of versions, <c>id@alias</c>, which have a history as slots have one.</summary>
internal static class SlotAlias
{
    /// <summary>Whether a slot is an alias.</summary>
    public static bool Is(string slot) => slot.Contains('@', StringComparison.Ordinal);

    /// <summary>Throws when an alias is none, or is to name a version of another model.</summary>
    /// <param name="slot">A slot or an alias.</param>
    /// <param name="modelId">The model whose version is activated.</param>
    /// <exception cref="ArgumentException">It is not <c>id@alias</c>, is a version itself, or names another model.</exception>
    public static void Check(string slot, string modelId)
    {
        if (!Is(slot))
        {
            return;
        }

        if (!ModelName.TryParse(slot, out var name) || string.IsNullOrEmpty(name.Version))
        {
            throw new ArgumentException(
                $"'{slot}' is no alias; expected an id and a word, such as '{modelId}@champion'.",
                nameof(slot)
            );
        }

        if (SemanticVersion.TryParse(name.Version, out _))
        {
            throw new ArgumentException(
                $"'{slot}' is no alias, since it is a version: what names it would get another one. Take a word, such as '{modelId}@champion'.",
                nameof(slot)
            );
        }

        if (name.Id != modelId)
        {
            throw new ArgumentException(
                $"'{slot}' is an alias of model '{name.Id}'; it cannot name a version of '{modelId}'. Activate that in a slot.",
                nameof(slot)
            );
        }
    }
}
