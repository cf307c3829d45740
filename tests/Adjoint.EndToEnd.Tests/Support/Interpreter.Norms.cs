namespace Adjoint.EndToEnd.Tests.Support;

/// <content>Normalisations and embeddings.</content>
internal sealed partial class Interpreter
{
    /// <summary>One group of numbers that are normalised together, and by what.</summary>
    private readonly record struct Group(int[] Indices, double Mean, double Scale, bool IsFixed);

    private static IEnumerable<double[]> FreshStatistics(Chain chain)
    {
        foreach (var norm in chain.Steps.OfType<NormStep>().Where(norm => norm.Buffer >= 0))
        {
            yield return new double[norm.Width];
            yield return [.. Enumerable.Repeat(1.0, norm.Width)];
        }
    }

    private IEnumerable<Group> Groups(NormStep norm, double[] x)
    {
        var isOverBatch = norm.Buffer >= 0;
        for (var i = 0; i < (isOverBatch ? norm.Width : x.Length / norm.Width); i++)
        {
            int[] indices = isOverBatch ? [.. Enumerable.Range(0, x.Length / norm.Width).Select(row => (row * norm.Width) + i)] : [.. Row(i * norm.Width, norm.Width)];
            if (isOverBatch && (!_isTraining || norm.IsFrozen))
            {
                yield return new Group(indices, _running[norm.Buffer][i], 1 / Math.Sqrt(_running[norm.Buffer + 1][i] + norm.Epsilon), IsFixed: true);
                continue;
            }

            var mean = norm.RemovesMean ? indices.Average(at => x[at]) : 0;
            yield return new Group(indices, mean, 1 / Math.Sqrt(indices.Average(at => (x[at] - mean) * (x[at] - mean)) + norm.Epsilon), IsFixed: false);
        }
    }

    private double[] Normalize(NormStep norm, double[] x)
    {
        var y = new double[x.Length];
        foreach (var group in Groups(norm, x))
        {
            foreach (var at in group.Indices)
            {
                y[at] = ((x[at] - group.Mean) * group.Scale * _parameters[norm.Parameter][at % norm.Width]) + Bias(norm, at);
            }
        }

        return y;
    }

    private double Bias(NormStep norm, int at) => norm.RemovesMean ? _parameters[norm.Parameter + 1][at % norm.Width] : 0;

    /// <summary>A bound of the error of each normalised number: its own, that of the mean and that of the scale.</summary>
    private static double[] HatErrors(NormStep norm, Group group, double[] x, double[] errors)
    {
        var hat = Array.ConvertAll(group.Indices, at => (x[at] - group.Mean) * group.Scale);
        var own = Array.ConvertAll(group.Indices, at => errors[at] + Math.Abs(x[at] - group.Mean));
        var mean = norm.RemovesMean && !group.IsFixed ? own.Average() : 0;
        var slope = group.IsFixed ? 0 : own.Zip(hat, (error, n) => error * Math.Abs(n)).Average();
        return [.. own.Zip(hat, (error, n) => (group.Scale * (error + mean + (Math.Abs(n) * slope))) + Math.Abs(n))];
    }

    private double[] NormErrors(NormStep norm, double[] x, double[] y, double[] errors)
    {
        var result = new double[y.Length];
        foreach (var group in Groups(norm, x))
        {
            foreach (var (at, error) in group.Indices.Zip(HatErrors(norm, group, x, errors)))
            {
                result[at] = (Math.Abs(_parameters[norm.Parameter][at % norm.Width]) * error) + Math.Abs(y[at]) + Math.Abs(Bias(norm, at));
            }
        }

        return result;
    }

    /// <summary>dx = s (g - mean of g - n · mean of g ∘ n) with g = dy ∘ weight, n the normalised numbers; what is fixed has no part in it.</summary>
    private void BackwardNorm(
        NormStep norm, double[] x, double[] xErrors, double[] dy, double[] errors, double[] dx, double[] e, double[][] gradients, double[][] bounds)
    {
        var weight = _parameters[norm.Parameter];
        foreach (var group in Groups(norm, x))
        {
            var n = Array.ConvertAll(group.Indices, at => (x[at] - group.Mean) * group.Scale);
            var nErrors = HatErrors(norm, group, x, xErrors);
            var g = Array.ConvertAll(group.Indices, at => dy[at] * weight[at % norm.Width]);
            var gErrors = Array.ConvertAll(group.Indices, at => (errors[at] + Math.Abs(dy[at])) * Math.Abs(weight[at % norm.Width]));
            var (mean, meanError) = norm.RemovesMean && !group.IsFixed ? (g.Average(), gErrors.Average()) : (0, 0);
            var (slope, slopeError) = (0.0, 0.0);
            for (var i = 0; i < g.Length && !group.IsFixed; i++)
            {
                slope += g[i] * n[i] / g.Length;
                slopeError += ((gErrors[i] * Math.Abs(n[i])) + (Math.Abs(g[i]) * nErrors[i])) / g.Length;
            }

            // The scale's error is relative to it.
            var scaleError = group.IsFixed ? 1 : n.Zip(nErrors, (value, error) => Math.Abs(value) * error).Average() + 1;
            for (var i = 0; i < g.Length; i++)
            {
                var at = group.Indices[i];
                var inner = g[i] - mean - (n[i] * slope);
                dx[at] = group.Scale * inner;
                e[at] = group.Scale * (gErrors[i] + meanError + (Math.Abs(n[i]) * slopeError) + (nErrors[i] * Math.Abs(slope)) + (Math.Abs(inner) * scaleError));
                gradients[norm.Parameter][at % norm.Width] += dy[at] * n[i];
                bounds[norm.Parameter][at % norm.Width] += ((errors[at] + Math.Abs(dy[at])) * Math.Abs(n[i])) + (Math.Abs(dy[at]) * nErrors[i]);
                if (norm.RemovesMean)
                {
                    gradients[norm.Parameter + 1][at % norm.Width] += dy[at];
                    bounds[norm.Parameter + 1][at % norm.Width] += errors[at] + (Math.Abs(dy[at]) * Math.Sqrt(x.Length / norm.Width));
                }
            }
        }
    }

    private static void BackwardEmbedding(EmbeddingStep embedding, double[] indices, double[] dy, double[] errors, double[][] gradients, double[][] bounds)
    {
        for (var i = 0; i < dy.Length; i++)
        {
            var row = (int)indices[i / embedding.Width];
            if (row != embedding.Padding)
            {
                gradients[embedding.Parameter][(row * embedding.Width) + (i % embedding.Width)] += dy[i];
                bounds[embedding.Parameter][(row * embedding.Width) + (i % embedding.Width)] += errors[i] + (Math.Abs(dy[i]) * Math.Sqrt(indices.Length));
            }
        }
    }
}
