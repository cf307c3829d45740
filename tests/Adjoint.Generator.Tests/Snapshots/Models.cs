namespace Adjoint.Generator.Tests.Snapshots;

/// <summary>The models whose emitted code is kept as snapshots: together they use every word of the language.</summary>
internal static class Models
{
    public const string Garment = """
        using Adjoint;

        namespace Fashion;

        /// <summary>What is on the picture.</summary>
        public enum Garment { TShirt, Trouser, Pullover, Dress, Coat, Sandal, Shirt, Sneaker, Bag, AnkleBoot }

        /// <summary>Tells garments apart.</summary>
        [Model]
        [Input(28, 28, Name = "pixels"), Flatten]
        [Dense(128, Name = "hidden"), Relu]
        [Dense<Garment>]
        [CrossEntropy]
        [Adam(LearningRate = 1e-3)]
        public partial class FashionClassifier;
        """;

    public const string Regression = """
        using Adjoint;

        [Model]
        [Input(6)]
        [Dense(24, Name = "first"), Tanh]
        [Dense(24), Gelu]
        [Dense(24), Sigmoid, Dropout(0.25)]
        [Dense(2, Name = "estimate")]
        [MeanSquaredError]
        [Sgd(LearningRate = 0.05, Momentum = 0.9)]
        internal partial class Prices;
        """;

    public const string Unusual = """
        using Adjoint;

        namespace Deep.Down;

        public partial class Outer<T>
        {
        }

        public static partial class Holder
        {
            public enum @int : byte { @class = 200, Low = 3, Middle = 17 }

            [Model, Input(4, 5), Relu, Dropout(0.1), Dense(7, Name = "class"), Dense(7, Name = "Twin"), Tanh, Tanh, Flatten]
            [Dropout(0.5), Dense<@int>, CrossEntropy, AdamW(Beta1 = 0.8, WeightDecay = 0.1)]
            public partial class @event
            {
                public @event(string name) : this(seed: name.Length)
                {
                }
            }
        }
        """;

    public const string Activations = """
        using Adjoint;

        [Model, Input(2, 6), LeakyRelu(Slope = 0.2), Elu(Alpha = 0.5), Selu, GeluTanh, Silu, HardSigmoid, HardTanh(Maximum = 3), Softplus(Beta = 2)]
        [Mish, HardSwish, Softmax, LogSoftmax, Flatten, Dense(5), LogSoftmax, MeanSquaredError, Sgd]
        internal partial class Zoo;
        """;

    public const string Labels = """
        using Adjoint;

        /// <summary>Which genres a film is of, all that apply.</summary>
        [Model]
        [Input(20, Name = "film")]
        [Dense(12, Name = "taste"), Silu]
        [Dense(4, Name = "genres")]
        [BinaryCrossEntropy(PositiveWeights = new[] { 1.0, 3.0, 2.5, 8.0 })]
        [Adam]
        public partial class GenreClassifier;
        """;

    public const string Weighted = """
        using Adjoint;

        public enum Verdict { Harmless, Suspicious, Dangerous }

        [Model, Input(5), Dense(6), Tanh, Dense<Verdict>, CrossEntropy(ClassWeights = new[] { 1, 2, 5.5 }, LabelSmoothing = 0.05), Sgd]
        public partial class Guard;
        """;

    public const string YesOrNo = """
        using Adjoint;

        [Model, Profile, Input(3), Dense(4), Relu, Dense(1), BinaryCrossEntropy(PositiveWeight = 2.5), Sgd]
        public partial class Alarm;
        """;

    public const string Probabilities = """
        using Adjoint;

        public enum Weather { Sun, Clouds, Rain }

        [Model, Input(3), Dense<Weather>, CrossEntropy(Probabilities = true), Sgd]
        public partial class Forecast;
        """;

    public const string Integers = """
        using Adjoint;

        [Model, Input(2, 2), Scale(1 / 255.0), Reshape(4), Scale(2), Dense(4, BiasInit = Initialization.Constant, BiasScale = 0.1), Dense(3, Bias = false, WeightInit = Initialization.XavierNormal), Scale(0.5), CrossEntropy, Sgd]
        public partial class Tiny;
        """;

    public const string Normalised = """
        using Adjoint;

        [Model, Input(6, Name = "words"), Embedding(50, 8, Padding = 0, Name = "table"), LayerNorm, Flatten]
        [Dense(16, Bias = false, Name = "hidden"), BatchNorm(Momentum = 0.2), Relu]
        [Dense(12), RmsNorm, Silu, Dense(3), CrossEntropy, ClipNorm(5), Adam]
        public partial class Reader;
        """;

