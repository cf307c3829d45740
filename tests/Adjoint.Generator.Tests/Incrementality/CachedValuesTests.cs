using System.Collections;
using System.Reflection;
using Adjoint.Generator.Tests.Snapshots;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Tests.Incrementality;

/// <summary>What the driver keeps between runs holds on to nothing of Roslyn's, which would keep whole compilations alive.</summary>
public class CachedValuesTests
{
    [Theory]
    [InlineData(Models.Garment)]
    [InlineData(Models.Regression)]
    [InlineData(Models.Unusual)]
    [InlineData("using Adjoint;\n[Model, Input(0), Dense<Missing>(Name = \"a b\"), CrossEntropy, Adam(Beta1 = 7)] public partial class Net { public Net() { } int Summary; }")]
    public void Cached_values_are_our_own(string source) => AreOurOwn(new TrackedRun(source));

    internal static void AreOurOwn(TrackedRun run)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var values = run.CachedValues().ToList();
        Assert.NotEmpty(values);
        foreach (var value in values)
        {
            Walk(value, value.GetType().Name, seen);
        }

        Assert.True(seen.Count > 10);
    }

    [Fact]
    public void The_walk_finds_what_it_looks_for()
        => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Walk(new { A = new List<object> { Location.None } }, "root", new(ReferenceEqualityComparer.Instance)));

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null || !seen.Add(value))
        {
            return;
        }

        var type = value.GetType();
        var isRoslyn = type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true && !type.FullName!.Contains("PolySharp", StringComparison.Ordinal);
        Assert.False(isRoslyn, $"{path} is a {type}");
        if (type.IsPrimitive || type.IsEnum || value is string or decimal or Type or Delegate)
        {
            return;
        }

        if (value is IEnumerable items)
        {
            var i = 0;
            foreach (var item in items)
            {
                Walk(item, $"{path}[{i++}]", seen);
            }
        }

        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            foreach (var field in current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
