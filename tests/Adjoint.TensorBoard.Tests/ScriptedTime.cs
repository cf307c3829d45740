namespace Adjoint.TensorBoard.Tests;

/// <summary>Time that passes when told.</summary>
internal sealed class ScriptedTime : TimeProvider
{
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(1234.5) + _now;

    public void Pass(double seconds) => _now += TimeSpan.FromSeconds(seconds);
}
