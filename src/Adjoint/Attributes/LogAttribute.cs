namespace Adjoint;

/// <summary>
/// Beside <c>[Feature]</c> on a number: its column is log(1 + x), which suits amounts that range over several powers of ten. The number is above -1; the
/// logarithm is computed in double precision.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LogAttribute : Attribute;
