using Google.Protobuf;

namespace Adjoint.TensorBoard;

/// <summary>
/// The two messages that a file of scalars needs, in protobuf's encoding. Event: wall_time 1 (double), step 2 (int64), file_version 3 (string), summary 5. Summary:
/// value 1. Value: tag 1 (string), simple_value 2 (float).
/// </summary>
internal static class EventMessage
{
    private const WireFormat.WireType Bytes = WireFormat.WireType.LengthDelimited;

    /// <summary>The first of a file.</summary>
    public static byte[] Version(double seconds) => Message(output =>
    {
        WriteTime(output, seconds);
        output.WriteTag(3, Bytes);
        output.WriteString("brain.Event:2");
    });

    /// <summary>A number under a name.</summary>
    /// <param name="seconds">When, since 1970.</param>
    /// <param name="step">How far the training was.</param>
    /// <param name="tag">Its name.</param>
    /// <param name="value">The number, which need not be finite.</param>
    public static byte[] Scalar(double seconds, long step, string tag, float value)
    {
        var number = Message(output =>
        {
            output.WriteTag(1, Bytes);
            output.WriteString(tag);
            output.WriteTag(2, WireFormat.WireType.Fixed32);
            output.WriteFloat(value);
        });
        var summary = Message(output => WriteMessage(output, 1, number));
        return Message(output =>
        {
            WriteTime(output, seconds);
            output.WriteTag(2, WireFormat.WireType.Varint);
            output.WriteInt64(step);
            WriteMessage(output, 5, summary);
        });
    }

    private static void WriteTime(CodedOutputStream output, double seconds)
    {
        output.WriteTag(1, WireFormat.WireType.Fixed64);
        output.WriteDouble(seconds);
    }

    private static void WriteMessage(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, Bytes);
        output.WriteBytes(ByteString.CopyFrom(message));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(output);
        }

        return stream.ToArray();
    }
}
