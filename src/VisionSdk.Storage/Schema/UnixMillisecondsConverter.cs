using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace VisionSdk.Storage;

/// <summary>A time as milliseconds since 1970 (UTC): it sorts and compares on every provider.</summary>
internal sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(
        static time => time.ToUnixTimeMilliseconds(),
        static milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
    );
