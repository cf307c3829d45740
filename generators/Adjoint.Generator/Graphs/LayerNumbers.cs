using Adjoint.Generator.Parsing;

namespace Adjoint.Generator.Graphs;

/// <summary>Names for unnamed layers: Dense1, Dense2, ..., past those that the user took.</summary>
internal sealed class LayerNumbers(ModelDeclaration model)
{
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(
        model.Layers.Select(layer => layer.Name).Concat([model.Input?.Name])
            .Where(name => name is { Length: > 0 }).Select(name => Identifiers.Pascal(name!))
            .Concat(model.Class.Members).Concat([model.Class.Name]),
        StringComparer.Ordinal);

    /// <summary>The name of a layer that a model has once: Standardize, or a numbered one if the user took it.</summary>
    public string Only(string word) => _taken.Contains(word) ? Next(word) : word;

    public string Next(string word)
    {
        _next.TryGetValue(word, out var number);
        string name;
        do
        {
            number++;
            name = word + Text.Of((long)number);
        }
        while (_taken.Contains(name));
        _next[word] = number;
        return name;
    }
}
