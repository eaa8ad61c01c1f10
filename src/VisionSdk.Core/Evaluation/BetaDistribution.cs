namespace VisionSdk;

/// <summary>The regularised incomplete beta function and its inverse, for parameters of 1 and above.</summary>
internal static class BetaDistribution
{
    private const double Tiny = 1e-300;

    private static ReadOnlySpan<double> StirlingSeries =>
        [1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0];

    /// <summary>The probability that a beta-distributed value is at most x: I_x(a, b).</summary>
    /// <param name="x">In [0, 1].</param>
    /// <param name="a">First parameter, at least 1.</param>
    /// <param name="b">Second parameter, at least 1.</param>
    /// <returns>The probability; relative error about 1e-16 times the larger parameter.</returns>
    public static double Cumulative(double x, double a, double b)
    {
        if (x <= 0)
        {
            return 0;
        }

        if (x >= 1)
        {
            return 1;
        }

        var density = Math.Exp(LogScaledDensity(x, a, b));

        // The fraction converges fast on this side of the mean; the other side is the complement.
        return x < (a + 1) / (a + b + 2) ? density * Fraction(x, a, b) / a : 1 - (density * Fraction(1 - x, b, a) / b);
    }

    /// <summary>The value below which a beta-distributed value lies with a given probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="a">First parameter, at least 1.</param>
    /// <param name="b">Second parameter, at least 1.</param>
    /// <returns>The quantile, to about 14 digits.</returns>
    public static double Quantile(double probability, double a, double b)
    {
        // Bisection: the function is monotone, and some ninety steps are cheap for a figure that is computed once per threshold.
        double low = 0;
        double high = 1;
        while (high - low > 1e-15 * high)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (Cumulative(middle, a, b) < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }

    /// <summary>
    /// ln(x^a (1−x)^b / B(a, b)) with Stirling's formula put in for the three gamma functions, so that the large terms cancel on paper and
    /// not in floating point.
    /// </summary>
    private static double LogScaledDensity(double x, double a, double b)
    {
        var sum = a + b;
        return (a * Math.Log(x * sum / a))
            + (b * Math.Log((1 - x) * sum / b))
            + (0.5 * (Math.Log(a) + Math.Log(b / sum) - Math.Log(2 * Math.PI)))
            - StirlingError(a)
            - StirlingError(b)
            + StirlingError(sum);
    }

    /// <summary>ln Γ(x) minus Stirling's (x − ½) ln x − x + ½ ln 2π: the series of NIST DLMF 5.11.1, from 10 upwards.</summary>
    private static double StirlingError(double x)
    {
        double shifted = 0;
        for (; x < 10; x++)
        {
            // The difference between neighbours follows from Γ(x + 1) = x Γ(x).
            shifted += ((x + 0.5) * Math.Log((x + 1) / x)) - 1;
        }

        double series = 0;
        for (var i = StirlingSeries.Length - 1; i >= 0; i--)
        {
            series = (series / (x * x)) + StirlingSeries[i];
        }

        return shifted + (series / x);
    }

    /// <summary>The continued fraction of NIST DLMF 8.17.22, evaluated forwards by Lentz's method; about √max(a, b) terms.</summary>
    private static double Fraction(double x, double a, double b)
    {
        double numerator = 1;
        var denominator = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        var fraction = denominator;
        for (double m = 1; ; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            denominator = 1 / NotZero(1 + (even * denominator));
            numerator = NotZero(1 + (even / numerator));
            fraction *= denominator * numerator;

            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            denominator = 1 / NotZero(1 + (odd * denominator));
            numerator = NotZero(1 + (odd / numerator));
            var factor = denominator * numerator;
            fraction *= factor;
            if (!(Math.Abs(factor - 1) > 1e-15))
            {
                return fraction;
            }
        }
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
