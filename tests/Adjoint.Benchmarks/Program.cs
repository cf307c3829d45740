using System.Globalization;
using Adjoint.Benchmarks;

switch (args)
{
    case ["peers", .. var rest]:
        return PeerComparisons.Run(rest);
    case ["products", .. var rest]:
        return ProductSpeed.Run(rest);
    case ["kernels", .. var rest]:
        return KernelBenchmarks.Run(rest.FirstOrDefault() ?? string.Empty);
    case ["debug", .. var rest]:
        return DebugBuild.Run(rest);
    case ["builds", var checkout, .. var rest]:
        return TwoBuilds.Run(checkout, rest);
    case ["side", var workload, var batchSize]:
        return AnsweringSide.Run(workload, batchSize);
    case ["generator", .. var rest]:
        return GeneratorSpeed.Run(rest);
    case ["functions", ..]:
        return FunctionSpeed.Run(Rounds(201), args.ElementAtOrDefault(2) ?? string.Empty);
    case ["small", ..]:
        return SmallModelSpeed.Run(Rounds(201), args.ElementAtOrDefault(2) ?? string.Empty);
    case ["rows", ..]:
        return EncoderSpeed.Run(Rounds(201));
    case ["streams", ..]:
        return StreamSpeed.Run(Rounds(21));
    case ["threads", .. var rest]:
        return ThreadSpeed.Run(rest);
    case ["start", .. var rest]:
        return StartUp.Run(rest);
    case ["gather", ..]:
        return GatherSpeed.Run(Rounds(201));
    case ["augmentation", ..]:
        return AugmentationSpeed.Run(Rounds(201));
    case ["waiting", ..]:
        return WaitingTime.Run();
    default:
        Console.WriteLine("dotnet run -c Release --project tests/Adjoint.Benchmarks -- COMMAND");
        Console.WriteLine();
        Console.WriteLine(PeerComparisons.Usage);
        Console.WriteLine("products [rounds] [shape,...]");
        Console.WriteLine("    the products of dense layers, side by side with the multiply-add peak of the core and with oneDNN, libxsmm and OpenBLAS; it keeps itself on one core; a shape is batch x inputs x outputs, 64x128x10");
        Console.WriteLine("kernels [filter]");
        Console.WriteLine("    products and optimizers' updates by BenchmarkDotNet, beside the multiply-add peak and the speed of a copy in the same process; it keeps itself on one core");
        Console.WriteLine("debug [W1 W3a ...]");
        Console.WriteLine("    whole trainings of a Debug build of this program, with the library as it is shipped, side by side with this Release build, on one core");
        Console.WriteLine("builds FOLDER [W1 W3a ...]");
        Console.WriteLine("    whole trainings of this build side by side with those of another checkout, whose benchmarks are built: what a change gains, on one core");
        Console.WriteLine("generator [rounds]");
        Console.WriteLine("    the time that the source generator takes on each example, cold and warm, and the size of what it writes");
        Console.WriteLine("functions [rounds] [name]");
        Console.WriteLine("    transcendental functions and softmax rows, side by side with TensorPrimitives' where it has them (taskset -c 1)");
        Console.WriteLine("small [rounds] [workload]");
        Console.WriteLine("    where an iteration of a small model spends its time: the loop, the trainer, each kernel (taskset -c 1)");
        Console.WriteLine("rows [rounds]");
        Console.WriteLine("    rows of the user's own becoming floats, side by side with a plain copy (taskset -c 1)");
        Console.WriteLine("streams [rounds]");
        Console.WriteLine("    rows of a stream beside those of a set: batches alone, and trained on");
        Console.WriteLine("threads [W1 W6 ...]");
        Console.WriteLine("    whole trainings on one thread, on as many as pay off, and on as many as there are processors, side by side; the losses must be equal to the bit");
        Console.WriteLine("start [W1 W6 ...]");
        Console.WriteLine("    the first epoch beside the fifth, each workload in a process of its own");
        Console.WriteLine("gather [rounds]");
        Console.WriteLine("    batches of shuffled rows from floats, bytes and files, side by side with a plain copy (taskset -c 1)");
        Console.WriteLine("augmentation [rounds]");
        Console.WriteLine("    changes of images, side by side with a plain copy (taskset -c 1)");
        Console.WriteLine("waiting");
        Console.WriteLine("    how long an iteration on Fashion-MNIST waits for its batch");
        return 1;
}

int Rounds(int otherwise) => args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : otherwise;
