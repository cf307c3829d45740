using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>One tensor of a model, trainable, frozen or a running statistic: a named view of the model's one block of memory.</summary>
public sealed class Parameter
{
    private readonly Arena _arena;
    private readonly ParameterLayout _layout;

    internal Parameter(Arena arena, ParameterLayout layout)
    {
        _arena = arena;
        _layout = layout;
    }

    /// <summary>The key in files, as PyTorch would name it: <c>hidden.weight</c>.</summary>
    public string Name => _layout.Name;

    /// <summary>
    /// The extent of each axis, in memory order, the last one contiguous. The weight of a dense layer is
    /// [inputs, outputs] here and [outputs, inputs] in files.
    /// </summary>
    public ReadOnlySpan<int> Shape => _layout.Shape;

    /// <summary>The numbers, row-major. Writing to them changes the model.</summary>
    public Span<float> Values
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _arena.Slice(_layout.Offset, _layout.Length);
    }

    internal ParameterLayout Layout => _layout;

    /// <summary>Other numbers laid out as these are, in other memory that is laid out as the model's from <paramref name="offset"/> on.</summary>
    internal Parameter At(Arena memory, int offset, string prefix) =>
        new(memory, new(prefix + Name, _layout.Offset + offset, _layout.Shape, _layout.Initializer, _layout.TransposedInFiles));

    /// <summary>The same numbers under another name.</summary>
    internal Parameter Named(string prefix) => At(_arena, 0, prefix);

    /// <summary>Name and shape: <c>hidden.weight [784, 128]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", _layout.Shape)}]";
}

/// <summary>Where a parameter lies in the arena, how it is initialised and how files hold it. Written by the generator.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterLayout
{
    /// <summary>Describes one parameter.</summary>
    /// <param name="name">The key in files.</param>
    /// <param name="offset">First float in the arena.</param>
    /// <param name="shape">Extent of each axis in memory order.</param>
    /// <param name="initializer">How its first values are drawn.</param>
    /// <param name="transposedInFiles">Whether files hold the two axes swapped, as PyTorch does for linear weights.</param>
    /// <param name="drawnAs">The number that its first values are drawn by: with a frozen layer among them, another than its place in its list; -1 where it is that place.</param>
    public ParameterLayout(string name, int offset, int[] shape, Initializer initializer, bool transposedInFiles = false, int drawnAs = -1)
    {
        Name = name;
        Offset = offset;
        Shape = shape;
        Length = shape.Aggregate(1, (product, extent) => checked(product * extent));
        Initializer = initializer;
        TransposedInFiles = transposedInFiles;
        DrawnAs = drawnAs;
    }

    internal string Name { get; }

    internal int Offset { get; }

    internal int[] Shape { get; }

    internal int Length { get; }

    internal Initializer Initializer { get; }

    internal bool TransposedInFiles { get; }

    internal int DrawnAs { get; }

    /// <summary>The shape that files give: the two axes swapped where the layout says so.</summary>
    internal int[] ShapeInFiles => TransposedInFiles ? [Shape[1], Shape[0]] : Shape;
}
