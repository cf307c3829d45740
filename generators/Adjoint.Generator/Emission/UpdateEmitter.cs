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
            writer.Line(GeneratedCode.InFull);
            writer.Open("protected override void Update()");
            EmitStep(writer, model, optimizer);
            writer.Line("CountUpdate(isFinite);");
            EmitAverage(writer, model.Declaration.Average);
            writer.Close();
            EmitGradients(writer, model);
            writer.Close();
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

    /// <summary>One call of the kernel.</summary>
    /// <param name="Slots">The parameters that it updates.</param>
    /// <param name="Slice">Where they lie in their block; empty if they are all of it.</param>
    /// <param name="Decays">Whether weight decay is for them.</param>
    /// <param name="Product">The step that computes their gradient meanwhile; null if it lies in memory.</param>
    private sealed record Pass(IReadOnlyList<ParameterSlot> Slots, string Slice, bool Decays, Step? Product)
    {
        /// <summary>The numbers of the step in the emitted code.</summary>
        public string Step => Decays ? "step" : "stepWithoutDecay";
    }

    /// <summary>
    /// One over the whole block, unless the optimizer takes tensor by tensor, decays weights alone or computes gradients of some: then one for each tensor, or each run of neighbours.
    /// </summary>
    private static List<Pass> Passes(CompiledModel model, OptimizerDeclaration optimizer)
    {
        var products = model.Training.Update.ToDictionary(step => model.Training.Of(step.Output).Offset);
        bool IsProduct(ParameterSlot slot) => products.ContainsKey(slot.Offset);
        bool Decays(ParameterSlot slot) => optimizer[Optimizers.DecayWeightsOnly] == 0 || slot.IsDecayed;
        var runs = new List<List<ParameterSlot>>();
        foreach (var slot in model.Parameters.Slots)
        {
            if (runs.Count == 0 || optimizer.Optimizer.IsPerTensor || IsProduct(slot) || runs[runs.Count - 1][0] is var first && (IsProduct(first) || Decays(slot) != Decays(first)))
            {
                runs.Add([]);
            }

            runs[runs.Count - 1].Add(slot);
        }

        return runs.ConvertAll(run => new Pass(
            run,
            runs.Count == 1 && !optimizer.Optimizer.IsPerTensor
                ? string.Empty
                : $".Slice({run[0].Offset}, {run[run.Count - 1].Offset + run[run.Count - 1].Length - run[0].Offset})",
            Decays(run[0]),
            products.TryGetValue(run[0].Offset, out var product) ? product : null));
    }

    private static void EmitStep(SourceWriter writer, CompiledModel model, OptimizerDeclaration optimizer)
    {
        var steps = new StepWriter(model, model.Training, "Batch", "model.");
        string Gradient(Pass pass) => pass.Product is { } product ? steps.WeightGradient(product) : $"Gradients{pass.Slice}";
        var passes = Passes(model, optimizer);
        if (model.Declaration.Clipping is { Clipping: var clipping, Bound: var bound })
        {
            writer.Line($"// {string.Format(clipping.Formula, Text.Of(bound))}");
            writer.Call(clipping.Kernel + "(", ");", $"{Text.Of(bound)}f", "Gradients").Line();
        }

        if (optimizer.Optimizer == Optimizers.Sgd && Moments(optimizer) == 0)
        {
            writer.Line("// θ ← θ - η(g + λθ)");
            EmitSlots(writer, model);
            EmitPasses(writer, model, passes, steps, (pass, target) => writer.Call(
                $"{target}Kernels::Sgd.Update(",
                ");",
                "(float)LearningRate",
                pass.Decays ? "(float)weightDecay" : "weightDecay: 0",
                Gradient(pass),
                $"Parameters{pass.Slice}"));
            return;
        }

        writer.Line($"// {Formula(optimizer)}");
        EmitSlots(writer, model);
        var stepType = optimizer.Optimizer == Optimizers.AdamW ? "AdamStep" : optimizer.Optimizer.Word + "Step";
        foreach (var step in passes.GroupBy(pass => pass.Step).Select(alike => alike.First()))
        {
            writer.Call(
                $"var {step.Step} = new Kernels::{stepType}(", ");", [.. optimizer.Optimizer.Step.Select(argument => StepArgument(optimizer, argument, step.Decays))]);
        }

        EmitPasses(writer, model, passes, steps, (pass, target) => EmitUpdate(writer, optimizer, pass, Gradient(pass), target));

        if (HasProduct(optimizer))
        {
            writer.Line($"momentumProduct = {passes[0].Step}.MomentumProduct;");
        }
    }

    /// <summary>What the update has computed and used up, for the trainer to look at.</summary>
    private static void EmitGradients(SourceWriter writer, CompiledModel model)
    {
        if (model.Training.Update.Count == 0)
        {
            return;
        }

        var steps = new StepWriter(model, model.Training, "Batch", "model.");
        writer.Line().Line("// Where a gradient was not finite, the trainer looks at all of them.");
        writer.Open("protected override void WriteGradients()");
        foreach (var step in model.Training.Update)
        {
            writer.Line("// " + steps.Formula(step));
            steps.Call(writer, step);
        }

        writer.Close();
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
        var optimizer = model.Declaration.Optimizer!;
        if (optimizer[Optimizers.DecayWeightsOnly] > 0)
        {
            writer.Line("// λ is 0 but for the weights of dense layers and embeddings: a pass over each run of neighbours that are alike.");
            return;
        }

        if (model.Training.Update.Count > 0)
        {
            writer.Line("// A pass over each run of neighbours, and one for each weight whose gradient is computed meanwhile.");
            return;
        }

        writer.Line(optimizer.Optimizer.IsPerTensor ? $"// {Names(slots)}, one after the other" : $"// One pass over {Names(slots)}: they lie in one block.");
    }

    private static string Names(IReadOnlyList<ParameterSlot> slots) => string.Join(", ", slots.Take(4).Select(slot => slot.Key)) + (slots.Count > 4 ? ", ..." : string.Empty);

    /// <summary>Writes each pass after what takes its answer, whether all was finite.</summary>
    private static void EmitPasses(SourceWriter writer, CompiledModel model, List<Pass> passes, StepWriter steps, Action<Pass, string> emit)
    {
        var optimizer = model.Declaration.Optimizer!;
        var isOne = passes.Count == 1 && !optimizer.Optimizer.IsPerTensor;
        if (!isOne)
        {
            writer.Line("var isFinite = true;");
        }

        foreach (var pass in passes)
        {
            if (pass.Product is { } product)
            {
                writer.Line($"// {steps.Formula(product)}, g of {Names(pass.Slots)}{(pass.Decays ? string.Empty : ", λ = 0")}:");
                writer.Line("// nothing else needs it, so it is computed piece by piece while it is used, and never lies in memory as a whole.");
            }
            else if (optimizer[Optimizers.DecayWeightsOnly] > 0 || model.Training.Update.Count > 0)
            {
                writer.Line($"// {Names(pass.Slots)}{(pass.Decays ? string.Empty : ": λ = 0")}");
            }

            emit(pass, isOne ? "var isFinite = " : "isFinite &= ");
        }
    }

    private static void EmitUpdate(SourceWriter writer, OptimizerDeclaration optimizer, Pass pass, string gradient, string target)
    {
        var slice = pass.Slice;
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

        writer.Call($"{target}Kernels::{optimizer.Optimizer.Word}.Update(", ");", [pass.Step, gradient, .. moments, $"Parameters{slice}"]);
    }

    private static string StepArgument(OptimizerDeclaration optimizer, string argument, bool decays)
    {
        switch (argument)
        {
            case "learningRate":
                return "LearningRate";
            case "weightDecay":
                return decays ? argument : "weightDecay: 0";
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
