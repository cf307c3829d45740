using Adjoint.Generator.Graphs;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary>Writes each step as a formula with shapes and the call that computes it: one case for each operation.</summary>
/// <param name="model">The model.</param>
/// <param name="plan">The plan that the steps are of.</param>
/// <param name="batch">The number of samples in the emitted code: <c>batch</c> or <c>Batch</c>.</param>
/// <param name="parameters">What stands before a layer's property: nothing in the model itself, <c>model.</c> in its trainer.</param>
internal sealed class StepWriter(CompiledModel model, ExecutionPlan plan, string batch, string parameters)
{
    private readonly ParameterIndex _parameters = new(model.Parameters);

    /// <summary>What the step computes, as a person would write it down.</summary>
    public string Formula(Step step) => step.Op switch
    {
        DenseOp dense => DenseFormula(step, dense),
        ActivationOp activation => $"{activation.Activation.Function}({In(step, 0)}) → {Shaped(step.Output)}",
        DropoutOp => $"dropout({In(step, 0)}) → {Shaped(step.Output)}",
        InputScalingOp scaling => $"({In(step, 0)} - {Key(step, 1)}) / {Key(step, 2)} → {Shaped(step.Output)}{(scaling.Columns.Count == 0 ? string.Empty : "; a shift of 0 and a divisor of 1 leave a column as it is")}",
        InputScalingGradientOp => $"{In(step, 0)} / {Key(step, 1)} → {Shaped(step.Output)}",
        ScaleOp scale => $"{Text.Of(scale.Factor)} · {In(step, 0)} → {Shaped(step.Output)}",
        AddOp => $"{In(step, 0)} + {In(step, 1)} → {Shaped(step.Output)}",
        NormStatisticsOp { Normalization: var norm } => $"{string.Format(norm.Statistics, In(step, 0))} → {Shaped(step.Output)}",
        RunningStatisticsOp => $"{Key(step, 0)} and 1 / √({Key(step, 1)} + ε) → {Shaped(step.Output)}",
        NormOp => $"{Normalized(step)} → {Shaped(step.Output)}",
        NormWeightGradientOp => $"Σ {In(step, 2)} ∘ {Hat(step)} → {Shaped(step.Output)}",
        ColumnSumOp => $"Σ {In(step, 0)} → {Shaped(step.Output)}",
        NormInputGradientOp => NormInputGradient(step),
        RunningNormInputGradientOp => $"{In(step, 2)} ∘ {Key(step, 1)} / √(variance + ε) → {Shaped(step.Output)}",
        EmbeddingOp => $"{Key(step, 1)} {Weight(step, 1)} [{In(step, 0)}] → {Shaped(step.Output)}",
        EmbeddingGradientOp => $"{In(step, 1)} added to the rows [{In(step, 0)}] → {Shaped(step.Output)}",
        DenseInputGradientOp { Activation: { } f } => $"({InputGradient(step)}) ∘ {string.Format(f.Derivative, In(step, 2))} → {Shaped(step.Output)}",
        DenseInputGradientOp => $"{InputGradient(step)} → {Shaped(step.Output)}",
        DenseWeightGradientOp => $"{In(step, 0)}ᵀ · {In(step, 1)} → {Shaped(step.Output)}",
        DenseBiasGradientOp => $"Σ {In(step, 0)} → {Shaped(step.Output)}",
        ActivationGradientOp activation
            => (activation.Activation.IsRowwise ? string.Empty : $"{In(step, 1)} ∘ ")
                + $"{string.Format(activation.Activation.Derivative, In(step, 0), In(step, 1))} → {Shaped(step.Output)}",
        LossAndGradientOp => $"{LossCalls.Formula(model.Declaration.Loss!, In(step, 0)).Gradient} → {Shaped(step.Output)}",
        _ => throw new InvalidOperationException($"No formula for {step.Op.Name}."),
    };

