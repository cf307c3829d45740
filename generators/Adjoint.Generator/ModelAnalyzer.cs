using System.Collections.Immutable;
using Adjoint.Generator.Diagnostics;
using Adjoint.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator;

/// <summary>Reports mistakes in models at their own places, while the user types and in the build.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that holds the index of the attribute that a fix works on.</summary>
    internal const string FixPosition = "FixPosition";

    /// <summary>The property of a diagnostic that holds the words that a fix may write, with commas between them.</summary>
    internal const string FixWords = "FixWords";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
        context.RegisterOperationAction(AnalyzeStatement, OperationKind.ExpressionStatement);
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var attributes = type.GetAttributes();
        if (attributes.Any(ExampleParser.IsExample))
        {
            ReportExample(context, type);
        }

        if (type.TypeKind != TypeKind.Class)
        {
            // The C# compiler says so itself.
        }
        else if (attributes.Any(DeclarationParser.IsModel))
        {
            foreach (var problem in Compiler.Check(DeclarationParser.Parse(type, context.CancellationToken)))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rules.ById(problem.RuleId),
                    PlaceOf(type, attributes, problem.Position, context.CancellationToken),
                    ImmutableDictionary<string, string?>.Empty
                        .Add(FixPosition, Text.Of((long)problem.FixPosition)).Add(FixWords, string.Join(",", problem.FixWords)),
                    [.. problem.Arguments]));
            }
        }
        else if (attributes.FirstOrDefault(attribute => DeclarationParser.WordOf(attribute) is not null) is { } word)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.MissingModel,
                word.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? type.Locations[0],
                new AttributeReader(word, position: 0).Text,
                type.Name));
        }
    }

    private static void ReportExample(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        var place = ExampleParser.Places(type);
        foreach (var problem in ExampleParser.Parse(type, context.CancellationToken).Problems)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ById(problem.RuleId), WrittenPlaceOf(place(problem.Position)), [.. problem.Arguments]));
        }
    }

    private static Location PlaceOf(INamedTypeSymbol type, ImmutableArray<AttributeData> attributes, int position, CancellationToken cancellation)
        => position switch
        {
            >= 0 when attributes[position].ApplicationSyntaxReference is { } attribute => attribute.GetSyntax(cancellation).GetLocation(),
            < ModelDeclaration.OnClass => WrittenPlaceOf(UserMembers.Of(type)[ModelDeclaration.OnMember(position)]),
            _ => WrittenPlaceOf(type),
        };

    private static Location WrittenPlaceOf(ISymbol symbol)
        => symbol.Locations.First(location => location.SourceTree is { } tree && !GeneratedCode.IsEmitted(tree));

    private static bool IsNetwork(INamedTypeSymbol? type)
        => type is not null
            && (type is { MetadataName: "Network`1", ContainingNamespace: { Name: Words.Namespace, ContainingNamespace.IsGlobalNamespace: true } } || IsNetwork(type.BaseType));

    private static void AnalyzeStatement(OperationAnalysisContext context)
    {
        var expression = ((IExpressionStatementOperation)context.Operation).Operation;
        if ((expression is IConditionalAccessOperation maybe ? maybe.WhenNotNull : expression) is IInvocationOperation { TargetMethod: { Name: "Train" } method } call
            && method.ReturnType.MetadataName == "Training`1" && IsNetwork(method.ContainingType))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.UnusedTraining, call.Syntax.GetLocation()));
        }
    }
}
