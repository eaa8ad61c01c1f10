namespace VisionSdk.Storage;

/// <summary>Makes the store's own errors.</summary>
internal static class StoreErrors
{
    /// <summary>Turns an error of the database into the store's own.</summary>
    public static StoreException Translate(StoreProvider provider, Exception exception, string operation)
    {
        if (exception is StoreException known)
        {
            return known;
        }

        var fault = provider.Classify(exception);
        return new StoreException(
            fault?.Failure ?? StoreFailure.Unexpected,
            $"{operation} failed on {provider.Description}: {exception.GetBaseException().Message.TrimEnd('.')}. {fault?.Advice ?? "The inner exception says what happened."}",
            exception
        );
    }

    public static StoreException UnknownTenant(string tenant) =>
        new(
            StoreFailure.UnknownTenant,
            $"There is no tenant '{tenant}'. Create it with CreateTenantAsync, or correct its name; '{StoreOptions.DefaultTenant}' exists from the start."
        );

    public static StoreException UnknownIdentity(string tenant, string name) =>
        new(
            StoreFailure.UnknownIdentity,
            $"Tenant '{tenant}' has no identity {name}. It was never enrolled there, or it has been erased."
        );

    public static StoreException UnknownModel(string id, string version) =>
        new(
            StoreFailure.UnknownModel,
            $"The store knows no version {version} of model '{id}'. Register its package first, or correct the name."
        );

    public static StoreException UnknownMigration(int id) =>
        new(
            StoreFailure.UnknownMigration,
            $"The store knows no migration {id}. List the migrations of the slot, or start one."
        );

    public static StoreException DuplicateKey(string tenant, string profile) =>
        new(
            StoreFailure.DuplicateKey,
            $"The external key belongs to another identity of profile '{profile}' in tenant '{tenant}'. Add to that identity, or use another key."
        );

    public static StoreException Conflict(Guid identity, long expected, long found) =>
        new(
            StoreFailure.Conflict,
            $"Identity {identity} is at version {found}, not {expected}: somebody has changed it since it was read. Read it again and repeat the change."
        );
}
