using System.Globalization;
using Adjoint.Benchmarks;

// dotnet run -c Release --project tests/Adjoint.Benchmarks -- digits [rounds]
switch (args)
{
    case ["digits", ..]:
        return DigitsAgainstPyTorch.Run(Rounds(5));
    case ["products", ..]:
        return ProductSpeed.Run(Rounds(201), args.ElementAtOrDefault(2) ?? string.Empty);
    case ["functions", ..]:
        return FunctionSpeed.Run(Rounds(201), args.ElementAtOrDefault(2) ?? string.Empty);
    default:
        Console.WriteLine("digits [rounds]     one iteration of examples/Digits, side by side with PyTorch as Debian installs it (python3-torch)");
        Console.WriteLine("products [rounds] [shape]   the products of dense layers, side by side with the multiply-add peak of the core (run it on one core: taskset -c 1)");
        Console.WriteLine("functions [rounds] [name]   transcendental functions and softmax rows, side by side with TensorPrimitives' where it has them (taskset -c 1)");
        return 1;
}

int Rounds(int otherwise) => args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : otherwise;
