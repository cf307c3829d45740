using Adjoint;
using Database;

var (found, reason) = await DatabaseServer.FindAsync(DatabaseServer.ConnectionString);
if (found is null)
{
    Console.Error.WriteLine($"There is no database to read: {reason}\n\n{DatabaseServer.Remedy}");
    return 1;
}

await using var database = found;

// At first run, or again on demand, the table is filled with the patients that lie beside the example Diabetes.
if (args.Contains("--load") || !await PatientTable.ExistsAsync(database))
{
    Console.WriteLine($"{await PatientTable.LoadAsync(database, PatientFile.Read())} rows copied into the table patients");
}

// Rows are streamed from the server, and encoded once when all are there.
List<Patient> patients = [];
await foreach (var patient in PatientTable.ReadAsync(database, PatientTable.Examined))
{
    patients.Add(patient);
}

// What is wrong with the table? All that does not fit, in one exception.
try
{
    Patient.Dataset(patients, new() { Source = "patients", BadRows = BadRows.Collect });
}
catch (BadRowsException e)
{
    foreach (var bad in e.Rows)
    {
        Console.WriteLine($"{bad}; its id is {patients[bad.Row!.Value].Id}");
    }
}

// Here they are left out, and counted.
var all = Patient.Dataset(patients, new() { Source = "patients", BadRows = BadRows.Skip });
var (trainSet, validationSet, testSet) = all.Split(0.6, 0.2, 0.2, seed: 1);
Console.WriteLine($"{all.SkippedRows} of {patients.Count} rows left out; {trainSet.Count} patients to train on, {validationSet.Count} to validate, {testSet.Count} to test");
Console.WriteLine();

var model = new ProgressionModel(seed: 42);
Console.WriteLine(ProgressionModel.Summary);
Console.WriteLine();
var result = model.Fit(trainSet, new() { Epochs = 100, BatchSize = 32, Validation = validationSet, EarlyStopping = new() { Patience = 20 }, Seed = 7 });
Console.WriteLine(result.Explanation);
var report = model.Report(testSet);
Console.WriteLine($"test RMSE: {report.RootMeanSquaredError:F1}, R²: {report.RSquared:F3}");
Console.WriteLine();

// The model is used: whose year is not over yet gets a prediction, and the table has it.
List<int> ids = [];
List<float> predicted = [];
await foreach (var patient in PatientTable.ReadAsync(database, PatientTable.Waiting))
{
    ids.Add(patient.Id);
    predicted.Add(model.Predict(patient));
    Console.WriteLine($"patient {patient.Id}, {patient.Age} years, body mass index {patient.BodyMassIndex}: {predicted[^1]:F0}");
}

Console.WriteLine($"{await PatientTable.WritePredictionsAsync(database, [.. ids], [.. predicted])} predictions written to patients.predicted");
return 0;
