using System.Text;
using System.Text.Json;

namespace Adjoint;

/// <summary>Reads the JSON of a header, strictly: what it does not know it refuses.</summary>
internal ref struct SafetensorsHeaderParser
{
    private const int FileOffset = sizeof(ulong);

    private readonly string _path;
    private readonly List<SafetensorsEntry> _entries = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private Utf8JsonReader _json;

    private SafetensorsHeaderParser(string path, ReadOnlySpan<byte> header)
    {
        _path = path;
        _json = new Utf8JsonReader(header);
    }

    // Where the token begins in the file.
    private readonly long At => FileOffset + _json.TokenStartIndex;

    /// <summary>The entries in the order of the header, and the text beside them. Sizes and places are not checked yet.</summary>
    public static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(string path, ReadOnlySpan<byte> header)
    {
        var parser = new SafetensorsHeaderParser(path, header);
        try
        {
            parser.Header();
            return (parser._entries, parser._metadata);
        }
        catch (JsonException error)
        {
            throw SafetensorsError.Bad(
                path, $"its header is not valid JSON after byte {FileOffset + parser._json.BytesConsumed} of the file: {error.Message}", error);
        }
    }

    private void Header()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Next(JsonTokenType.StartObject, "the object of the header");
        while (NextKey(names, "the header") is { } name)
        {
            if (name == "__metadata__")
            {
                Metadata();
            }
            else
            {
                _entries.Add(Entry(name));
            }
        }

        // Throws if anything but white space follows.
        _json.Read();
    }

    private void Metadata()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Next(JsonTokenType.StartObject, "an object of strings for __metadata__");
        while (NextKey(names, "__metadata__") is { } name)
        {
            Next(JsonTokenType.String, $"a string for '{name}' of __metadata__");
            _metadata[name] = Text();
        }
    }

    private SafetensorsEntry Entry(string name)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Next(JsonTokenType.StartObject, $"an object for tensor '{name}'");
        var start = At;
        while (NextKey(fields, $"tensor '{name}'") is { } field)
        {
            switch (field)
            {
                case "dtype":
                    Next(JsonTokenType.String, $"a string for the dtype of tensor '{name}'");
                    type = Text();
                    break;
                case "shape":
                    shape = Integers($"the shape of tensor '{name}'");
                    break;
                case "data_offsets":
                    offsets = Integers($"the data_offsets of tensor '{name}'");
                    break;
                default:
                    throw Bad($"expected dtype, shape and data_offsets for tensor '{name}', found the unknown field '{field}' at byte {At}");
            }
        }

        var missing = type is null ? "dtype" : shape is null ? "shape" : offsets is null ? "data_offsets" : null;
        if (missing is not null)
        {
            throw Bad($"expected dtype, shape and data_offsets for tensor '{name}' at byte {start}, found no {missing}");
        }

        return offsets!.Count == 2
            ? new(name, type!, [.. shape!], offsets[0], offsets[1])
            : throw Bad($"expected 2 integers for the data_offsets of tensor '{name}' at byte {start}, found {offsets.Count}");
    }

    private List<long> Integers(string what)
    {
        var values = new List<long>();
        Next(JsonTokenType.StartArray, $"an array for {what}");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetUInt64(out var value) || value > long.MaxValue)
            {
                throw Bad($"expected integers from 0 to {long.MaxValue} for {what}, found {Found()} at byte {At}");
            }

            values.Add((long)value);
        }

        return values;
    }

    private void Next(JsonTokenType expected, string what)
    {
        _json.Read();
        if (_json.TokenType != expected)
        {
            throw Bad($"expected {what}, found {Found()} at byte {At}");
        }
    }

    // Null at the end of the object.
    private string? NextKey(HashSet<string> seen, string where)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        var key = Text();
        return seen.Add(key) ? key : throw Bad($"expected different keys in {where}, found '{key}' twice, again at byte {At}");
    }

    private readonly string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            // An escaped half of a surrogate pair (\ud800) is good JSON, but no text.
            throw SafetensorsError.Bad(_path, $"expected text, found {Found()} at byte {At}, which is not Unicode", error);
        }
    }

    private readonly string Found()
    {
        var token = Encoding.UTF8.GetString(_json.ValueSpan[..Math.Min(_json.ValueSpan.Length, 40)]);
        return _json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? $"\"{token}\"" : token;
    }

    private readonly InvalidDataException Bad(string what) => SafetensorsError.Bad(_path, what);
}
