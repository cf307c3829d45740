namespace Adjoint;

/// <summary>
/// Makes a <c>partial</c> record, class or struct a row of data: its <c>[Feature]</c> properties become the inputs of a model, in the order in which they are
/// declared, its <c>[Label]</c> property what the model learns. A property with neither is left out.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ExampleAttribute : Attribute;
