using System.Text.Json;

namespace Adjoint.Tests.Reference;

/// <summary>Sixty updates taken into an average, against PyTorch's AveragedModel in float32.</summary>
public class AverageTests
{
    private static readonly JsonElement File = ReferenceValues.ReadJson("averages.json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, File.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AveragesAgree(int index)
    {
        const int width = 37;
        var reference = File.GetProperty("cases")[index];
        var updates = File.Floats("values").Chunk(width).ToArray();
        var (decay, every, start) = (reference.Double("decay"), (int)reference.Double("every"), (long)reference.Double("start"));
        // A buffer of one number lies behind the parameters.
        var state = new OptimizerState(new NetworkLayout("Net", 1, 1, 0, width, 0, [], AveragesFrom: start), width + 1);

        for (var update = 1; update <= updates.Length; update++)
        {
            state.Updates = update;
            state.Average(decay, every, [.. updates[update - 1], update]);
        }

        // The script prints that PyTorch's roundings come to ten half ulps of the largest value at most; they are the same here, but for a fused multiply-add.
        var averages = state.Averages.Slice(0, width).ToArray();
        Closeness.Near($"the average by {decay}", reference.Floats("after"), averages, i => 10 * Closeness.HalfUlp * updates.Max(values => Math.Abs(values[i])));
        Assert.Equal(60 - ((60 - start) % every), state.Averages.Span[width]);
    }
}