    /// <summary>The formula of a forward step as a backward step quotes it: <c>hidden = relu(pixels · hidden.weight + hidden.bias)</c>.</summary>
    public string Equation(Step step) => $"{plan.Of(step.Output).Name} = " + step.Op switch
    {
        DenseOp { Epilogue: { } f } => $"{f.Function}({Affine(step)})",
        DenseOp => Affine(step),
        ActivationOp activation => $"{activation.Activation.Function}({In(step, 0)})",
        DropoutOp => $"dropout({In(step, 0)})",
        InputScalingOp => $"({In(step, 0)} - {Key(step, 1)}) / {Key(step, 2)}",
        ScaleOp scale => $"{Text.Of(scale.Factor)} · {In(step, 0)}",
        AddOp => $"{In(step, 0)} + {In(step, 1)}",
        NormOp => Normalized(step),
        EmbeddingOp => $"{Key(step, 1)}[{In(step, 0)}]",
        _ => throw new InvalidOperationException($"No equation for {step.Op.Name}."),
    };

    /// <summary>Writes the call.</summary>
    public void Call(SourceWriter writer, Step step)
    {
        var output = Id(step.Output);
        switch (step.Op)
        {
            case DenseOp dense:
                var epilogue = dense.Epilogue?.Word ?? "Identity";
                writer.Call(
                    $"Kernels::Dense.Forward<{SizeName.Of(Weight(step, 1))}, Kernels::{epilogue}>(", ");",
                    Rows(step.Shapes[0]), Id(step.Inputs[0]), Values(step, 1), dense.HasBias ? Values(step, 2) : "bias: default", output);
                break;
            case DenseInputGradientOp { Activation: { } f }:
                writer.Call(
                    $"Kernels::Dense.BackwardInput<{SizeName.Of(Weight(step, 1))}, Kernels::{f.Word}>(", ");",
                    Rows(step.Shapes[0]), Id(step.Inputs[0]), Values(step, 1), Id(step.Inputs[2]), output);
                break;
            case DenseInputGradientOp:
                writer.Call(
                    $"Kernels::Dense.BackwardInput<{SizeName.Of(Weight(step, 1))}>(", ");",
                    Rows(step.Shapes[0]), Id(step.Inputs[0]), Values(step, 1), output);
                break;
            case DenseWeightGradientOp:
                writer.Call(
                    $"Kernels::Dense.BackwardWeight<{SizeName.Of(plan.Of(step.Output).Shape)}>(", ");",
                    Rows(step.Shapes[1]), Id(step.Inputs[0]), Id(step.Inputs[1]), output);
                break;
            case DenseBiasGradientOp:
                writer.Call(
                    $"Kernels::Dense.BackwardBias<{SizeName.Of(WeightBeside(step))}>(", ");", Rows(step.Shapes[0]), Id(step.Inputs[0]), output);
                break;
            case ActivationOp activation:
                writer.Call(
                    activation.Activation.Forward + "(", ");",
                    [.. RowArguments(activation.Activation, step.Shapes[0]), Id(step.Inputs[0]), output, .. Settings(activation.Activation, activation.Settings)]);
                break;
            case ActivationGradientOp activation:
                writer.Call(
                    $"Kernels::{activation.Activation.Word}.Backward(", ");",
                    [
                        .. RowArguments(activation.Activation, step.Shapes[0]), Id(step.Inputs[0]), Id(step.Inputs[1]), output,
                        .. Settings(activation.Activation, activation.Settings),
                    ]);
                break;
            case NormStatisticsOp statistics:
                CallStatistics(writer, step, statistics);
                break;
            case RunningStatisticsOp running:
                writer.Call(
                    $"Kernels::{running.Normalization.Word}.PredictionStatistics(", ");",
                    Text.Of((long)step.Shapes[0].Last), $"{Text.Of(running.Settings[0])}f", Values(step, 0), Values(step, 1), output);
                break;
            case NormOp { Normalization: var norm }:
                writer.Call(
                    $"Kernels::{norm.Word}.Forward(", ");",
                    [.. RowArguments(step.Shapes[0]), Id(step.Inputs[0]), Values(step, 2), .. norm.HasBias ? [Values(step, 3)] : Array.Empty<string>(), Id(step.Inputs[1]), output]);
                break;
            case NormWeightGradientOp { Normalization: var norm }:
                writer.Call(
                    $"Kernels::{norm.Word}.BackwardWeight(", ");", [.. RowArguments(step.Shapes[0]), Id(step.Inputs[0]), Id(step.Inputs[1]), Id(step.Inputs[2]), output]);
                break;
            case ColumnSumOp:
                writer.Call("Kernels::ColumnSum.Run(", ");", [.. RowArguments(step.Shapes[0]), Id(step.Inputs[0]), output]);
                break;
            case NormInputGradientOp { Normalization: var norm }:
                writer.Call(
                    $"Kernels::{norm.Word}.BackwardInput(", ");",
                    [
                        .. RowArguments(step.Shapes[0]), Id(step.Inputs[0]), Values(step, 2), Id(step.Inputs[1]),
                        .. step.Inputs.Skip(4).Select(Id), Id(step.Inputs[3]), output,
                    ]);
                break;
            case RunningNormInputGradientOp { Normalization: var norm }:
                writer.Call(
                    $"Kernels::{norm.Word}.BackwardInput(", ");", [.. RowArguments(step.Shapes[2]), Values(step, 1), Id(step.Inputs[0]), Id(step.Inputs[2]), output]);
                break;
            case EmbeddingOp embedding:
                writer.Call(
                    "Kernels::Embedding.Forward(", ");",
                    Indices(step.Shapes[0]), Text.Of((long)embedding.Width), Id(step.Inputs[0]), Values(step, 1), output);
                break;
            case EmbeddingGradientOp embedding:
                writer.Call(
                    "Kernels::Embedding.Backward(", ");",
                    Indices(step.Shapes[0]), Text.Of((long)embedding.Width), Text.Of((long)embedding.Vocabulary), $"padding: {Text.Of((long)embedding.Padding)}", Id(step.Inputs[0]), Id(step.Inputs[1]), output);
                break;
            case DropoutOp dropout:
                // The mask is that of the whole batch, drawn by the place in it.
                var first = model.Declaration.MicroBatches > 1 || model.Tile > 0 ? [$"first: FirstRow * {step.Shapes[0].Elements}"] : Array.Empty<string>();
                writer.Call("Kernels::Dropout.Apply(", ");", [DropoutOp.RateField(dropout.Index), $"DropoutKey({dropout.Index})", .. first, Id(step.Inputs[0]), output]);
                break;
            case InputScalingOp:
                writer.Call(
                    "Kernels::Scaling.Forward(", ");", batch, Text.Of(step.Shapes[0].Elements), Id(step.Inputs[0]), Values(step, 1), Values(step, 2), output);
                break;
            case InputScalingGradientOp:
                writer.Call("Kernels::Scaling.Backward(", ");", batch, Text.Of(step.Shapes[0].Elements), Values(step, 1), Id(step.Inputs[0]), output);
                break;
            case ScaleOp scale:
                writer.Call("Tensors::TensorPrimitives.Multiply(", ");", Id(step.Inputs[0]), $"{Text.Of(scale.Factor)}f", output);
                break;
            case AddOp:
                writer.Call("Tensors::TensorPrimitives.Add(", ");", Id(step.Inputs[0]), Id(step.Inputs[1]), output);
                break;
            case LossAndGradientOp loss:
                writer.Call(
                    $"var loss = Kernels::{loss.Loss.Word}.LossAndGradient(", ");",
                    LossCalls.Arguments(
                        model.Declaration.Loss!, batch, step.Shapes[0], Id(step.Inputs[0]), Id(step.Inputs[1]), "weights: Weights", output));
                break;
            default:
                throw new InvalidOperationException($"No call for {step.Op.Name}.");
        }
    }

