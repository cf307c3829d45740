using System.Globalization;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Tests.Defaults;

/// <summary>What an attribute says of itself at run time is what the compiler takes where nothing is written.</summary>
public class DefaultTests
{
    [Fact]
    public void Attributes_and_compiler_have_the_same_defaults()
    {
        var words = Activations.All.Select(word => (word.Word, word.Settings))
            .Concat(Normalizations.All.Select(word => (word.Word, word.Settings)))
            .Concat(Losses.All.Select(word => (word.Word, SettingsOf(word))))
            .Concat(Optimizers.All.Select(word => (word.Word, word.Settings)));
        foreach (var (word, settings) in words)
        {
            var type = typeof(ModelAttribute).Assembly.GetType($"Adjoint.{word}Attribute", throwOnError: true)!;
            var attribute = Activator.CreateInstance(type);
            // In this order too: a word that the attribute has and the compiler has not would be ignored. Layers of any kind have a name and may be frozen.
            var said = type.GetProperties().Where(property => property.Name is not ("Name" or "TypeId" or "Frozen") && property.PropertyType != typeof(double[]))
                .Select(property => $"{word}.{property.Name} = {Convert.ToDouble(property.GetValue(attribute), CultureInfo.InvariantCulture):R}");
            Assert.Equal(settings.Select(setting => $"{word}.{setting.Name} = {setting.Default:R}").Order(), said.Order());
        }
    }

    [Fact]
    public void Attributes_and_compiler_have_the_same_lists()
    {
        foreach (var loss in Losses.All)
        {
            var type = typeof(ModelAttribute).Assembly.GetType($"Adjoint.{loss.Word}Attribute", throwOnError: true)!;
            var attribute = Activator.CreateInstance(type);
            var lists = type.GetProperties().Where(property => property.PropertyType == typeof(double[])).ToList();
            Assert.Equal(loss.Weights is { } weights ? [weights.Name] : [], lists.Select(property => property.Name));
            Assert.All(lists, property => Assert.Null(property.GetValue(attribute)));
            Assert.Equal(loss.Weights?.Each, (loss.Variant?.Loss ?? loss).Weights?.Each);
            Assert.Equal(loss.Settings, (loss.Variant?.Loss ?? loss).Settings);
        }
    }

    private static EquatableArray<Setting> SettingsOf(Loss loss)
    {
        var more = new List<Setting>();
        if (loss.Weights?.ForAll is { } forAll)
        {
            more.Add(forAll);
        }

        if (loss.Variant is { } variant)
        {
            more.Add(Setting.Flag(variant.Flag));
        }

        return loss.Settings.Concat(more).ToEquatableArray();
    }
}
