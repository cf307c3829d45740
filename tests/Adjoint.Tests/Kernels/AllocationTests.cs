using Adjoint.Kernels;

namespace Adjoint.Tests.Kernels;

public class AllocationTests
{
    [Fact]
    public void Kernels_never_allocate()
    {
        const int Rows = 5, Inputs = 19, Outputs = 7;
        AnySize.Set(Inputs, Outputs);
        var (x, w, b) = (Numbers.Random(Rows * Inputs, 1), Numbers.Random(Inputs * Outputs, 2), Numbers.Random(Outputs, 3));
        var (y, dx, dw, db, scratch) = (new float[Rows * Outputs], new float[x.Length], new float[w.Length], new float[b.Length], new float[w.Length]);
        var (m, v, u, labels, targets) = (new float[w.Length], new float[w.Length], new float[w.Length], new int[Rows], new float[Rows * Outputs]);

        var (statistics, indices) = (new float[4 * Outputs], new float[Rows]);

        void All(int step)
        {
            Dense.Forward<AnySize, Relu>(Rows, x, w, b, y);
            Tanh.Forward(y, y);
            Sigmoid.Forward(y, y);
            Gelu.Forward(y, y);
            LeakyRelu.Forward(y, y, 0.1f);
            Elu.Forward(y, y, 1);
            Selu.Forward(y, y);
            GeluTanh.Forward(y, y);
            Silu.Forward(y, y);
            HardSigmoid.Forward(y, y);
            HardTanh.Forward(y, y, -1, 1);
            Softplus.Forward(y, y, 1, 20);
            Mish.Forward(y, y);
            HardSwish.Forward(y, y);
            LeakyRelu.Backward(y, y, y, 0.1f);
            Elu.Backward(y, y, y, 1);
            Selu.Backward(y, y, y);
            GeluTanh.Backward(y, y, y);
            Silu.Backward(y, y, y);
            HardSigmoid.Backward(y, y, y);
            HardTanh.Backward(y, y, y, -1, 1);
            Softplus.Backward(y, y, y, 1, 20);
            Mish.Backward(y, y, y);
            HardSwish.Backward(y, y, y);
            LogSoftmax.Forward(Rows, Outputs, y, y);
            LogSoftmax.Backward(Rows, Outputs, y, targets, y);
            Softmax.Backward(Rows, Outputs, y, targets, y);
            LayerNorm.Statistics(Rows, Outputs, 1e-5f, y, statistics);
            LayerNorm.Forward(Rows, Outputs, y, b, b, statistics, y);
            LayerNorm.BackwardInput(Rows, Outputs, y, b, statistics, targets, y);
            LayerNorm.BackwardWeight(Rows, Outputs, y, statistics, targets, db);
            RmsNorm.Statistics(Rows, Outputs, 1e-5f, y, statistics);
            RmsNorm.Forward(Rows, Outputs, y, b, statistics, y);
            RmsNorm.BackwardInput(Rows, Outputs, y, b, statistics, targets, y);
            RmsNorm.BackwardWeight(Rows, Outputs, y, statistics, targets, db);
            BatchNorm.Statistics(Rows, Outputs, 1e-5f, y, statistics);
            BatchNorm.UpdateRunning(Rows, Outputs, 0.1f, statistics, db, b);
            BatchNorm.Forward(Rows, Outputs, y, b, b, statistics, y);
            BatchNorm.BackwardWeight(Rows, Outputs, y, statistics, targets, db);
            BatchNorm.BackwardInput(Rows, Outputs, y, b, statistics, db, db, targets, y);
            BatchNorm.BackwardInput(Rows, Outputs, b, statistics, targets, y);
            Scaling.Forward(Rows, Outputs, y, b, b, y);
            Scaling.Backward(Rows, Outputs, b, targets, y);
            BatchNorm.PredictionStatistics(Outputs, 1e-5f, db, b, statistics);
            ColumnSum.Run(Rows, Outputs, y, db);
            Embedding.Forward(Rows, Outputs, indices, w, y);
            Embedding.Backward(Rows, Outputs, Inputs, 1, indices, y, dw);
            Dropout.Apply(0.5f, 1, y, y);
            Softmax.Forward(Rows, Outputs, y, y);
            CrossEntropy.Loss(Rows, Outputs, y, labels, []);
            MeanSquaredError.Loss(Rows, Outputs, y, targets, []);
            MeanSquaredError.LossAndGradient(Rows, Outputs, y, targets, b.AsSpan(0, Rows), y);
            MeanAbsoluteError.LossAndGradient(Rows, Outputs, y, targets, b.AsSpan(0, Rows), y);
            Huber.LossAndGradient(Rows, Outputs, y, targets, b.AsSpan(0, Rows), y);
            SmoothL1.LossAndGradient(Rows, Outputs, y, targets, b.AsSpan(0, Rows), y);
            LogCosh.LossAndGradient(Rows, Outputs, y, targets, b.AsSpan(0, Rows), y);
            Hinge.LossAndGradient(Rows, Outputs, y, targets, b.AsSpan(0, Rows), y);
            Poisson.LossAndGradient(Rows, Outputs, y, targets, b.AsSpan(0, Rows), y);
            KullbackLeibler.LossAndGradient(Rows, Outputs, y, targets, b.AsSpan(0, Rows), y);
            BinaryCrossEntropy.LossAndGradient(Rows, Outputs, y, targets, b.AsSpan(0, Rows), y);
            CrossEntropy.LossAndGradient(Rows, Outputs, y, labels, [], y);
            CrossEntropy.LossAndGradient(Rows, Outputs, y, labels, b.AsSpan(0, Rows), y, b, 0.1f);
            CrossEntropy.LossAndGradient(Rows, Outputs, y, targets, [], y, [], 0.1f);
            CrossEntropy.Loss(Rows, Outputs, y, targets, []);
            Gelu.Backward(y, y, y);
            Tanh.Backward(y, y, y);
            Sigmoid.Backward(y, y, y);
            Relu.Backward(y, y, y);
            Dense.BackwardBias<AnySize>(Rows, y, db);
            Dense.BackwardWeight<AnySize>(Rows, x, y, dw);
            Dense.BackwardInput<AnySize>(Rows, y, w, dx);
            Sgd.Update(0.1f, 0.01f, dw, w);
            Sgd.Update(0.1f, 0.9f, 0.01f, dw, m, w);
            Adam.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, step), dw, m, v, w);
            AdamW.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, step), dw, m, v, w);
            Sgd.Update(new SgdStep(0.1, 0.9, 0, true, 0.01, step), dw, m, w);
            Adam.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, step), dw, m, v, u, w);
            AdamW.Update(new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, step), dw, m, v, u, w);
            NAdam.Update(new NAdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 4e-3, step, 1), dw, m, v, w);
            RAdam.Update(new RAdamStep(1e-3, 0.9, 0.999, 1e-8, 0, step), dw, m, v, w);
            RmsProp.Update(new RmsPropStep(1e-3, 0.99, 1e-8, 0, 0.9, true), dw, v, m, u, w);
            Adagrad.Update(new AdagradStep(1e-3, 0, 1e-10, 0, step), dw, v, w);
            Adadelta.Update(new AdadeltaStep(1, 0.9, 1e-6, 0), dw, v, u, w);
            Lion.Update(new LionStep(1e-4, 0.9, 0.99, 0), dw, m, w);
            Lamb.Update(new LambStep(1e-3, 0.9, 0.999, 1e-6, 0.01, step), dw, m, v, w);
            Batch.Gather(Inputs, x, labels, dx);
        }

        All(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        All(2);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
