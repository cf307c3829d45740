using Adjoint.Generator.Parsing;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Tests.Support;
using static Adjoint.Generator.Tests.Support.Chains;

namespace Adjoint.Generator.Tests.Shapes;

/// <summary>Stage three.</summary>
public class ShapeInferenceTests
{
    [Fact]
    public void Dense_works_on_the_last_axis() => Infers(
        Regressor([2, 3, 4], Dense(5), Tanh, Flatten, Dropout(0.5), Dense(6)),
        """
        %0 features = Input() [B, 2, 3, 4]
        %1 dense1Weight = Parameter() [4, 5]
        %2 dense1Bias = Parameter() [5]
        %3 dense1Linear = Dense(%0, %1, %2) [B, 2, 3, 5]
        %4 dense1 = Tanh(%3) [B, 2, 3, 5]
        %5 flat1 = Flatten(%4) [B, 30]
        %6 dropout1 = Dropout(%5) [B, 30]
        %7 dense2Weight = Parameter() [30, 6]
        %8 dense2Bias = Parameter() [6]
        %9 dense2 = Dense(%6, %7, %8) [B, 6]
        %10 targets = Labels() [B, 6]
        %11 batchLoss = MeanSquaredError(%9, %10) []

        """);

    [Fact]
    public void A_class_label_is_one_number() => Assert.Equal("[B]", ShapeOf(Classifier([4], Dense(3)), "labels"));

    [Fact]
    public void Flattening_one_axis_changes_nothing() => Assert.Equal("[B, 4]", ShapeOf(Regressor([4], Flatten, Dense(3)), "flat1"));

    [Fact]
    public void A_product_of_axes_saturates()
    {
        Assert.Equal(long.MaxValue, Shape.OfSample(int.MaxValue, int.MaxValue, int.MaxValue).Elements);
        Assert.Equal((long)int.MaxValue * int.MaxValue, Shape.OfSample(int.MaxValue, int.MaxValue).Elements);
        Assert.Equal("[B, 2147483647]", ShapeOf(Regressor([int.MaxValue, 2], Flatten, Dense(3)), "flat1"));
    }

    [Theory]
    [InlineData(2_147_483_000, 1)]
    [InlineData(2_147_483_001, 0)]
    public void What_makes_it_too_large_is_where_the_sum_passes_the_bound(int width, int position)
    {
        var model = Regressor([width], Dense(1));
        var problem = ShapeInference.Check(Chains.Typed(model), model).Single();
        Assert.Equal(("ADJ0015", position), (problem.RuleId, problem.Position));
    }

    [Fact]
    public void A_scalar_has_one_element()
    {
        Assert.Equal(1, Shape.Scalar.Elements);
        Assert.Equal("[]", Shape.Scalar.ToString());
        Assert.Equal("[B]", Shape.OfSample().ToString());
        Assert.Equal("24x24x10", Shape.OfSample(24, 24, 10).ForMessages);
        Assert.Equal(6, Shape.OfSample(2, 3, 7).RowsPerSample);
        Assert.Equal(Shape.OfSample(2, 9), Shape.OfSample(2, 3).WithLast(9));
        Assert.NotEqual(Shape.OfSample(2), Shape.OfParameter(2));
    }

    [Fact]
    public void A_fix_is_offered_at_the_layer_that_left_the_axes()
    {
        var model = Regressor([3, 4], Dense(5), Relu, Dense(6), Tanh);
        var problem = ShapeInference.Check(Chains.Typed(model), model).Single();
        Assert.Equal((5, 3), (problem.Position, problem.FixPosition));
    }

    [Fact]
    public void A_missing_shape() => Assert.Equal("'x' has no shape", ShapeVerifier.Verify(Broken(shapes => [null!, .. shapes.Skip(1)])));

    [Fact]
    public void An_axis_of_nothing() => Assert.Equal("'x' has the shape [B, 0]", ShapeVerifier.Verify(Broken(shapes => [Shape.OfSample(0), .. shapes.Skip(1)])));

    [Fact]
    public void Too_few_shapes() => Assert.Equal("6 nodes have 5 shapes", ShapeVerifier.Verify(Broken(shapes => shapes.Skip(1))));

    private static TypedGraph Broken(Func<IEnumerable<Shape>, IEnumerable<Shape>> change)
    {
        var dag = new Dag();
        var typed = dag.Typed(dag.Dense(dag.Input(4), 3));
        Assert.Null(ShapeVerifier.Verify(typed));
        return typed with { Shapes = change(typed.Shapes).ToEquatableArray() };
    }

    private static string ShapeOf(ModelDeclaration model, string node)
    {
        var typed = Chains.Typed(model);
        return typed.ShapeOf(typed.Nodes.Single(other => other.Name == node).Id).ToString();
    }

    private static void Infers(ModelDeclaration model, string expected)
    {
        var typed = Chains.Typed(model);
        Assert.Null(ShapeVerifier.Verify(typed));
        Assert.Equal(expected.ReplaceLineEndings("\n"), typed.Print());
    }
}
