namespace Adjoint;

/// <summary>A word of the language that stands for a step of the model.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// The layer's name: the property on the model, the prefix of its keys in files and the name of its buffer in the generated
    /// code. It must be an identifier. Unnamed dense layers are <c>Dense1</c>, <c>Dense2</c>, ... in order.
    /// </summary>
    public string? Name { get; init; }
}
