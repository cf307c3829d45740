using Adjoint.Generator.Parsing;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary><c>X.Update.g.cs</c>: the optimizer's step.</summary>
internal static class UpdateEmitter
{
    /// <summary>How many numbers the optimizer keeps for each parameter: without momentum, for one, gradient descent keeps none.</summary>
    public static int Moments(OptimizerDeclaration optimizer) => optimizer.Optimizer.Moments.Count(moment => IsKept(optimizer, moment));

    public static GeneratedSource Emit(CompiledModel model) => ModelFile.Write(
        model.Declaration.Class,
        "Update",
        "The optimizer's step. g is the gradient of the batch's mean loss by the parameters θ, η the learning rate, λ the weight decay.",
        documentation: string.Empty,
        baseClass: string.Empty,
        writer =>
        {
            var optimizer = model.Declaration.Optimizer!;
            writer.Open("private sealed partial class Trainer");
            writer.Line("private readonly double weightDecay;");
            if (HasProduct(optimizer))
            {
                writer.Line("private double momentumProduct;");
            }

            writer.Line();
            writer.Open("private void Update()");
            EmitStep(writer, model, optimizer);
            writer.Line("CountUpdate(isFinite);");
            EmitAverage(writer, model.Declaration.Average);
            writer.Close().Close();
        });

    /// <summary>What the trainer's constructor sets besides the rates.</summary>
    public static void EmitFields(SourceWriter writer, OptimizerDeclaration optimizer)
    {
        if (HasProduct(optimizer))
        {
            var arguments = $"{Text.Of(optimizer["Beta1"])}, {Text.Of(optimizer["MomentumDecay"])}, NextUpdate - 1";
            writer.Line($"    momentumProduct = Kernels::NAdamStep.ProductAfter({arguments});");
        }
    }

    private static bool IsKept(OptimizerDeclaration optimizer, Moment moment) => moment.When is null || optimizer[moment.When] > 0;

    /// <summary>NAdam's product of all momenta so far, which follows from the number of updates.</summary>
    private static bool HasProduct(OptimizerDeclaration optimizer) => optimizer.Optimizer.Step.Contains("previousProduct");

    private static void EmitStep(SourceWriter writer, CompiledModel model, OptimizerDeclaration optimizer)
    {
        if (model.Declaration.Clipping is { Clipping: var clipping, Bound: var bound })
        {
            writer.Line($"// {string.Format(clipping.Formula, Text.Of(bound))}");
            writer.Call(clipping.Kernel + "(", ");", $"{Text.Of(bound)}f", "Gradients").Line();
        }

        if (optimizer.Optimizer == Optimizers.Sgd && Moments(optimizer) == 0)
        {
            writer.Line("// θ ← θ - η(g + λθ)");
            EmitSlots(writer, model);
            writer.Call("var isFinite = Kernels::Sgd.Update(", ");", "(float)LearningRate", "(float)weightDecay", "Gradients", "Parameters");
            return;
        }

        writer.Line($"// {Formula(optimizer)}");
        EmitSlots(writer, model);
        var stepType = optimizer.Optimizer == Optimizers.AdamW ? "AdamStep" : optimizer.Optimizer.Word + "Step";
        writer.Call($"var step = new Kernels::{stepType}(", ");", [.. optimizer.Optimizer.Step.Select(argument => StepArgument(optimizer, argument))]);
        if (optimizer.Optimizer.IsPerTensor)
        {
            writer.Line("var isFinite = true;");
            foreach (var slot in model.Parameters.Slots)
            {
                EmitUpdate(writer, optimizer, "isFinite &= ", $".Slice({slot.Offset}, {slot.Length})");
            }
        }
        else
        {
            EmitUpdate(writer, optimizer, "var isFinite = ", string.Empty);
        }

        if (HasProduct(optimizer))
        {
            writer.Line("momentumProduct = step.MomentumProduct;");
        }
    }

    private static void EmitAverage(SourceWriter writer, AverageDeclaration? average)
    {
        if (average is not null)
        {
            var (every, when) = average.Every == 1 ? (string.Empty, string.Empty) : ($", every: {Text.Of((long)average.Every)}", $" after every {Text.Of((long)average.Every)} updates");
            writer.Line().Line($"// a ← {Text.Of(average.Decay)}a + (1 - {Text.Of(average.Decay)})θ{when}, beginning with a copy after update {Text.Of((long)average.Start)}");
            writer.Line($"AverageWeights(decay: {Text.Of(average.Decay)}{every});");
        }
    }

    private static string Formula(OptimizerDeclaration optimizer)
        => optimizer.Optimizer == Optimizers.Sgd && optimizer[Optimizers.Nesterov] > 0
            ? "v ← μv + g + λθ,  θ ← θ - η(g + λθ + μv)"
            : optimizer.Optimizer.Formula;

    private static void EmitSlots(SourceWriter writer, CompiledModel model)
    {
        var slots = model.Parameters.Slots;
        var names = string.Join(", ", slots.Take(4).Select(slot => slot.Key)) + (slots.Count > 4 ? ", ..." : string.Empty);
        writer.Line(model.Declaration.Optimizer!.Optimizer.IsPerTensor ? $"// {names}, one after the other" : $"// One pass over {names}: they lie in one block.");
    }

    private static void EmitUpdate(SourceWriter writer, OptimizerDeclaration optimizer, string target, string slice)
    {
        var kept = 0;
        var moments = new List<string>();
        foreach (var moment in optimizer.Optimizer.Moments)
        {
            // A moment at the end that is not kept has an overload without it; one in the middle is an empty span.
            moments.Add(IsKept(optimizer, moment) ? $"{moment.Name}: Moment({kept++}){slice}" : $"{moment.Name}: default");
        }

        if (optimizer.Optimizer.Moments.Last() is { When: "AmsGrad" } last && !IsKept(optimizer, last))
        {
            moments.RemoveAt(moments.Count - 1);
        }

        writer.Call($"{target}Kernels::{optimizer.Optimizer.Word}.Update(", ");", ["step", $"Gradients{slice}", .. moments, $"Parameters{slice}"]);
    }

    private static string StepArgument(OptimizerDeclaration optimizer, string argument)
    {
        switch (argument)
        {
            case "learningRate":
                return "LearningRate";
            case "weightDecay":
                return argument;
            case "step":
                return "NextUpdate";
            case "previousProduct":
                return "momentumProduct";
            default:
                var index = optimizer.Optimizer.IndexOf(Identifiers.Pascal(argument));
                var value = optimizer.Settings[index];
                return $"{argument}: {(optimizer.Optimizer.Settings[index].IsFlag ? (value > 0 ? "true" : "false") : Text.Of(value))}";
        }
    }
}
