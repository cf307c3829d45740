namespace Adjoint.Generator.Tests.Support;

/// <summary>What a user's program does with a model: code that must compile whether the model was accepted or rejected.</summary>
internal static class Uses
{
    /// <summary>Uses of a classifier whose labels are <paramref name="label"/> and whose dense layers are the given ones.</summary>
    public static string Classifier(string model, string label, params string[] layers) => Program(model, label, layers, $$"""
                Adjoint.ConfusionMatrix<{{label}}> confusion = model.Confusion(data);
                {{label}} one = model.Classify(inputs);
                model.Classify(inputs, new {{label}}[1]);
                _ = (confusion, one);
        """);

    /// <summary>Uses of a model that predicts values.</summary>
    public static string Regressor(string model, params string[] layers) => Program(model, "float", layers, string.Empty);

    /// <summary>Uses of a model with one output that says yes or no.</summary>
    public static string BinaryClassifier(string model, params string[] layers) => Program(model, "bool", layers, """
                bool one = model.Classify(inputs);
                model.Classify(inputs, new bool[1]);
                Adjoint.BinaryClassifier kind = model;
                _ = (one, kind);
        """);

    /// <summary>Uses of a model with several of them.</summary>
    public static string MultiLabelClassifier(string model, params string[] layers) => Program(model, "bool", layers, """
                model.Classify(inputs, new bool[1]);
                Adjoint.MultiLabelClassifier kind = model;
                _ = kind;
        """);

    /// <summary>Uses of a classifier that learns from probabilities.</summary>
    public static string ProbabilityClassifier(string model, string type, params string[] layers) => Program(model, "float", layers, $$"""
                {{type}} one = model.Classify(inputs);
                model.Classify(inputs, new {{type}}[1]);
                _ = one;
        """);

    private static string Program(string model, string label, string[] layers, string more)
    {
        var values = string.Concat(layers.Select(layer => $"        model.{layer}.Weight.Values[0] = model.{layer}.Bias.Values[0];\n"));
        return $$"""


            internal static class Program
            {
                public static double Run(Adjoint.Dataset<{{label}}> data, float[] inputs, float[] outputs)
                {
                    var model = new {{model}}(seed: 1);
                    model.Fit(data, new() { Epochs = 2, BatchSize = 4, LearningRate = 0.1 });
                    var sum = 0.0;
                    foreach (var epoch in model.Train(data).Epochs)
                    {
                        foreach (var iteration in epoch.Iterations)
                        {
                            sum += iteration.Loss;
                        }
                    }

                    model.Predict(inputs, outputs);
                    model.Logits(inputs, outputs);
            {{more}}
            {{values}}
                    model.Save("model.safetensors");
                    model = {{model}}.Load("model.safetensors");
                    long numbers = {{model}}.ParameterCount + {{model}}.ParameterBytes + {{model}}.OptimizerStateBytes
                        + {{model}}.WorkspaceBytesPerSample + {{model}}.FlopsPerSample + {{model}}.TrainingFlopsPerSample + {{model}}.Summary.Length;
                    return model.Evaluate(data).Loss + sum + numbers;
                }
            }
            """;
    }
}
