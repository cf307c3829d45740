namespace Adjoint;

/// <summary>What <see cref="ReduceOnPlateau"/> has come to: all that there is to save and restore.</summary>
/// <param name="Rate">The learning rate now.</param>
/// <param name="Best">The best value of the metric so far; infinite before the first.</param>
/// <param name="WaitingSince">The iteration from which the patience is counted: of the best value, of the last reduction, or of the end of its cooldown.</param>
public readonly record struct PlateauState(double Rate, double Best, IterationCount WaitingSince);
