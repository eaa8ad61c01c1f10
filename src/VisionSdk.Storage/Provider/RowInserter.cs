namespace VisionSdk.Storage;

/// <summary>Inserts rows of one table with one statement: set every column, then insert, again and again.</summary>
/// <remarks>Not thread-safe. Columns are numbered from 0, in the order of the statement's parameters.</remarks>
public abstract class RowInserter : IDisposable
{
    /// <summary>Sets an integer; times are milliseconds, enumerations their number.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">Its value.</param>
    public abstract void Set(int column, long value);

    /// <summary>Sets a number.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">Its value.</param>
    public abstract void Set(int column, float value);

    /// <summary>Sets an identifier, in the form in which EF Core keeps it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">Its value.</param>
    public abstract void Set(int column, Guid value);

    /// <summary>Sets a text.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">Its value.</param>
    public abstract void Set(int column, string value);

    /// <summary>Sets bytes. They may change once the method has returned.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">Its value.</param>
    public abstract void Set(int column, ReadOnlySpan<byte> value);

    /// <summary>Sets no value.</summary>
    /// <param name="column">The column.</param>
    public abstract void SetNull(int column);

    /// <summary>Inserts the row.</summary>
    /// <returns>Whether it was inserted, rather than left out because of a conflict.</returns>
    public abstract bool Insert();

    /// <summary>Ends inserting.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the inserter holds.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing) { }
}
