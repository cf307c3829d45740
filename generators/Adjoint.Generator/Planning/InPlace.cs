using Adjoint.Generator.Graphs;

namespace Adjoint.Generator.Planning;

/// <summary>Which operations may write their result over which of their inputs: element by element, nothing is read after it is written.</summary>
internal static class InPlace
{
    private static readonly Dictionary<Type, int[]> Table = new()
    {
        [typeof(ActivationOp)] = [0],
        [typeof(ActivationGradientOp)] = [1],
        [typeof(DropoutOp)] = [0],
        [typeof(NormOp)] = [0],
        [typeof(NormInputGradientOp)] = [3, 0],
        [typeof(RunningNormInputGradientOp)] = [2],
        [typeof(InputScalingOp)] = [0],
        [typeof(InputScalingGradientOp)] = [0],
        [typeof(ScaleOp)] = [0],
        [typeof(AddOp)] = [0, 1],
        [typeof(LossAndGradientOp)] = [0],
    };

    /// <summary>The input node to write over, or -1.</summary>
    public static int Choose(Node node, Func<int, bool> canReplace)
    {
        if (Table.TryGetValue(node.Op.GetType(), out var candidates))
        {
            foreach (var candidate in candidates)
            {
                if (canReplace(node.Inputs[candidate]))
                {
                    return node.Inputs[candidate];
                }
            }
        }

        return -1;
    }
}
