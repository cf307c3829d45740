namespace Adjoint;

/// <summary>The one exception for a file that is not what it should be.</summary>
internal static class SafetensorsError
{
    public static InvalidDataException Bad(string path, string what, Exception? inner = null) =>
        new($"{path} is not a valid safetensors file: {what}.", inner);
}
