namespace Adjoint;

/// <summary>Keeps gradients from growing too large before the optimizer sees them. A model has one at most, at any place among its words.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class ClipAttribute : Attribute
{
    private protected ClipAttribute()
    {
    }
}
