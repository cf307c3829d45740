using System.Text.Json;
using Adjoint.Kernels;

namespace Adjoint.Tests.Reference;

/// <summary>What works on rows or columns, against float64 from the same float32 arguments.</summary>
public class RowTests
{
    private const double HalfUlp = Closeness.HalfUlp;

    private static readonly JsonElement SoftmaxFile = ReferenceValues.ReadJson("softmax.json");
    private static readonly JsonElement NormFile = ReferenceValues.ReadJson("normalization.json");
    private static readonly JsonElement EmbeddingFile = ReferenceValues.ReadJson("embedding.json");

    public static TheoryData<string> Softmaxes => Names(SoftmaxFile, "cases");

    public static TheoryData<string> RowNorms => Names(NormFile, "rows");

    public static TheoryData<string> BatchNorms => Names(NormFile, "batches");

    [Theory]
    [MemberData(nameof(Softmaxes))]
    public void SoftmaxAgrees(string name)
    {
        var reference = Case(SoftmaxFile, "cases", name);
        var (rows, width) = (reference.Integer("rows"), reference.Integer("width"));
        var (x, dy) = (reference.Floats("x"), reference.Floats("dy"));
        var (y, dx) = (new float[x.Length], new float[x.Length]);
        var (p, slope) = (reference.Doubles("softmax"), reference.Doubles("softmaxDx"));
        double Row(int i, Func<int, double> term) => Enumerable.Range(i / width * width, width).Sum(term);
        double Distance(int i) => x.Skip(i / width * width).Take(width).Max() - x[i];

        // The exponent x - m is rounded: it counts p |x - m|, less than 0.4 for the row; exponentials, sum and quotient add a few.
        Softmax.Forward(rows, width, x, y);
        double Probability(int i) => p[i] * (8 + (2 * Distance(i))) * HalfUlp + float.Epsilon;
        Closeness.Near("softmax", p, y, Probability);

        // p (dy - s): what p is off by counts by the difference and through s, the difference rounds once more.
        Softmax.Backward(rows, width, y, dy, dx);
        Closeness.Near("softmax's gradient", slope, dx, i =>
            Probability(i) * (Math.Abs(dy[i]) + Row(i, j => p[j] * Math.Abs(dy[j]))) + p[i] * (Row(i, j => Probability(j) * Math.Abs(dy[j])) + 2 * HalfUlp) + float.Epsilon);

        // Beside its own two roundings, the logarithm has the errors of the sum's terms, but not of the largest, which is an exact 1. What is below
        // the last place of 1 in double precision is lost.
        LogSoftmax.Forward(rows, width, x, y);
        var log = reference.Doubles("logSoftmax");
        Closeness.Near("log softmax", log, y, i => 2 * Closeness.Ulp(log[i]) + width * 1.2e-16 + Row(i, j => Distance(j) == 0 ? 0 : p[j] * (4 + Distance(j)) * HalfUlp));

        LogSoftmax.Backward(rows, width, y, dy, dx);
        Closeness.Near("log softmax's gradient", reference.Doubles("logSoftmaxDx"), dx, i =>
            2 * HalfUlp * Math.Abs(dy[i]) + (Probability(i) + p[i] * HalfUlp * (2 + Math.Abs(2 * log[i]))) * (1 + Row(i, j => Math.Abs(dy[j]))));
    }

    [Theory]
    [MemberData(nameof(RowNorms))]
    public void LayerNormAgrees(string name)
    {
        var reference = Case(NormFile, "rows", name);
        var (rows, width) = (reference.Integer("rows"), reference.Integer("width"));
        var (x, dy, weight, bias) = (reference.Floats("x"), reference.Floats("dy"), reference.Floats("weight"), reference.Floats("bias"));
        var (y, dx, dWeight, dBias, statistics) = (new float[x.Length], new float[x.Length], new float[width], new float[width], new float[rows * LayerNorm.StatisticsPerRow]);

        LayerNorm.Statistics(rows, width, 1e-5f, x, statistics);
        LayerNorm.Forward(rows, width, x, weight, bias, statistics, y);
        var expected = reference.Doubles("layerY");
        Closeness.Near("y", expected, y, i => 6 * HalfUlp * (Math.Abs(expected[i] - bias[i % width]) + Math.Abs(bias[i % width])));
        LayerNorm.BackwardInput(rows, width, x, weight, statistics, dy, dx);
        // Of three numbers the gradient keeps one degree of freedom: relative to what is taken from each other.
        double Largest(int row) => Enumerable.Range(row * width, width).Max(j => Math.Abs(dy[j] * weight[j % width]));
        Closeness.Near("dx", reference.Doubles("layerDx"), dx, i => 8 * HalfUlp * statistics[(i / width * LayerNorm.StatisticsPerRow) + 2] * Largest(i / width));
        LayerNorm.BackwardWeight(rows, width, x, statistics, dy, dWeight);
        Near("dWeight", reference.Doubles("layerDWeight"), dWeight, _ => 0, rows + 6);
        ColumnSum.Run(rows, width, dy, dBias);
        Near("dBias", reference.Doubles("layerDBias"), dBias, _ => 0, rows + 2);
    }

