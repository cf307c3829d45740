namespace Adjoint.EndToEnd.Tests.Support;

internal static class Allocations
{
    /// <summary>
    /// The bytes that this thread allocates in a warm call. The smallest of a few: the pool of arrays gives up some now and then, and the
    /// runtime compiles hot methods again, neither of which a call that allocates every time can hide behind.
    /// </summary>
    public static long Of(Action action)
    {
        action();
        var least = long.MaxValue;
        for (var i = 0; i < 5 && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
