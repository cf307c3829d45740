namespace Adjoint;

/// <summary>One of the ways to hold a part of a set out: <c>foreach (var (train, validation) in data.Folds(5))</c>.</summary>
/// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
/// <param name="Train">Every row that is not held out.</param>
/// <param name="Validation">The rows that are held out; each row of the whole set is in one fold's.</param>
public readonly record struct Fold<TLabel>(Dataset<TLabel> Train, Dataset<TLabel> Validation)
    where TLabel : unmanaged;