    public const string Averaged = """
        using Adjoint;

        [Model, Input(5), Accumulate(4), Dense(6), BatchNorm, Silu, Dropout(0.2), Dense(3), CrossEntropy, ClipValue(2), AverageWeights(0.99, EveryIterations = 10, StartIteration = 100), Sgd]
        public partial class Steady;
        """;

    public const string Scaled = """
        using Adjoint;

        [Model, Input(2, 3, Name = "measured"), Standardize, Flatten, Dense(4), Relu, Dense(2), BatchNorm, MeanSquaredError, Sgd]
        public partial class Gauge;
        """;

    /// <summary>A row of which some columns are scaled, each in its way.</summary>
    public const string Columns = """
        using System;
        using Adjoint;

        /// <summary>How good a flat is.</summary>
        public enum Quality { Poor, Good }

        /// <summary>A flat that was looked at.</summary>
        [Example]
        public partial record Flat(
            [Feature, Standardize] float Surface, [Feature, Log, Standardize] decimal Income, [property: Feature, MinMax] int Rooms, [Feature] bool HasGarden, [Feature] float Slope,
            [Feature(Length = 3), MinMax] float[] Sides, [Feature(Missing = Missing.Indicator), Standardize] double? Rent, [Feature, Standardize] float? Age,
            [Feature(Parts = DateParts.Year | DateParts.Month), MinMax] DateOnly Built, [Label] Quality Quality);

        [Model<Flat>, Dense(4, Name = "hidden"), Tanh, Dense<Quality>, CrossEntropy, Adam]
        public partial class Judge;
        """;

    public const string Frozen = """
        using Adjoint;

        [Model, Input(6, Name = "words"), Embedding(50, 8, Padding = 0, Name = "table", Frozen = true), Flatten, Dense(16, Name = "base", Frozen = true), Relu]
        [Dense(12, Name = "hidden"), BatchNorm(Frozen = true), Tanh, Dense(8, Bias = false, Frozen = true), LayerNorm(Frozen = true), Dense(3), CrossEntropy, Adam]
        public partial class Tuned;
        """;

    /// <summary>A row with every kind of feature.</summary>
    public const string Houses = """
        using System;
        using Adjoint;

        namespace Market;

        /// <summary>How a house is heated.</summary>
        public enum Heating { None, Gas, Oil = 10, Fuel = 10, Heat = 20 }

        /// <summary>Where it stands.</summary>
        public enum Area { Town, Village }

        /// <summary>A house that was sold.</summary>
        [Example]
        public partial record House(
            [Feature] int Rooms, [property: Feature] double Surface, [Feature, Log] decimal Income, [Feature] Half Slope, [Feature] bool HasGarden,
            [Feature] Heating Heating, [Feature] Area Area, [Feature(Length = 4)] float[] Sides, [Feature(Length = 2)] byte[] Codes)
        {
            [Feature] public float? Age { get; init; }
            [Feature(Missing = Missing.Value, MissingValue = 0.5)] public long? Distance { get; init; }
            [Feature(Missing = Missing.Indicator), Log] public double? Rent { get; init; }
            [Feature(Missing = Missing.Value)] public bool? IsListed { get; init; }
            [Feature(Missing = Missing.Indicator)] public Area? Second { get; init; }
            [Feature(Parts = DateParts.Year | DateParts.Month | DateParts.DayOfWeek)] public DateOnly Sold { get; init; }
            [Feature(Parts = DateParts.Hour, Missing = Missing.Indicator)] public DateTimeOffset? Visited { get; init; }
            [Feature] private float @class { get; set; }
            public string Street { get; init; } = "";
            [Label] public double Price { get; init; }
            [Label] public decimal? Tax { get; init; }
        }

        [Model<House>]
        [Dense(8), Relu]
        [Dense(2)]
        [Huber]
        [Adam]
        public partial class Appraiser;
        """;

    /// <summary>A struct with a wide row, whose label is an enum with gaps and an obsolete value.</summary>
    public const string Letters = """
        using System;
        using Adjoint;

        /// <summary>What a letter is.</summary>
        public enum Letter : ulong { A = 1, [Obsolete] B = 2, C = ulong.MaxValue }

        /// <summary>A scanned letter.</summary>
        [Example]
        public readonly partial struct Scan
        {
            /// <summary>32x64 pixels.</summary>
            [Feature(Length = 2048)] public byte[] Pixels { get; init; }

            /// <summary>What it is.</summary>
            [Label] public Letter? Letter { get; init; }
        }

        [Model<Scan>]
        [Scale(1.0 / 255), Dense<Letter>]
        [CrossEntropy]
        [Adam]
        public partial class Reader;
        """;
}
