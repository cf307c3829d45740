namespace Adjoint.Kernels;

/// <summary>One update, as the threads of an iteration share it: each takes parts of it.</summary>
internal ref struct UpdatePass<TRule>
    where TRule : struct, IUpdateRule
{
    /// <summary>What is made of each number.</summary>
    public TRule Rule;

    /// <summary>The gradient.</summary>
    public Gradient Gradient;

    /// <summary>The first of the numbers kept for each parameter; empty where the rule keeps none there.</summary>
    public Span<float> First;

    /// <summary>The second of them.</summary>
    public Span<float> Second;

    /// <summary>The third of them.</summary>
    public Span<float> Third;

    /// <summary>The parameters.</summary>
    public Span<float> Parameters;

    private int _notFinite;

    /// <summary>Whether every number of the gradient was finite so far.</summary>
    public readonly bool IsFinite => _notFinite == 0;

    /// <summary>Updates some parameters on this thread.</summary>
    /// <param name="gradient">Their part of the gradient.</param>
    /// <param name="range">Which they are.</param>
    public void Update(ReadOnlySpan<float> gradient, Range range)
    {
        if (!UpdateLoop.RunHere(Rule, gradient, Cut(First, range), Cut(Second, range), Cut(Third, range), Parameters[range]))
        {
            Interlocked.Exchange(ref _notFinite, 1);
        }
    }

    private static Span<float> Cut(Span<float> kept, Range range) => kept.IsEmpty ? kept : kept[range];
}