    [Theory]
    [MemberData(nameof(RowNorms))]
    public void RmsNormAgrees(string name)
    {
        var reference = Case(NormFile, "rows", name);
        var (rows, width) = (reference.Integer("rows"), reference.Integer("width"));
        var (x, dy, weight) = (reference.Floats("x"), reference.Floats("dy"), reference.Floats("weight"));
        var (y, dx, dWeight, statistics) = (new float[x.Length], new float[x.Length], new float[width], new float[rows]);

        RmsNorm.Statistics(rows, width, 1e-5f, x, statistics);
        RmsNorm.Forward(rows, width, x, weight, statistics, y);
        var expected = reference.Doubles("rmsY");
        Closeness.Near("y", expected, y, i => 4 * HalfUlp * Math.Abs(expected[i]));
        RmsNorm.BackwardInput(rows, width, x, weight, statistics, dy, dx);
        double Largest(int row) => Enumerable.Range(row * width, width).Max(j => Math.Abs(dy[j] * weight[j % width]));
        Closeness.Near("dx", reference.Doubles("rmsDx"), dx, i => 8 * HalfUlp * statistics[i / width] * Largest(i / width));
        RmsNorm.BackwardWeight(rows, width, x, statistics, dy, dWeight);
        Near("dWeight", reference.Doubles("rmsDWeight"), dWeight, _ => 0, rows + 6);
    }

    [Theory]
    [MemberData(nameof(BatchNorms))]
    public void BatchNormAgrees(string name)
    {
        var reference = Case(NormFile, "batches", name);
        var width = reference.Integer("width");
        var (weight, bias) = (reference.Floats("weight"), reference.Floats("bias"));
        var (runningMean, runningVariance, statistics) = (new float[width], new float[width], new float[BatchNorm.StatisticsPerColumn * width]);
        Array.Fill(runningVariance, 1);
        foreach (var batch in reference.GetProperty("batches").EnumerateArray())
        {
            var rows = batch.Integer("rows");
            var (x, dy) = (batch.Floats("x"), batch.Floats("dy"));
            var (y, dx, dWeight, dBias) = (new float[x.Length], new float[x.Length], new float[width], new float[width]);
            BatchNorm.Statistics(rows, width, 1e-5f, x, statistics);
            BatchNorm.Forward(rows, width, x, weight, bias, statistics, y);
            BatchNorm.UpdateRunning(rows, width, 0.1f, statistics, runningMean, runningVariance);
            BatchNorm.BackwardWeight(rows, width, x, statistics, dy, dWeight);
            ColumnSum.Run(rows, width, dy, dBias);
            BatchNorm.BackwardInput(rows, width, x, weight, statistics, dWeight, dBias, dy, dx);

            var expected = batch.Doubles("y");
            Closeness.Near("y", expected, y, i => 6 * HalfUlp * (Math.Abs(expected[i] - bias[i % width]) + Math.Abs(bias[i % width])));
            Near("dWeight", batch.Doubles("dWeight"), dWeight, _ => 0, rows + 6);
            Near("dBias", batch.Doubles("dBias"), dBias, _ => 0, rows + 2);
            // Of two rows both gradients are the difference between numbers that are nearly the same: relative to what is taken from each other.
            var slope = batch.Doubles("dx");
            Closeness.Near("dx", slope, dx, i => 8 * HalfUlp * Math.Abs(weight[i % width] * statistics[(2 * width) + (i % width)]) * Enumerable.Range(0, rows).Max(r => Math.Abs(dy[(r * width) + (i % width)])));
        }

        var (mean, variance) = (reference.Doubles("runningMean"), reference.Doubles("runningVariance"));
        Closeness.Near("running mean", mean, runningMean, i => 6 * HalfUlp * Math.Max(1, Math.Abs(mean[i])));
        Closeness.Near("running variance", variance, runningVariance, i => 6 * HalfUlp * variance[i]);

        var first = reference.GetProperty("batches")[0].Floats("x");
        var prediction = new float[first.Length];
        BatchNorm.PredictionStatistics(width, 1e-5f, runningMean, runningVariance, statistics);
        BatchNorm.Forward(first.Length / width, width, first, weight, bias, statistics, prediction);
        Closeness.Near("prediction", reference.Doubles("prediction"), prediction, i =>
            HalfUlp * (8 * (Math.Abs(prediction[i]) + Math.Abs(bias[i % width])) + 6 * Math.Max(1, Math.Abs(mean[i % width])) / Math.Sqrt(variance[i % width]) * Math.Abs(weight[i % width])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void EmbeddingAgrees(int index)
    {
        var reference = EmbeddingFile.GetProperty("cases")[index];
        var (rows, width, vocabulary) = (reference.Integer("rows"), reference.Integer("width"), reference.Integer("vocabulary"));
        var (y, dTable) = (new float[rows * width], new float[vocabulary * width]);
        Array.Fill(dTable, float.NaN);
        Embedding.Forward(rows, width, reference.Floats("indices"), reference.Floats("table"), y);
        Closeness.Near("y", reference.Doubles("y"), y, _ => 0);
        Embedding.Backward(rows, width, vocabulary, reference.Integer("padding"), reference.Floats("indices"), reference.Floats("dy"), dTable);
        Closeness.Near("dTable", reference.Doubles("dTable"), dTable, _ => 3 * 4 * HalfUlp);
    }

    /// <summary>Sums of terms of both signs: off by so many roundings of the largest result of the same group.</summary>
    private static void Near(string what, double[] expected, float[] actual, Func<int, int> group, int roundings)
    {
        var largest = Enumerable.Range(0, expected.Length).GroupBy(group).ToDictionary(g => g.Key, g => g.Max(i => Math.Abs(expected[i])));
        Closeness.Near(what, expected, actual, i => roundings * HalfUlp * largest[group(i)]);
    }

    private static TheoryData<string> Names(JsonElement file, string cases) => [.. file.GetProperty(cases).EnumerateArray().Select(entry => entry.Text("name"))];

    private static JsonElement Case(JsonElement file, string cases, string name) => file.GetProperty(cases).EnumerateArray().Single(entry => entry.Text("name") == name);
}
