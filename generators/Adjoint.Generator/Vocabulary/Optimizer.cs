namespace Adjoint.Generator.Vocabulary;

/// <summary>A number that the optimizer keeps for each parameter; <c>When</c> is the setting that it depends on being above 0.</summary>
internal sealed record Moment(string Name, string? When = null);

/// <summary>An optimizer and all that the compiler knows about it. A new one is an attribute, a kernel and a row in <see cref="Optimizers"/>.</summary>
/// <param name="Word">The attribute without its suffix, and the library's class with <c>Update</c>.</param>
/// <param name="Formula">The update, in the field's letters.</param>
/// <param name="Settings">Its settings; the first is the learning rate.</param>
/// <param name="Moments">What it keeps, in the order of the kernel's arguments.</param>
/// <param name="Step">The arguments of the kernel's <c>Step</c> struct: settings in camel case, and <c>step</c>.</param>
internal sealed record Optimizer(
    string Word, string Formula, EquatableArray<Setting> Settings, EquatableArray<Moment> Moments, EquatableArray<string> Step)
{
    /// <summary>Whether it looks at one tensor at a time.</summary>
    public bool IsPerTensor { get; init; }

    public int IndexOf(string setting)
    {
        for (var i = 0; i < Settings.Count; i++)
        {
            if (Settings[i].Name == setting)
            {
                return i;
            }
        }

        throw new ArgumentException($"{Word} has no setting {setting}.", nameof(setting));
    }
}
