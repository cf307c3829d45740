namespace Adjoint;

/// <summary>
/// Takes the time of each layer while the model trains: <c>Training.Profile</c> then holds a table of time, GFLOP/s and share of the iteration. It may stand anywhere
/// among the words and changes no result. Each layer costs two readings of the clock, some 50 ns, an iteration: take it away when the answer is known.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProfileAttribute : Attribute;
