using Adjoint;
using Adjoint.Terminal;
using Watched;

float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
new Xor(seed: 1).Train(Dataset.From(inputs, [false, true, true, false]), new() { Epochs = 2 }).RunInTerminal();
