using Database;

namespace Adjoint.Database.Tests;

/// <summary>Rows from a real server: what was written is what a model sees.</summary>
public sealed class PatientTableTests : IAsyncLifetime
{
    private const string All = "true";

    private OwnSchema _schema = null!;

    public async Task InitializeAsync() => _schema = await OwnSchema.CreateAsync();

    public async Task DisposeAsync() => await _schema.DisposeAsync();

    [PostgresFact]
    public async Task What_was_loaded_is_what_is_read()
    {
        Assert.False(await PatientTable.ExistsAsync(_schema.Database));
        Assert.Equal(445ul, await PatientTable.LoadAsync(_schema.Database, PatientFile.Read()));
        Assert.True(await PatientTable.ExistsAsync(_schema.Database));

        var (expected, actual) = (PatientFile.Read().ToList(), await ReadAsync(All));
        Assert.Equal(expected.Select(patient => patient with { Serum = [] }), actual.Select(patient => patient with { Serum = [] }), Same);
        Assert.Equal(expected.Select(patient => patient.Serum), actual.Select(patient => patient.Serum));
        Assert.Equal(expected.Where(patient => patient.Progression is null).Select(patient => patient.Id), (await ReadAsync(PatientTable.Waiting)).Select(patient => patient.Id));
        Assert.Equal(435, (await ReadAsync(PatientTable.Examined)).Count);
    }

    [PostgresFact]
    public async Task Loading_again_begins_anew()
    {
        await PatientTable.LoadAsync(_schema.Database, PatientFile.Read());
        await PatientTable.LoadAsync(_schema.Database, PatientFile.Read().Take(7));

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], (await ReadAsync(All)).Select(patient => patient.Id));
    }

    [PostgresFact]
    public async Task A_load_that_fails_leaves_what_was_there()
    {
        await PatientTable.LoadAsync(_schema.Database, PatientFile.Read().Take(7));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => PatientTable.LoadAsync(_schema.Database, [.. PatientFile.Read().Take(2), .. PatientFile.Read().Take(1)]));

        Assert.Equal(7, (await ReadAsync(All)).Count);
    }

    [PostgresFact]
    public async Task Null_is_what_the_record_says_of_a_missing_value()
    {
        await PatientTable.LoadAsync(_schema.Database, PatientFile.Read());
        await _schema.RunAsync("update patients set blood_pressure = null where id = 1");
        var patients = await ReadAsync("id in (1, 2)");

        Assert.Null(patients[0].BloodPressure);
        var column = Patient.Columns.Names.ToList().IndexOf("BloodPressure");
        var set = Patient.Dataset(patients);
        Assert.Equal([95, 87], new[] { set.Features(0)[column], set.Features(1)[column] });
    }

    [PostgresFact]
    public async Task Rows_that_do_not_fit_are_named_by_table_row_and_column()
    {
        await PatientTable.LoadAsync(_schema.Database, PatientFile.Read());
        var patients = await ReadAsync(PatientTable.Examined);

        var thrown = Assert.Throws<BadRowsException>(() => Patient.Dataset(patients, new() { Source = "patients", BadRows = BadRows.Collect }));
        Assert.Equal(
            [
                "patients, row 432: BodyMassIndex is NaN, expected a finite float32 number",
                "patients, row 433: Sex is 3, expected a value of Sex",
                "patients, row 434: Serum has 5 numbers, expected an array of 6 numbers",
            ],
            thrown.Rows.Select(row => row.ToString()));
        Assert.Equal([443, 444, 445], thrown.Rows.Select(row => patients[row.Row!.Value].Id));
        var set = Patient.Dataset(patients, new() { Source = "patients", BadRows = BadRows.Skip });
        Assert.Equal((432, 3), (set.Count, set.SkippedRows));
    }

    [PostgresFact]
    public async Task A_model_learns_of_the_table_what_it_learns_of_the_same_rows_in_memory()
    {
        var rows = PatientFile.Read().Where(patient => patient is { Progression: not null, Id: <= 442 }).ToArray();
        await PatientTable.LoadAsync(_schema.Database, rows);
        var (ofTable, ofMemory) = (new ProgressionModel(seed: 1), new ProgressionModel(seed: 1));
        var result = ofTable.Fit(await ReadAsync(All), new() { Epochs = 5 });
        ofMemory.Fit(rows, new() { Epochs = 5 });

        Assert.True(result.Epochs[^1].Loss < result.Epochs[0].Loss);
        Assert.NotEqual(0, ofTable.Scaling.Shift.Values[0]);
        Assert.All(
            ofMemory.Parameters.Concat(ofMemory.Buffers).Zip(ofTable.Parameters.Concat(ofTable.Buffers)),
            pair => Assert.Equal(pair.First.Values.ToArray(), pair.Second.Values.ToArray()));
    }

    [PostgresFact]
    public async Task Predictions_are_written_to_their_rows_and_no_others()
    {
        await PatientTable.LoadAsync(_schema.Database, PatientFile.Read());
        Assert.Equal(2, await PatientTable.WritePredictionsAsync(_schema.Database, [442, 3], [1.5f, -2]));

        Assert.Equal([-2, 1.5f], await _schema.ListAsync<float>("select predicted from patients where predicted is not null order by id"));
        Assert.Equal([3, 442], await _schema.ListAsync<int>("select id from patients where predicted is not null order by id"));
    }

    private async Task<List<Patient>> ReadAsync(string which)
    {
        var patients = new List<Patient>();
        await foreach (var patient in PatientTable.ReadAsync(_schema.Database, which))
        {
            patients.Add(patient);
        }

        return patients;
    }

    // Arrays are equal if they are one; they are compared by themselves.
    private static bool Same(Patient one, Patient other) => (one with { Serum = other.Serum }) == other;
}
