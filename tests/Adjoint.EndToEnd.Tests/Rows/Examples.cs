namespace Adjoint.EndToEnd.Tests.Rows;

public enum Species { Setosa, Versicolor, Virginica }

/// <summary>Gaps, a negative value and an alias.</summary>
public enum Colour
{
    Red = -3,
    Green = 10,
#pragma warning disable CA1069 // an alias is what is tested
    Lime = 10,
#pragma warning restore CA1069
    Blue = 200,
}

[Example]
public readonly partial record struct Flower(
    [Feature] float SepalLength, [property: Feature] float SepalWidth, [Feature] float PetalLength, [Feature] float PetalWidth, [Label] Species Species);

[Model<Flower>]
[Dense(8, Name = "hidden"), Tanh]
[Dense<Species>]
[CrossEntropy]
[Adam(LearningRate = 0.02)]
public partial class FlowerClassifier;

/// <summary>The same model of floats.</summary>
[Model, Input(4)]
[Dense(8, Name = "hidden"), Tanh]
[Dense<Species>]
[CrossEntropy]
[Adam(LearningRate = 0.02)]
public partial class FloatClassifier;

/// <summary>Every kind of number.</summary>
[Example]
public partial record Numbers
{
    [Feature] public sbyte SByte { get; init; }
    [Feature] public byte Byte { get; init; }
    [Feature] public short Short { get; init; }
    [Feature] public ushort UShort { get; init; }
    [Feature] public int Int { get; init; }
    [Feature] public uint UInt { get; init; }
    [Feature] public long Long { get; init; }
    [Feature] public ulong ULong { get; init; }
    [Feature] public Half Half { get; init; }
    [Feature] public float Float { get; init; }
    [Feature] public double Double { get; init; }
    [Feature] public decimal Decimal { get; init; }
    [Feature] public bool Bool { get; init; }
    [Feature] public Colour Colour { get; init; } = Colour.Red;
    [Feature, Log] public double Income { get; init; }
    [Feature, Log] public decimal Price { get; init; }
    [Feature(Length = 3)] public float[] Floats { get; init; } = [0, 0, 0];
    [Feature(Length = 2)] public byte[] Bytes { get; init; } = [0, 0];
    public string Name { get; init; } = "left out";
    [Label] public double First { get; init; }
    [Label] public float Second { get; init; }
}

[Model<Numbers>, Dense(2), MeanSquaredError, Sgd]
public partial class NumbersModel;

/// <summary>Dates and times.</summary>
[Example]
public partial class Times
{
    [Feature(Parts = DateParts.Year | DateParts.Month | DateParts.DayOfWeek)] public DateTime Sold { get; set; } = new(2024, 1, 7);
    [Feature(Parts = DateParts.Day | DateParts.DayOfYear)] public DateOnly Born { get; set; } = new(2024, 1, 1);
    [Feature(Parts = DateParts.Hour | DateParts.Minute | DateParts.Second)] public TimeOnly At { get; set; }
    [Feature(Parts = DateParts.Hour)] public DateTimeOffset Sent { get; set; } = new(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(5));
    [Label] public bool IsLate { get; set; }
}

[Model<Times>, Dense(1), BinaryCrossEntropy, Sgd]
public partial class TimesModel;

/// <summary>Every policy for missing values.</summary>
[Example]
public partial struct Gaps
{
    public Gaps()
    {
    }

    [Feature] public float? Failing { get; set; } = 1;
    [Feature(Missing = Missing.Value, MissingValue = -2.5)] public int? Replaced { get; set; } = 1;
    [Feature(Missing = Missing.Indicator)] public double? Told { get; set; } = 1;
    [Feature(Missing = Missing.Indicator)] public Species? Species { get; set; } = Rows.Species.Setosa;
    [Feature(Missing = Missing.Value, MissingValue = 0.5)] public bool? Maybe { get; set; } = true;
    [Feature(Missing = Missing.Indicator, Parts = DateParts.Month)] public DateOnly? When { get; set; } = new(2024, 1, 1);
    [Feature] public Colour? Colour { get; set; } = Rows.Colour.Red;
    [Feature(Missing = Missing.Indicator), Log] public decimal? Price { get; set; } = 0;
    [Label] public int? Class { get; set; } = 1;
}

[Model<Gaps>, Dense(2), CrossEntropy, Sgd]
public partial class GapsModel;
