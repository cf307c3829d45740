using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Units;

/// <summary>What the C# compiler says where an amount of training has the wrong unit, or none.</summary>
public class AmountTypeTests
{
    [Fact]
    public void The_right_units_compile() => Check.SaysNothing(Program(
        """
        Patience(3.Epochs());
        Every(500.Iterations());
        Either(3.Epochs());
        Either(500.Iterations());
        Either(500.Iterations() + (Amount)3.Epochs());
        Every(plan.ToIterations(3.Epochs()));
        Patience(plan.ToEpochs(500.Iterations()));
        Patience(2 * 3.Epochs() + 1.Epochs());
        Schedule schedule = Schedule.Warmup(500.Iterations()).Then(Schedule.Cosine(10.Epochs(), minimum: 1e-5));
        Schedule steps = Schedule.MultiStep(0.1, 3.Epochs(), 500.Iterations());
        double rate = schedule.At(0.Iterations(), plan, baseRate: 1e-3) + steps.At(plan.IterationsPerEpoch, plan, 1e-3);
        """));

    [Theory]
    [InlineData("Patience(500.Iterations())", "CS1503 «500.Iterations()» Argument 1: cannot convert from 'Adjoint.IterationCount' to 'Adjoint.EpochCount'")]
    [InlineData("Every(3.Epochs())", "CS1503 «3.Epochs()» Argument 1: cannot convert from 'Adjoint.EpochCount' to 'Adjoint.IterationCount'")]
    [InlineData("Patience(3)", "CS1503 «3» Argument 1: cannot convert from 'int' to 'Adjoint.EpochCount'")]
    [InlineData("Every(500)", "CS1503 «500» Argument 1: cannot convert from 'int' to 'Adjoint.IterationCount'")]
    [InlineData("Either(3)", "CS1503 «3» Argument 1: cannot convert from 'int' to 'Adjoint.Amount'")]
    [InlineData("Either(2.5.Epochs())", "CS1929 «2.5» 'double' does not contain a definition for 'Epochs' and the best extension method overload 'Amounts.Epochs(int)' requires a receiver of type 'int'")]
    [InlineData("_ = 3.Epochs() + 500.Iterations()", "CS0019 «3.Epochs() + 500.Iterations()» Operator '+' cannot be applied to operands of type 'EpochCount' and 'IterationCount'")]
    [InlineData("_ = 3.Epochs() < 500.Iterations()", "CS0019 «3.Epochs() < 500.Iterations()» Operator '<' cannot be applied to operands of type 'EpochCount' and 'IterationCount'")]
    [InlineData("_ = 3.Epochs() == 3", "CS0019 «3.Epochs() == 3» Operator '==' cannot be applied to operands of type 'EpochCount' and 'int'")]
    [InlineData("int n = 3.Epochs()", "CS0029 «3.Epochs()» Cannot implicitly convert type 'Adjoint.EpochCount' to 'int'")]
    [InlineData("EpochCount e = (EpochCount)500.Iterations()", "CS0030 «(EpochCount)500.Iterations()» Cannot convert type 'Adjoint.IterationCount' to 'Adjoint.EpochCount'")]
    [InlineData("_ = Schedule.Cosine(10)", "CS1503 «10» Argument 1: cannot convert from 'int' to 'Adjoint.Amount'")]
    [InlineData("_ = Schedule.Constant.At(3.Epochs(), plan, 1)", "CS1503 «3.Epochs()» Argument 1: cannot convert from 'Adjoint.EpochCount' to 'Adjoint.IterationCount'")]
    [InlineData("_ = Schedule.Step(1.Epochs()).Then(Schedule.Constant)", "CS1061 «Then» 'Schedule' does not contain a definition for 'Then' and no accessible extension method 'Then' accepting a first argument of type 'Schedule' could be found (are you missing a using directive or an assembly reference?)")]
    public void The_wrong_ones_do_not(string statement, string expected) => Check.Says(Program(statement + ";"), expected);

    private static string Program(string statements) => $$"""
        internal static class Program
        {
            public static void Run(TrainingPlan plan)
            {
                {{statements}}
            }

            private static void Patience(EpochCount patience) { }
            private static void Every(IterationCount interval) { }
            private static void Either(Amount amount) { }
        }
        """;
}
