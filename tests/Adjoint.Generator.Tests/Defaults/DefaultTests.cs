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
            .Concat(Losses.All.Select(word => (word.Word, word.Settings)))
            .Concat(Optimizers.All.Select(word => (word.Word, word.Settings)));
        foreach (var (word, settings) in words)
        {
            var type = typeof(ModelAttribute).Assembly.GetType($"Adjoint.{word}Attribute", throwOnError: true)!;
            var attribute = Activator.CreateInstance(type);
            // In this order too: a word that the attribute has and the compiler has not would be ignored.
            var said = type.GetProperties().Where(property => property.Name is not ("Name" or "TypeId"))
                .Select(property => $"{word}.{property.Name} = {Convert.ToDouble(property.GetValue(attribute), CultureInfo.InvariantCulture):R}");
            Assert.Equal(settings.Select(setting => $"{word}.{setting.Name} = {setting.Default:R}").Order(), said.Order());
        }
    }
}
