namespace Adjoint.Package.Tests;

/// <summary>All tests of the package: they share it, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFixture>
{
    public const string Name = "Package";
}
