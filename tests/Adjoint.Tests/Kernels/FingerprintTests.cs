using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

/// <summary>
/// All kernels' bits in one number that is written down here: run with DOTNET_EnableAVX512=0, DOTNET_EnableAVX2=0 and DOTNET_EnableHWIntrinsic=0, it
/// shows that every machine computes the same. Cross-entropy's loss is left out: its logarithm is the C library's.
/// </summary>
public class FingerprintTests
{
    [Fact]
    public void Every_machine_computes_the_same_bits()
    {
        const int Rows = 9, Inputs = 37, Outputs = 26;
        AnySize.Set(Inputs, Outputs);
        var (x, w, b) = (Numbers.Random(Rows * Inputs, 1, 2), Numbers.Random(Inputs * Outputs, 2), Numbers.Random(Outputs, 3));
        var (y, dx, dw, db, scratch) = (new float[Rows * Outputs], new float[x.Length], new float[w.Length], new float[b.Length], new float[w.Length]);
        var (m, v, u, labels, targets) = (new float[w.Length], new float[w.Length], new float[w.Length], new int[Rows], Numbers.Random(Rows * Outputs, 4));
        var hash = 0xCBF29CE484222325;

        Dense.Forward<AnySize, Relu>(Rows, x, w, b, y);
        Mix(y);
        Dense.Forward<AnySize, Identity>(Rows, x, w, b, y);
        Mix(y);
        foreach (var (forward, backward) in new (Action Forward, Action Backward)[] { (() => Tanh.Forward(y, y), () => Tanh.Backward(y, targets, y)), (() => Sigmoid.Forward(y, y), () => Sigmoid.Backward(y, targets, y)), (() => Gelu.Forward(y, y), () => Gelu.Backward(y, targets, y)) })
        {
            Dense.Forward<AnySize, Identity>(Rows, x, w, b, y);
            forward();
            Mix(y);
            backward();
            Mix(y);
        }

        Dropout.Apply(0.5f, 1, y, y);
        Mix(y);
        Softmax.Forward(Rows, Outputs, y, y);
        Mix(y);
        CrossEntropy.LossAndGradient(Rows, Outputs, y, labels, [], y);
        Mix(y);
        CrossEntropy.LossAndGradient(Rows, Outputs, y, labels, b.AsSpan(0, Rows), y, b, 0.1f);
        Mix(y);
        CrossEntropy.LossAndGradient(Rows, Outputs, y, targets, [], y);
        Mix(y);
        Mix([(float)MeanAbsoluteError.LossAndGradient(Rows, Outputs, x, targets, [], y).Mean, (float)Huber.LossAndGradient(Rows, Outputs, x, targets, b.AsSpan(0, Rows), scratch, 0.7f).Mean]);
        Mix([.. y, .. scratch]);
        Mix([(float)SmoothL1.LossAndGradient(Rows, Outputs, x, targets, [], y, 0.7f).Mean, (float)LogCosh.LossAndGradient(Rows, Outputs, x, targets, [], scratch).Mean]);
        Mix([.. y, .. scratch]);
        Mix([(float)Hinge.LossAndGradient(Rows, Outputs, x, targets, [], y).Mean, (float)Poisson.LossAndGradient(Rows, Outputs, x, targets, [], scratch).Mean]);
        Mix([.. y, .. scratch]);
        Softmax.Forward(Rows, Outputs, targets, scratch);
        Mix([(float)KullbackLeibler.LossAndGradient(Rows, Outputs, x, scratch, [], y).Mean, (float)BinaryCrossEntropy.LossAndGradient(Rows, Outputs, x, targets, [], scratch, b).Mean]);
        Mix([.. y, .. scratch]);
        Mix([(float)MeanSquaredError.LossAndGradient(Rows, Outputs, y, targets, [], y).Mean]);
        Mix(y);
        Dense.BackwardBias<AnySize>(Rows, y, db);
        Dense.BackwardWeight<AnySize>(Rows, x, y, dw);
        Dense.BackwardInput<AnySize>(Rows, y, w, dx);
        Mix([.. db, .. dw, .. dx]);
        // The first step, whose bias corrections need no power function.
        Adam.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0.01, 1), dw, m, v, w);
        AdamW.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0.01, 1), dw, m, v, w);
        Mix([.. m, .. v, .. w]);
        Sgd.Update(0.1f, 0.01f, dw, w);
        Sgd.Update(0.1f, 0.9f, 0.01f, dw, m, w);
        Mix([.. m, .. w]);
        Sgd.Update(new SgdStep(0.1, 0.9, 0, true, 0.01, 1), dw, m, w);
        Adam.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 1), dw, m, v, u, w);
        AdamW.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 1), dw, m, v, u, w);
        NAdam.Update(new NAdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 0, 1, 1), dw, m, v, w);
        RAdam.Update(new RAdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 1), dw, m, v, w);
        RmsProp.Update(new RmsPropStep(1e-3, 0.99, 1e-8, 0, 0.9, true), dw, v, m, u, w);
        Adagrad.Update(new AdagradStep(1e-3, 0, 1e-10, 0, 1), dw, v, w);
        Adadelta.Update(new AdadeltaStep(1, 0.9, 1e-6, 0), dw, v, u, w);
        Lion.Update(new LionStep(1e-4, 0.9, 0.99, 0), dw, m, w);
        Lamb.Update(new LambStep(1e-3, 0.9, 0.999, 1e-6, 0.01, 1), dw, m, v, w);
        Mix([.. m, .. v, .. u, .. w]);

        Assert.Equal("1E22F4DD28CB47EF", hash.ToString("X16"));

        void Mix(ReadOnlySpan<float> numbers)
        {
            foreach (var bits in Numbers.Bits(numbers))
            {
                hash = unchecked((hash ^ bits) * 0x100000001B3);
            }
        }
    }
}
