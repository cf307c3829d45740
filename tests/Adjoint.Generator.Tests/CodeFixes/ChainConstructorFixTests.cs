using Adjoint.CodeFixes;

namespace Adjoint.Generator.Tests.CodeFixes;

/// <summary>ADJ0016: a constructor is chained to the one that takes the seed.</summary>
public class ChainConstructorFixTests
{
    [Theory]
    [InlineData("public Net(string name) => Title = name;", "public Net(string name) : this(seed: 0) => Title = name;", "this(seed: 0)")]
    [InlineData("public Net(string name, int seed)\n    {\n        Title = name;\n    }", "public Net(string name, int seed) : this(seed)\n    {\n        Title = name;\n    }", "this(seed)")]
    [InlineData("public Net() { Title = \"x\"; }", "public Net() : this(seed: 0) { Title = \"x\"; }", "this(seed: 0)")]
    [InlineData("public Net(string name)\n        : base() // why?\n    {\n    }", "public Net(string name)\n        : this(seed: 0) // why?\n    {\n    }", "this(seed: 0)")]
    [InlineData("public Net(string seed) // named\n        => Title = seed;", "public Net(string seed) : this(seed: 0) // named\n        => Title = seed;", "this(seed: 0)")]
    public Task It_is_chained(string constructor, string expected, string chain)
        => Fix.MakesAsync(new ChainConstructorFix(), Model(constructor), $"Add ': {chain}'", Model(expected));

    [Fact]
    public async Task What_goes_to_a_base_class_is_the_users_to_move()
        => Assert.Empty(await Fix.OfferedAsync(new ChainConstructorFix(), Model("public Net(string name) : base(name) { }")));

    [Fact]
    public void It_can_fix_all() => Assert.NotNull(new ChainConstructorFix().GetFixAllProvider());

    private static string Model(string constructor)
        => $"using Adjoint;\n[Model, Input(4), Dense(3), CrossEntropy, Adam]\npublic partial class Net\n{{\n    {constructor}\n\n    public string? Title {{ get; }}\n}}\n";
}
