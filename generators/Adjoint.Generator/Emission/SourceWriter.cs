using System.Text;

namespace Adjoint.Generator.Emission;

/// <summary>Text with indentation; always <c>\n</c>.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _blankPending;

    public SourceWriter Line(string line = "")
    {
        // A blank line is written only when something follows it in the same block.
        if (line.Length == 0)
        {
            _blankPending = true;
            return this;
        }

        if (_blankPending)
        {
            _text.Append('\n');
            _blankPending = false;
        }

        _text.Append(' ', 4 * _depth).Append(line).Append('\n');
        return this;
    }

    /// <summary>Several lines, each indented.</summary>
    public SourceWriter Lines(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            Line(line.TrimEnd('\r'));
        }

        return this;
    }

    public SourceWriter Open(string line)
    {
        Line(line).Line("{");
        _depth++;
        return this;
    }

    public SourceWriter Close()
    {
        _depth--;
        _blankPending = false;
        return Line("}");
    }

    /// <summary>A call with its arguments on one line, or one to a line where that is too long.</summary>
    public SourceWriter Call(string start, string end, params string[] arguments)
    {
        var line = start + string.Join(", ", arguments) + end;
        if ((4 * _depth) + line.Length <= 160)
        {
            return Line(line);
        }

        Line(start);
        _depth++;
        for (var i = 0; i < arguments.Length; i++)
        {
            Line(arguments[i] + (i + 1 < arguments.Length ? "," : end));
        }

        _depth--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
