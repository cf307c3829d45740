using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Diagnostics;

/// <summary>Every rule with its message. A rule is never renumbered; a new one takes the next number and a line in AnalyzerReleases.Unshipped.md.</summary>
internal static class Rules
{
    private const string Category = "Adjoint";

    /// <summary>"The generator is version 0.2.0 but the library Adjoint is 0.1.0: ..."</summary>
    public static readonly DiagnosticDescriptor VersionMismatch = Error(
        "ADJ0001", "Generator and library differ", "The generator is version {0} but the library Adjoint is {1}: reference one version of the package Adjoint");

    /// <summary>"A model is a partial class: add 'partial' to 'Net'"</summary>
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "ADJ0002", "A model is a partial class", "A model is a partial class: add 'partial' to '{0}'");

    /// <summary>"'Net' cannot be a model: it is generic"</summary>
    public static readonly DiagnosticDescriptor WrongKindOfClass = Error(
        "ADJ0003", "This class cannot be a model", "'{0}' cannot be a model: {1}");

    /// <summary>"[Dense] describes a model, but 'Net' has no [Model]"</summary>
    public static readonly DiagnosticDescriptor MissingModel = Error(
        "ADJ0004", "A layer without [Model]", "[{0}] describes a model, but '{1}' has no [Model]");

    /// <summary>"[Dense] stands on a second declaration of 'Net': ..."</summary>
    public static readonly DiagnosticDescriptor SecondDeclaration = Error(
        "ADJ0005", "Layers on two declarations", "[{0}] stands on a second declaration of '{1}': all words of a model stand on one, because their order is the order of the data");

    /// <summary>"'Net' has no loss: add [CrossEntropy] or [MeanSquaredError] after the last layer"</summary>
    public static readonly DiagnosticDescriptor MissingPiece = Error(
        "ADJ0006", "A piece of the model is missing", "'{0}' has no {1}: add {2}");

    /// <summary>"[Dense(10)] stands after the loss: ..."</summary>
    public static readonly DiagnosticDescriptor Misplaced = Error(
        "ADJ0007", "A word is in the wrong place", "[{0}] stands after {1}: a model is [Input], the layers, a loss, an optimizer, in this order");

    /// <summary>"[Adam] is a second optimizer: a model has one"</summary>
    public static readonly DiagnosticDescriptor Repeated = Error(
        "ADJ0008", "A model has one of these", "[{0}] is a second {1}: a model has one");

    /// <summary>"[Dropout]: the rate is 1.5, expected at least 0 and below 1"</summary>
    public static readonly DiagnosticDescriptor OutOfRange = Error(
        "ADJ0009", "A number is out of range", "[{0}]: {1} is {2}, expected {3}");

    /// <summary>"[Dense(10)]: the name 'my layer' is not an identifier, ..."</summary>
    public static readonly DiagnosticDescriptor NotAnIdentifier = Error(
        "ADJ0010", "A name is an identifier", "[{0}]: the name '{1}' is not an identifier, and it becomes a property of the model");

    /// <summary>"[Dense(10)]: the name 'Hidden' is taken by ..."</summary>
    public static readonly DiagnosticDescriptor NameTaken = Error(
        "ADJ0011", "A name is taken", "[{0}]: the name '{1}' is taken by {2}");

    /// <summary>"[Dense&lt;Color&gt;]: the enum 'Color' cannot be a label: it has no values"</summary>
    public static readonly DiagnosticDescriptor WrongEnum = Error(
        "ADJ0012", "This enum cannot be a label", "[{0}]: the enum '{1}' cannot be a label: {2}");

    /// <summary>"[CrossEntropy] needs one axis of class scores, but Dense(10) leaves 24x24x10: insert [Flatten] before it"</summary>
    public static readonly DiagnosticDescriptor SeveralAxes = Error(
        "ADJ0013", "A loss needs one axis", "[{0}] needs one axis of {1}, but {2} leaves {3}: insert [Flatten] before it");

    /// <summary>"[CrossEntropy] needs at least two outputs; this model has one: [BinaryCrossEntropy]?"</summary>
    public static readonly DiagnosticDescriptor OneClass = Error(
        "ADJ0014", "A classifier has two classes or more", "[{0}] needs at least two outputs; this model has one: [BinaryCrossEntropy]?");

    /// <summary>"'Net' is too large: 3,000,000,000 parameters, at most 2,147,483,000"</summary>
    public static readonly DiagnosticDescriptor TooLarge = Error(
        "ADJ0015", "The model is too large", "'{0}' is too large: {1}, at most {2}");

    /// <summary>"A constructor of a model starts from the model's own: add ': this(seed)' to it"</summary>
    public static readonly DiagnosticDescriptor ConstructorChain = Error(
        "ADJ0016", "A constructor of a model chains to this(seed)", "A constructor of a model starts from the emitted one, which initialises the parameters: add ': this(seed)' to it");

    /// <summary>"Train alone trains nothing: ..."</summary>
    public static readonly DiagnosticDescriptor UnusedTraining = new(
        "ADJ0017", "The result of Train is not used", "Train alone trains nothing: loop over its Epochs, or call Fit",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help("ADJ0017"));

    /// <summary>"[Dense&lt;Garment&gt;] gives class scores, but [MeanSquaredError] compares with floats: ..."</summary>
    public static readonly DiagnosticDescriptor EnumWithoutClasses = Error(
        "ADJ0018", "Class scores need a loss for classes", "[{0}] gives one score for each value of an enum, but [{1}] compares with {2}: [CrossEntropy], or [Dense(n)]");

    /// <summary>"[Dense&lt;Garment&gt;] gives the class scores, but [Dense(10)] follows: ..."</summary>
    public static readonly DiagnosticDescriptor EnumNotLast = Error(
        "ADJ0019", "Class scores come last", "[{0}] gives the class scores, but [{1}] follows: the enum belongs to the last dense layer");

    /// <summary>"'Net' declares Summary, which the generated code declares too: rename or remove it"</summary>
    public static readonly DiagnosticDescriptor MemberTaken = Error(
        "ADJ0020", "A member is taken", "'{0}' declares {1}, which the generated code declares too: rename or remove it");

    /// <summary>"[Reshape(3, 5)] has 15 numbers, but a sample has 4x5 = 20 here"</summary>
    public static readonly DiagnosticDescriptor WrongReshape = Error(
        "ADJ0021", "Reshape keeps the number of values", "[Reshape({0})] has {1} numbers, but a sample has {2} = {3} here");

    /// <summary>"[Embedding(1000, 16)] looks up whole numbers, but [Dense(10)] computes others before it: ..."</summary>
    public static readonly DiagnosticDescriptor EmbeddingNotFirst = Error(
        "ADJ0022", "An embedding comes first", "[{0}] looks up whole numbers, but [{1}] before it computes others: an embedding is the first layer");

    /// <summary>"[CrossEntropy]: ClassWeights has one number for each class, so 3 are expected here, but 2 were given"</summary>
    public static readonly DiagnosticDescriptor WrongWeights = Error(
        "ADJ0023", "A weight for each class or output", "[{0}]: {1} has one number for each {3}, so {4} are expected here, but {2} were given");

    /// <summary>"[BinaryCrossEntropy] has both PositiveWeight and PositiveWeights: ..."</summary>
    public static readonly DiagnosticDescriptor WeightsTwice = Error(
        "ADJ0024", "Weights are given once", "[{0}] has both {1} and {2}: give one number for all, or one for each {3}");

    /// <summary>"'Net' has 118,282 parameters, and its [Model] allows 50,000"</summary>
    public static readonly DiagnosticDescriptor OverBudget = Error(
        "ADJ0025", "The model is over its budget", "'{0}' has {1} parameters, and its [Model] allows {2}");

    /// <summary>"[Dense(8)] is layer 1,001 of 'Net': a chain has at most 1,000"</summary>
    public static readonly DiagnosticDescriptor TooLong = Error(
        "ADJ0026", "The chain is too long", "[{0}] is layer {1} of '{2}': a chain has at most {3}");

    /// <summary>"[Dense(10)] is Frozen, as is every other layer of 'Net' that has parameters: leave one to be trained"</summary>
    public static readonly DiagnosticDescriptor AllFrozen = Error(
        "ADJ0027", "Every layer is frozen", "[{0}] is Frozen, as is every other layer of '{1}' that has parameters: leave one to be trained");

    /// <summary>"An example is a partial type: add 'partial' to 'Flower'"</summary>
    public static readonly DiagnosticDescriptor NotPartialExample = Error(
        "ADJ0028", "An example is a partial type", "An example is a partial type, whose encoder is another part of it: add 'partial' to '{0}'");

    /// <summary>"'Flower' cannot be an example: it is generic, ..."</summary>
    public static readonly DiagnosticDescriptor WrongExample = Error(
        "ADJ0029", "This type cannot be an example", "'{0}' cannot be an example: {1}");

    /// <summary>"'Name' cannot be a feature: a string has no columns: make it an enum"</summary>
    public static readonly DiagnosticDescriptor WrongFeature = Error(
        "ADJ0030", "This property cannot be a feature", "'{0}' cannot be a feature: {1}");

    /// <summary>"'Species' cannot be a label: 'Colour' is a label already, and a row has one class"</summary>
    public static readonly DiagnosticDescriptor WrongLabel = Error(
        "ADJ0031", "This property cannot be a label", "'{0}' cannot be a label: {1}");

    /// <summary>"[Model&lt;Flower&gt;] is of rows, but 'Flower' has no [Example]"</summary>
    public static readonly DiagnosticDescriptor NotAnExample = Error(
        "ADJ0032", "A model of rows needs an example", "[Model<{0}>] is of rows, but '{0}' {1}");

    /// <summary>"[Input(4)]: the columns of 'Flower' are the input of this model: remove it"</summary>
    public static readonly DiagnosticDescriptor InputOfRows = Error(
        "ADJ0033", "The input of a model of rows is their columns", "[{0}]: the columns of '{1}' are the input of this model: remove it");

    /// <summary>"[MeanSquaredError] compares with floats, but the label 'Species' of 'Flower' is the enum Species: [CrossEntropy]"</summary>
    public static readonly DiagnosticDescriptor LossOfLabel = Error(
        "ADJ0034", "The loss fits the label of the rows", "[{0}] compares with {1}, but the label '{2}' of '{3}' is {4}: {5}");

    /// <summary>"[Dense(3)] gives 3 outputs, but the label 'Species' of 'Flower' is the enum Species: [Dense&lt;Species&gt;]"</summary>
    public static readonly DiagnosticDescriptor OutputsOfLabel = Error(
        "ADJ0035", "The outputs fit the label of the rows", "[{0}] gives {1}, but '{2}' has {3}: {4}");

    /// <summary>"[Standardize] learns from the inputs, but [Flatten] stands before it: put it directly behind [Input]"</summary>
    public static readonly DiagnosticDescriptor ScalingNotFirst = Error(
        "ADJ0036", "Inputs are scaled first", "[{0}] learns from the inputs, but [{1}] stands before it: put one such word directly behind [Input]");

    /// <summary>"[Standardize] scales every column of 'Flower', but its 'PetalLength' has [MinMax]: ..."</summary>
    public static readonly DiagnosticDescriptor ScaledTwice = Error(
        "ADJ0037", "A column is scaled once", "[{0}] scales every column of '{1}', but its '{2}' has [{3}]: leave the word to the properties or to the model");

    private static readonly Dictionary<string, DiagnosticDescriptor> Table = new[]
    {
        VersionMismatch, NotPartial, WrongKindOfClass, MissingModel, SecondDeclaration, MissingPiece, Misplaced, Repeated, OutOfRange,
        NotAnIdentifier, NameTaken, WrongEnum, SeveralAxes, OneClass, TooLarge, ConstructorChain, UnusedTraining, EnumWithoutClasses, EnumNotLast,
        MemberTaken, WrongReshape, EmbeddingNotFirst, WrongWeights, WeightsTwice, OverBudget, TooLong, AllFrozen,
        NotPartialExample, WrongExample, WrongFeature, WrongLabel, NotAnExample, InputOfRows, LossOfLabel, OutputsOfLabel, ScalingNotFirst, ScaledTwice,
    }.ToDictionary(rule => rule.Id);

    public static IEnumerable<DiagnosticDescriptor> All => Table.Values;

    public static DiagnosticDescriptor ById(string id) => Table[id];

    private static DiagnosticDescriptor Error(string id, string title, string message)
        => new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help(id));

    private static string Help(string id) => $"https://github.com/adjoint-dotnet/adjoint/blob/main/generators/DIAGNOSTICS.md#{id.ToLowerInvariant()}";
}
