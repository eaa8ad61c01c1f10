namespace VisionSdk;

/// <summary>Names an identity: by the store's id or by the application's own key.</summary>
public readonly record struct IdentityKey
{
    private IdentityKey(Guid? id, string? externalKey)
    {
        Id = id;
        ExternalKey = externalKey;
    }

    /// <summary>The store's id; <see langword="null"/> when it is named by its external key.</summary>
    public Guid? Id { get; }

    /// <summary>The application's key; <see langword="null"/> when it is named by its id.</summary>
    public string? ExternalKey { get; }

    /// <summary>Names an identity by the store's id.</summary>
    /// <param name="id">The id.</param>
    public static implicit operator IdentityKey(Guid id) => FromId(id);

    /// <summary>Names an identity by the store's id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The name.</returns>
    public static IdentityKey FromId(Guid id) => new(id, externalKey: null);

    /// <summary>Names an identity by the application's own key.</summary>
    /// <param name="externalKey">The key, such as an employee number.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static IdentityKey FromExternalKey(string externalKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(externalKey);
        return new IdentityKey(id: null, externalKey);
    }

    /// <summary>The id, or that it is named by an external key, which is personal and not shown.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => Id?.ToString() ?? "(by external key)";
}
