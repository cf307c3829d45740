namespace Adjoint;

/// <summary>How many threads a training uses.</summary>
internal static class ThreadCount
{
    /// <summary>From as many floating-point operations an iteration on (some 50 µs of one core), another thread saves more than it costs.</summary>
    private const double FlopsOfThread = 4e6;

    /// <summary>What the user says, or what pays off; never more than there are processors.</summary>
    public static int Of(int said, NetworkLayout layout, int samples)
    {
        var most = Workers.Count + 1;
        if (said > 0)
        {
            return Math.Min(said, most);
        }

        var flops = (double)samples * layout.FlopsOfSample;
        return (int)Math.Clamp(flops / FlopsOfThread, 1, most);
    }
}
