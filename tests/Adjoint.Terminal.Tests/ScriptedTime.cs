namespace Adjoint.Terminal.Tests;

/// <summary>A clock that goes on when told.</summary>
internal sealed class ScriptedTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Pass(double seconds) => _ticks += TimeSpan.FromSeconds(seconds).Ticks;
}
