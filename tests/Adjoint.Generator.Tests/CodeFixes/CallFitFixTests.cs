using Adjoint.CodeFixes;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>ADJ0017: Fit instead of Train.</summary>
public class CallFitFixTests
{
    [Theory]
    [InlineData("model.Train(data);", "model.Fit(data);")]
    [InlineData("model?.Train(data, new() { Epochs = 3 });", "model?.Fit(data, new() { Epochs = 3 });")]
    [InlineData("new Net(1)\n            .Train(data); // trains", "new Net(1)\n            .Fit(data); // trains")]
    [InlineData("System.Action later = () => model.Train(data); later();", "System.Action later = () => model.Fit(data); later();")]
    public Task It_trains(string statement, string expected) => Fix.MakesAsync(new CallFitFix(), Program(statement), "Call Fit", Program(expected));

    [Fact]
    public Task Within_the_model() => Fix.MakesAsync(
        new CallFitFix(),
        "using Adjoint;\n[Model, Input(4), Dense(3), CrossEntropy, Adam]\npublic partial class Net { void Run(Dataset<int> data) { Train(data); } }",
        "Call Fit",
        "using Adjoint;\n[Model, Input(4), Dense(3), CrossEntropy, Adam]\npublic partial class Net { void Run(Dataset<int> data) { Fit(data); } }");

    [Fact]
    public void It_can_fix_all() => Assert.NotNull(new CallFitFix().GetFixAllProvider());

    private static string Program(string statement) => $$"""
        using Adjoint;

        [Model, Input(4), Dense(3), CrossEntropy, Adam]
        public partial class Net;

        public static class Program
        {
            public static void Run(Net model, Dataset<int> data)
            {
                {{statement}}
            }
        }
        """;
}
