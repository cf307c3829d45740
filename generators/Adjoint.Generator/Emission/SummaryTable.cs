using Adjoint.Generator.Graphs;
using Adjoint.Generator.Planning;

namespace Adjoint.Generator.Emission;

/// <summary>The model as a table of layers: its remarks on hover and its Summary.</summary>
internal static class SummaryTable
{
    public static string Of(CompiledModel model)
    {
        var rows = new List<string[]> { new[] { "layer", "computes", "output", "parameters", "FLOPs" } };
        var typed = model.Typed;
        var texts = model.Declaration.Layers.ToDictionary(layer => layer.Position, layer => layer.IsFrozen ? layer.Text + ", frozen" : layer.Text);
        texts.Add(model.Declaration.Input!.Position, "input");
        var shown = typed.Nodes.Where(node => node.Op is not (ParameterOp or LabelsOp or LossOp or NormStatisticsOp)).ToList();
        for (var i = 0; i < shown.Count; i++)
        {
            var node = shown[i];
            var flops = Costs.Flops(typed, node) + (node.Op is NormOp ? Costs.Flops(typed, typed.Nodes[node.Inputs[1]]) : 0);
            var computes = texts[node.Position];
            // A layer and the activation that bears its name are one row.
            if (i + 1 < shown.Count && node.Name == shown[i + 1].Name + Lowering.BeforeActivation)
            {
                flops += Costs.Flops(typed, shown[++i]);
                computes += $", {texts[shown[i].Position]}";
            }

            var parameters = node.Inputs.Where(input => typed.Nodes[input].Op is ParameterOp { IsTrainable: true }).Sum(input => typed.ShapeOf(input).Elements);
            rows.Add(
            [
                shown[i].Name,
                computes,
                typed.ShapeOf(node.Id).ForMessages,
                parameters == 0 ? "-" : Text.Grouped(parameters),
                flops == 0 ? "-" : Text.Grouped(flops),
            ]);
        }

        var widths = Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var table = rows.Select(row => string.Join(
            "  ", row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        var all = model.Parameters.Count + (long)model.Parameters.FrozenCount;
        var kinds = model.Parameters.FrozenCount == 0
            ? "parameters"
            : $"parameters ({Text.Grouped(model.Parameters.Count)} trainable, {Text.Grouped(model.Parameters.FrozenCount)} frozen)";
        return string.Join("\n", table.Concat(
        [
            string.Empty,
            $"{Text.Grouped(all)} {kinds}, {Text.Grouped(4 * all)} bytes; optimizer{(model.Declaration.Average is null ? string.Empty : " and averages")} {Text.Grouped(OptimizerBytes(model))} bytes",
            $"a prediction {Text.Grouped(model.FlopsPerSample)} FLOPs a sample, an iteration {Text.Grouped(model.TrainingFlopsPerSample)} FLOPs and {Text.Grouped(WorkspaceBytes(model))} bytes a sample{Pieces(model)}",
        ]));
    }

    public static long OptimizerBytes(CompiledModel model) => 
        (4L * UpdateEmitter.Moments(model.Declaration.Optimizer!) * model.Parameters.Floats) + (model.Declaration.Average is null ? 0 : 4L * model.Parameters.AllFloats);

    private static string Pieces(CompiledModel model) =>
        (model.Declaration.MicroBatches == 1 ? string.Empty : $" of a micro-batch, {Text.Grouped(model.Declaration.MicroBatches)} to a batch")
        + (model.Tile == 0 ? string.Empty : $", from {Text.Grouped(2 * model.Tile)} samples on in tiles of {Text.Grouped(model.Tile)}");

    public static long WorkspaceBytes(CompiledModel model) => 4L * model.Training.FloatsPerSample;
}
