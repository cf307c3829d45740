using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Database;

/// <summary>The table <c>patients</c>: made, filled, read and written.</summary>
internal static class PatientTable
{
    /// <summary>Whose progression is known.</summary>
    public const string Examined = "progression is not null";

    /// <summary>Whose progression is to be predicted.</summary>
    public const string Waiting = "progression is null";

    public static async Task<bool> ExistsAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("select to_regclass('patients') is not null");
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Makes the table anew and fills it by COPY, all or nothing.</summary>
    public static async Task<ulong> LoadAsync(NpgsqlDataSource database, IEnumerable<Patient> patients)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var create = new NpgsqlCommand(
            """
            drop table if exists patients;
            create table patients (
                id               integer primary key,
                age              integer not null,
                sex              smallint not null,
                body_mass_index  double precision not null,
                blood_pressure   double precision,
                serum            double precision[] not null,
                progression      double precision,
                predicted        real
            )
            """,
            connection,
            transaction))
        {
            await create.ExecuteNonQueryAsync();
        }

        ulong rows;
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy patients (id, age, sex, body_mass_index, blood_pressure, serum, progression) from stdin (format binary)"))
        {
            foreach (var patient in patients)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(patient.Id);
                await copy.WriteAsync(patient.Age);
                await copy.WriteAsync((short)patient.Sex);
                await copy.WriteAsync(patient.BodyMassIndex);
                await copy.WriteAsync(patient.BloodPressure);
                await copy.WriteAsync(patient.Serum);
                await copy.WriteAsync(patient.Progression);
            }

            rows = await copy.CompleteAsync();
        }

        await transaction.CommitAsync();
        return rows;
    }

    /// <summary>Patients as the server sends them, in the order of their keys. Each value is read as the type that the property has: no strings, nothing boxed.</summary>
    public static async IAsyncEnumerable<Patient> ReadAsync(NpgsqlDataSource database, string which, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand($"select id, age, sex, body_mass_index, blood_pressure, serum, progression from patients where {which} order by id");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return new Patient
            {
                Id = reader.GetFieldValue<int>(0),
                Age = reader.GetFieldValue<int>(1),
                Sex = (Sex)reader.GetFieldValue<short>(2),
                BodyMassIndex = reader.GetFieldValue<double>(3),
                BloodPressure = reader.GetFieldValue<double?>(4),
                Serum = reader.GetFieldValue<double[]>(5),
                Progression = reader.GetFieldValue<double?>(6),
            };
        }
    }

    /// <summary>Writes down what was predicted: one statement for all, with two arrays as its parameters.</summary>
    public static async Task<int> WritePredictionsAsync(NpgsqlDataSource database, int[] ids, float[] predicted)
    {
        await using var command = database.CreateCommand(
            "update patients set predicted = given.predicted from unnest($1, $2) as given(id, predicted) where patients.id = given.id");
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        command.Parameters.Add(new NpgsqlParameter<float[]> { TypedValue = predicted, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Real });
        return await command.ExecuteNonQueryAsync();
    }
}