    /// <summary>Whether one call computes the gradients of a layer's weight and bias, which read the same gradient.</summary>
    public static bool AreOneCall(Step step, Step next) =>
        step.Op is DenseWeightGradientOp && next.Op is DenseBiasGradientOp && step.Inputs[1] == next.Inputs[0] && step.GradientOf == next.GradientOf;

    /// <summary>Writes the call of both.</summary>
    public void Call(SourceWriter writer, Step weight, Step bias) => writer.Call(
        $"Kernels::Dense.BackwardWeight<{SizeName.Of(plan.Of(weight.Output).Shape)}>(", ");",
        Rows(weight.Shapes[1]), Id(weight.Inputs[0]), Id(weight.Inputs[1]), Id(weight.Output), Id(bias.Output));

    /// <summary>The gradient of a weight as the optimizer takes it that computes it.</summary>
    public string WeightGradient(Step step) =>
        $"Kernels::Dense.WeightGradient<{SizeName.Of(plan.Of(step.Output).Shape)}>({Rows(step.Shapes[1])}, {Id(step.Inputs[0])}, {Id(step.Inputs[1])})";

    private void CallStatistics(SourceWriter writer, Step step, NormStatisticsOp op)
    {
        var output = Id(step.Output);
        writer.Call(
            $"Kernels::{op.Normalization.Word}.Statistics(", ");", [.. RowArguments(step.Shapes[0]), $"{Text.Of(op.Settings[0])}f", Id(step.Inputs[0]), output]);
        if (op.Normalization.IsOverBatch)
        {
            writer.Line($"// {Key(step, 1)} and {Key(step, 2)} follow them");
            writer.Call(
                $"Kernels::{op.Normalization.Word}.UpdateRunning(", ");",
                [.. RowArguments(step.Shapes[0]), $"momentum: {Text.Of(op.Settings[1])}f", output, Values(step, 1), Values(step, 2)]);
        }
    }

