namespace VisionSdk;

/// <summary>How a role is played at the moment, from well to not at all.</summary>
public enum SlotHealthState
{
    /// <summary>As it should be.</summary>
    Serving,

    /// <summary>Nobody has asked for it yet: it is loaded on first use.</summary>
    NotLoaded,

    /// <summary>By the version that should, but on the processor, although a GPU was welcome.</summary>
    ProviderFellBack,

    /// <summary>By an earlier version than the registry calls active: this process could not follow the activation.</summary>
    NotFollowed,

    /// <summary>By the last good version: the one that should has failed too often and is not asked for the moment.</summary>
    FellBack,

    /// <summary>By nobody: the version has failed too often, and no other may answer in its place.</summary>
    Unavailable,

    /// <summary>By nobody: the version cannot be loaded.</summary>
    NotLoadable,
}
