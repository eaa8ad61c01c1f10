namespace VisionSdk.Storage.Tests;

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgreSqlStoreTests : StoreContractTests<PostgreSqlFixture>;
