using Adjoint.Generator.Diagnostics;
using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Emission;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator;

/// <summary>Everything known of a model before a line of it is written.</summary>
/// <param name="Declaration">What the user wrote.</param>
/// <param name="Typed">The model as a graph with shapes.</param>
/// <param name="Parameters">Where its parameters lie.</param>
/// <param name="Prediction">The plan of a prediction.</param>
/// <param name="Training">The plan of an iteration.</param>
/// <param name="FlopsPerSample">The work of one prediction.</param>
/// <param name="TrainingFlopsPerSample">The work of forward and backward.</param>
internal sealed record CompiledModel(
    ModelDeclaration Declaration,
    TypedGraph Typed,
    ParameterPlan Parameters,
    ExecutionPlan Prediction,
    ExecutionPlan Training,
    long FlopsPerSample,
    long TrainingFlopsPerSample)
{
    /// <summary>Which layer each step of an iteration belongs to.</summary>
    public PlannedLayers Layers { get; } = new(Training);

    /// <summary>How many samples of a large batch run through all layers before the next ones; 0 where a batch is never cut into tiles.</summary>
    public int Tile { get; } = Tiling.SamplesOf(Typed, Parameters, Training);

    /// <summary>What goes through the network at once.</summary>
    public string Piece => Declaration.MicroBatches > 1 ? "micro-batch" : Tile > 0 ? "tile" : "batch";
}

/// <summary>The stages in their order: each is a pure function from one immutable value to the next.</summary>
internal static class Compiler
{
    /// <summary>The user's mistakes: what the analyzer reports.</summary>
    public static IEnumerable<Problem> Check(ParseResult parsed)
        => parsed.Problems.Count > 0 || parsed.IsIncomplete
            ? parsed.Problems
            : ShapeInference.Check(ShapeInference.Infer(Lowering.Lower(parsed.Declaration)), parsed.Declaration);

    /// <summary>The code of a model; of a rejected one its public face alone.</summary>
    public static EquatableArray<GeneratedSource> Compile(ParseResult parsed)
        => parsed.IsIncomplete || Check(parsed).Any()
            ? RejectedModelEmitter.Emit(parsed, Check(parsed))
            : Emitter.Emit(Compile(parsed.Declaration));

    public static CompiledModel Compile(ModelDeclaration declaration)
    {
        var graph = Lowering.Lower(declaration);
        var typed = ShapeInference.Infer(graph);
        var training = Fusion.Fuse(ReverseMode.Differentiate(typed));
        var prediction = Fusion.FusePrediction(PredictionGraph.Of(typed));
        var parameters = ParameterPlan.Of(typed);
        return new CompiledModel(
            declaration,
            typed,
            parameters,
            Planner.PlanPrediction(prediction),
            Planner.PlanTraining(training, parameters, FusedUpdates.Allows(declaration) ? FusedUpdates.Of(training) : []),
            Costs.Flops(prediction),
            Costs.Flops(training.Typed));
    }
}
