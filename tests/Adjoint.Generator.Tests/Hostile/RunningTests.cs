using System.Runtime.Loader;
using Adjoint.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Tests.Hostile;

/// <summary>What was emitted into a hostile project is loaded, and trains.</summary>
public class RunningTests
{
    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void It_trains(OptimizationLevel level)
    {
        const string Source = """
            namespace Mine.@event
            {
                internal class Sys; internal class Kernels; internal class Math; internal class Span; internal class Batch; internal class System;

                public enum @enum : long { Low = -5_000_000_000, High = 5_000_000_000, [global::System.Obsolete] Old = 7 }

                public partial struct Outer
                {
                    [global::Adjoint.Model, global::Adjoint.Input(2, 2, Name = "labels"), global::Adjoint.Gelu, global::Adjoint.Dense(5, Name = "learningRate"), global::Adjoint.Relu]
                    [global::Adjoint.Flatten, global::Adjoint.Dropout(0.1), global::Adjoint.Dense(6, Name = "層"), global::Adjoint.Tanh]
                    [global::Adjoint.Dense<@enum>(Name = "class"), global::Adjoint.CrossEntropy, global::Adjoint.Adam(LearningRate = 0.01)]
                    public partial class @class;
                }

                public static class Program
                {
                    public static double[] Run()
                    {
                        var features = new float[64 * 4];
                        var labels = new @enum[64];
                        for (var i = 0; i < features.Length; i++)
                        {
                            features[i] = (i * 37 % 101 / 50f) - 1;
                        }

                        for (var i = 0; i < labels.Length; i++)
                        {
                            labels[i] = features[4 * i] > 0 ? @enum.High : @enum.Low;
                        }

                        var model = new Outer.@class(seed: 3);
                        var data = global::Adjoint.Dataset.From(features, labels);
                        var before = model.Evaluate(data);
                        model.Fit(data, new() { Epochs = 40, BatchSize = 16, Seed = 1 });
                        var after = model.Evaluate(data);
                        var probabilities = new float[3];
                        model.Predict(global::System.MemoryExtensions.AsSpan(features, 0, 4), probabilities);
                        return [before.Loss, after.Loss, after.Accuracy, (double)(long)model.Classify(global::System.MemoryExtensions.AsSpan(features, 0, 4)), model.層.Weight.Values.Length, model.Class.Bias.Values.Length];
                    }
                }
            }
            """;
        var options = Sources.Options.WithOverflowChecks(true).WithNullableContextOptions(NullableContextOptions.Disable).WithOptimizationLevel(level);
        var output = GeneratorRun.Of(Sources.Project(options, Sources.ParseOptions, Source)).AssertClean().Output;
        using var image = new MemoryStream();
        var emitted = output.WithOptions(options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;

        var program = new AssemblyLoadContext(level.ToString()).LoadFromStream(image).GetType("Mine.event.Program")!;
        var numbers = (double[])program.GetMethod("Run")!.Invoke(null, null)!;
        Assert.True(numbers[1] < 0.7 * numbers[0], $"loss {numbers[0]} → {numbers[1]}");
        Assert.True(numbers[2] > 0.8, $"accuracy {numbers[2]}");
        Assert.Equal(5_000_000_000, Math.Abs(numbers[3]));
        Assert.Equal([60, 3], numbers[4..]);
    }
}
