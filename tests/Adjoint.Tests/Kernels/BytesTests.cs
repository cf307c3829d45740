using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class BytesTests
{
    [Theory]
    [InlineData(255f)]
    [InlineData(1f)]
    [InlineData(127.5f)]
    [InlineData(3f)]
    [InlineData(1e-30f)]
    [InlineData(float.MaxValue)]
    public void Every_byte_has_the_bits_of_a_division_at_every_place(float divisor)
    {
        var bytes = new byte[1024 + 67];
        for (var shift = 0; shift < 256; shift += 17)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(i + shift);
            }

            var floats = new float[bytes.Length];
            Bytes.Divide(bytes, divisor, floats);
            for (var i = 0; i < bytes.Length; i++)
            {
                Assert.Equal(BitConverter.SingleToUInt32Bits(bytes[i] / divisor), BitConverter.SingleToUInt32Bits(floats[i]));
            }
        }
    }

    [Fact]
    public void Every_length_and_nothing_beyond_it()
    {
        byte[] bytes = [.. Enumerable.Range(1, 140).Select(value => (byte)value)];
        for (var length = 0; length < bytes.Length; length++)
        {
            var floats = new float[length + 2];
            floats.AsSpan().Fill(-1);
            Bytes.Divide(bytes.AsSpan(0, length), 1, floats.AsSpan(1, length));
            Assert.Equal([-1, .. bytes[..length].Select(value => (float)value), -1], floats);
        }
    }

    [Fact]
    public void Lengths_that_differ() => Assert.Throws<ArgumentException>(() => Bytes.Divide(new byte[3], 1, new float[4]));
}