    private string Normalized(Step step)
    {
        var normalization = ((NormOp)step.Op).Normalization;
        var bias = normalization.HasBias ? $" + {Key(step, 3)}" : string.Empty;
        return $"{string.Format(normalization.Formula, In(step, 0))} ∘ {Key(step, 2)}{bias}";
    }

    /// <summary>The normalised x, as formulas write it.</summary>
    private string Hat(Step step) => $"normalised {In(step, 0)}";

    private string NormInputGradient(Step step)
    {
        var derivative = string.Format(((NormInputGradientOp)step.Op).Normalization.Derivative, In(step, 0));
        return $"{derivative} with g = {In(step, 3)} ∘ {Key(step, 2)} and n the {Hat(step)} → {Shaped(step.Output)}";
    }

    /// <summary>How many indices the batch has.</summary>
    private string Indices(Shape shape) => shape.Elements > 1 ? $"{batch} * {Text.Of(shape.Elements)}" : batch;

    /// <summary>The buffer's name with its shape: <c>hidden [B, 128]</c>.</summary>
    private string Shaped(int buffer) => $"{plan.Of(buffer).Name} {plan.Of(buffer).Shape}";

    private string Id(int buffer) => Identifiers.Escape(plan.Of(buffer).Name);

    private string In(Step step, int input) => plan.Of(step.Inputs[input]).Name;

    private ParameterSlot Slot(Step step, int input) => _parameters.Named(In(step, input));

    private Shape Weight(Step step, int input) => Slot(step, input).Shape;

    private string Key(Step step, int input) => Slot(step, input).Key;

    private string Values(Step step, int input)
    {
        var slot = Slot(step, input);
        // A name without case (_x, 層) is property and variable alike.
        var isHidden = parameters.Length == 0 && Identifiers.Pascal(slot.Layer) == slot.Layer;
        return $"{(isHidden ? "this." : parameters)}{slot.Property}.Values";
    }

    // The gradient of a bias lies where the bias lies in its block; the layer's weight has the sizes.
    private Shape WeightBeside(Step step)
    {
        var bias = _parameters.At(plan.Of(step.Output).Offset);
        return _parameters.WeightOf(bias.Layer).Shape;
    }

    /// <summary>How many rows of the last axis the batch has.</summary>
    private string Rows(Shape shape) => shape.RowsPerSample is > 1 and var rows ? $"{batch} * {rows}" : batch;

    private string[] RowArguments(Activation activation, Shape shape) => activation.IsRowwise ? RowArguments(shape) : [];

    private string[] RowArguments(Shape shape) => [Rows(shape), Text.Of((long)shape.Last)];

    private static IEnumerable<string> Settings(Activation activation, EquatableArray<double> values)
        => activation.Settings.Select((setting, index) => $"{Identifiers.Camel(setting.Name)}: {Text.Of(values[index])}f");

    private string Affine(Step step) => $"{In(step, 0)} · {Key(step, 1)}{Bias(step)}";

    private string InputGradient(Step step) => $"{In(step, 0)} {step.Shapes[0]} · {Key(step, 1)}ᵀ";

    private string Bias(Step step) => step.Op is DenseOp { HasBias: true } ? $" + {Key(step, 2)}" : string.Empty;

    private string DenseFormula(Step step, DenseOp dense)
    {
        var arrow = dense.Epilogue is { } f ? $" → {f.Function}" : string.Empty;
        return $"{In(step, 0)} {step.Shapes[0]} · {Key(step, 1)} {Weight(step, 1)}{Bias(step)}{arrow} → {Shaped(step.Output)}";
    }
}
