namespace Adjoint;

/// <summary>The element types that safetensors files may name.</summary>
internal static class SafetensorsTypes
{
    public const string Float32 = "F32", Float64 = "F64", Int64 = "I64", Byte = "U8";

    // The reference writer puts the widest elements first, so that all are aligned.
    private static readonly string[] WrittenTypes = [Int64, Float64, Float32, Byte];

    /// <summary>Where tensors of a type stand in a file that is written, from 0.</summary>
    public static int Order(string type) => Array.IndexOf(WrittenTypes, type);

    /// <summary>Bits of one element; null for a type that the format does not know.</summary>
    public static int? Bits(string type) => type switch
    {
        "F4" => 4,
        "F6_E2M3" or "F6_E3M2" => 6,
        "BOOL" or Byte or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" or "F8_E4M3FNUZ" or "F8_E5M2FNUZ" => 8,
        "U16" or "I16" or "F16" or "BF16" => 16,
        "U32" or "I32" or Float32 => 32,
        "U64" or Int64 or Float64 or "C64" => 64,
        _ => null,
    };
}
