using Adjoint;
using Mistake;

var data = Dataset.From([0f, 1f, 2f, 3f], [0, 2]);
var model = new Net(seed: 1);
foreach (var epoch in model.Train(data).Epochs)
{
    Console.WriteLine($"{epoch.Loss} {model.Hidden.Weight.Name}");
}

model.Save("net.safetensors");
Console.WriteLine(Net.Load("net.safetensors").Classify([1f, 2f]));
