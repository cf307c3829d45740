using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

/// <summary>ADJ0017: Train alone trains nothing.</summary>
public class UnusedTrainingTests
{
    [Theory]
    [InlineData("model.Train(data);", "model.Train(data)")]
    [InlineData("model.Train(data, new() { Epochs = 3 });", "model.Train(data, new() { Epochs = 3 })")]
    [InlineData("new Net(1).Train(data);", "new Net(1).Train(data)")]
    [InlineData("model?.Train(data);", ".Train(data)")]
    [InlineData("System.Action later = () => model.Train(data); later();", "model.Train(data)")]
    public void An_unused_result(string statement, string underlined) => Check.Says(
        Program(statement), $"ADJ0017 «{underlined}» Train alone trains nothing: loop over its Epochs, or call Fit");

    [Theory]
    [InlineData("var training = model.Train(data); _ = training.EpochCount;")]
    [InlineData("_ = model.Train(data);")]
    [InlineData("foreach (var epoch in model.Train(data).Epochs) { _ = epoch.Loss; }")]
    [InlineData("model.Fit(data);")]
    [InlineData("System.Func<object> later = () => model.Train(data); later();")]
    [InlineData("new Other().Train(3);")]
    [InlineData("\n#pragma warning disable ADJ0017\nmodel.Train(data);\n#pragma warning restore ADJ0017\n")]
    [InlineData("#pragma warning disable ADJ0017 // because")]
    public void Nothing_to_say(string statement) => Check.SaysNothing(Program(statement.StartsWith('#') ? $"\n{statement}\nmodel.Train(data);" : statement));

    [Fact]
    public void The_rule_can_be_set_in_the_project()
    {
        var project = Sources.Project("using Adjoint;\n" + Program("model.Train(data);"));
        var options = project.Options.WithSpecificDiagnosticOptions([new("ADJ0017", Microsoft.CodeAnalysis.ReportDiagnostic.Suppress)]);
        GeneratorRun.Of(project.WithOptions(options)).AssertClean();
    }

    private static string Program(string statement) => $$"""
        [Model, Input(4), Dense(3), CrossEntropy, Adam]
        public partial class Net;

        public class Other { public int Train(int rows) => rows; }

        public static class Program
        {
            public static void Run(Net model, Dataset<int> data)
            {
                {{statement}}
            }
        }
        """;
}
