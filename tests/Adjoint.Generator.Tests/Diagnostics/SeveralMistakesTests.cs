using Adjoint.Generator.Tests.Support;

namespace Adjoint.Generator.Tests.Diagnostics;

public class SeveralMistakesTests
{
    [Fact]
    public void Each_mistake_is_told_at_its_own_place() => Check.Says(
        """
        public enum Kind { A, B, C = 1 }

        [Model]
        [Input(0)]
        [Dense(-1, Name = "predict"), Dropout(2)]
        [Dense<Kind>(
            Name = "the scores")]
        [CrossEntropy, MeanSquaredError]
        public partial class Net
        {
            public Net(string name) { }
            public int Summary;
        }
        """ + "\npublic static class Program { public static Kind Run(float[] inputs) => new Net(seed: 1).Classify(inputs); }",
        "ADJ0009 «Input(0)» [Input]: an axis is 0, expected at least 1",
        "ADJ0009 «Dense(-1, Name = \"predict\")» [Dense(-1)]: the number of outputs is -1, expected at least 1",
        "ADJ0011 «Dense(-1, Name = \"predict\")» [Dense(-1)]: the name 'predict' is taken by the model's own Predict",
        "ADJ0009 «Dropout(2)» [Dropout(2)]: the rate is 2, expected at least 0 and below 1",
        "ADJ0010 «Dense<Kind>(\n    Name = \"the scores\")» [Dense<Kind>]: the name 'the scores' is not an identifier, and it becomes a property of the model",
        "ADJ0012 «Dense<Kind>(\n    Name = \"the scores\")» [Dense<Kind>( Name = \"the scores\")]: the enum 'Kind' cannot be a label: 'B' and 'C' have the same value",
        "ADJ0008 «MeanSquaredError» [MeanSquaredError] is a second loss: a model has one",
        "ADJ0006 «Net» 'Net' has no optimizer: add [Adam], [AdamW] or [Sgd] after the loss",
        "ADJ0016 «Net» A constructor of a model starts from the emitted one, which initialises the parameters: add ': this(seed)' to it",
        "ADJ0020 «Summary» 'Net' declares Summary, which the generated code declares too: rename or remove it");

    [Fact]
    public void One_rejected_model_leaves_the_others_alone() => Check.Says(
        """
        [Model, Input(4), Dense(0), CrossEntropy, Adam]
        public partial class Bad;

        [Model, Input(4), Dense(3), CrossEntropy, Adam]
        public partial class Good;
        """ + Uses.Classifier("Good", "int", "Dense1"),
        "ADJ0009 «Dense(0)» [Dense(0)]: the number of outputs is 0, expected at least 1");

    [Fact]
    public void A_rejected_model_says_why_when_it_runs()
    {
        var face = GeneratorRun.Of("using Adjoint;\n[Model, Input(4), Dense(0), CrossEntropy, Adam]\npublic partial class Net;").File("Net.g.cs");
        Assert.Contains(
            "throw new Sys::InvalidOperationException(\"ADJ0009: [Dense(0)]: the number of outputs is 0, expected at least 1\")", face, StringComparison.Ordinal);
    }
}
