using System.Numerics;

namespace VisionSdk;

/// <summary>Range checks of the options of a call; misuse, so the BCL's exceptions.</summary>
internal static class OptionRange
{
    /// <summary>Checks that a value, if there is one, lies in [0, 1].</summary>
    public static void CheckUnit(float? value, string name)
    {
        if (value is { } given && given is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be in [0, 1].");
        }
    }

    /// <summary>Checks that a rate, if there is one, lies in (0, 1).</summary>
    public static void CheckRate(double? value, string name)
    {
        if (value is { } given && given is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "The rate must be above 0 and below 1.");
        }
    }

    /// <summary>Checks that a value, if there is one, is not below a minimum.</summary>
    public static void CheckMinimum<T>(T? value, T minimum, string name)
        where T : struct, INumber<T>
    {
        if (value < minimum)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The value must be at least {minimum}.");
        }
    }
}
