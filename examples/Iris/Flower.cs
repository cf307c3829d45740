using Adjoint;

namespace Iris;

/// <summary>What kind of iris it is.</summary>
public enum Species { Setosa, Versicolor, Virginica }

/// <summary>A flower that was measured, in centimetres: a line of iris.csv.</summary>
[Example]
public partial record Flower(
    [Feature] float SepalLength,
    [Feature] float SepalWidth,
    [Feature] float PetalLength,
    [Feature] float PetalWidth,
    [Label] Species Species);
