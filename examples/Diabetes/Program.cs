using Adjoint;
using Diabetes;

Patient[] patients = [.. PatientFile.Read()];
var (trainSet, validationSet, testSet) = Patient.Dataset(patients).Split(0.6, 0.2, 0.2, seed: 1);
var model = new ProgressionModel(seed: 42);
Console.WriteLine(ProgressionModel.Summary);
Console.WriteLine();
Console.WriteLine($"{trainSet.Count} patients to train on, {validationSet.Count} to validate, {testSet.Count} to test");
Console.WriteLine();
Console.WriteLine("epoch  training RMSE  validation RMSE");
var training = model.Train(trainSet, new() { Epochs = 100, BatchSize = 32, Validation = validationSet, EarlyStopping = new() { Patience = 20 }, Seed = 7 });
foreach (var epoch in training.Epochs)
{
    if (epoch.Validation is { } validation && (epoch.Number % 5 == 0 || epoch.Number == 1))
    {
        Console.WriteLine($"{epoch.Number,5}  {Math.Sqrt(epoch.Loss),13:F1}  {Math.Sqrt(validation.Loss),15:F1}");
    }
}

Console.WriteLine(training.Result.Explanation);
Console.WriteLine();
var report = model.Report(testSet);
Console.WriteLine($"test RMSE: {report.RootMeanSquaredError:F1}, R²: {report.RSquared:F3}");

// Whose disease has not come that far yet has no label.
var patient = patients[0] with { Progression = null };
Console.WriteLine($"a patient of {patient.Age} years with a body mass index of {patient.BodyMassIndex}: {model.Predict(patient):F0}, in truth {patients[0].Progression}");
