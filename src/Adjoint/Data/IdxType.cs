namespace Adjoint;

/// <summary>The types of values that IDX files have, by the number in the header; all but bytes are big-endian.</summary>
internal enum IdxType : byte
{
    UnsignedByte = 0x08,
    SignedByte = 0x09,
    Int16 = 0x0B,
    Int32 = 0x0C,
    Float32 = 0x0D,
    Float64 = 0x0E,
}

internal static class IdxTypes
{
    /// <summary>Bytes of a value; 0 if there is no such type.</summary>
    public static int Size(this IdxType type) => type switch
    {
        IdxType.UnsignedByte or IdxType.SignedByte => 1,
        IdxType.Int16 => 2,
        IdxType.Int32 or IdxType.Float32 => 4,
        IdxType.Float64 => 8,
        _ => 0,
    };

    public static string Name(this IdxType type) => type switch
    {
        IdxType.UnsignedByte => "unsigned byte",
        IdxType.SignedByte => "signed byte",
        IdxType.Int16 => "int16",
        IdxType.Int32 => "int32",
        IdxType.Float32 => "float32",
        _ => "float64",
    };
}
