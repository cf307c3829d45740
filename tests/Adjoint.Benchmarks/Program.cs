using Adjoint.Benchmarks;

// dotnet run -c Release --project tests/Adjoint.Benchmarks -- digits [rounds]
if (args is ["digits", ..])
{
    return DigitsAgainstPyTorch.Run(rounds: args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5);
}

Console.WriteLine("digits [rounds]   one iteration of examples/Digits, side by side with PyTorch as Debian installs it (python3-torch)");
return 1;
