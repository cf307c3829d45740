using Adjoint.Generator.Parsing;

namespace Adjoint.Generator.Emission;

/// <summary><c>X.Rows.g.cs</c>: what a model of rows takes in the place of floats.</summary>
internal static class RowsEmitter
{
    /// <summary>Up to here the columns of a row lie on the stack.</summary>
    private const int MostOnStack = 1024;

    public static GeneratedSource Emit(ClassHeader header, ExampleUse example, LabelType label)
        => Write(header, example, label, $"The rows that the model is of: {example.Name} in the place of floats.", rejected: null);

    /// <summary>The same members, all of which throw, without those that the user's own keep from being declared.</summary>
    public static GeneratedSource EmitRejected(ClassHeader header, ExampleUse example, LabelType label, string rejected)
        => Write(header, example, label, "What takes the rows of a model that the compiler rejected. Nothing in it works until the errors are gone.", rejected);

    private static GeneratedSource Write(ClassHeader header, ExampleUse example, LabelType label, string story, string? rejected) => ModelFile.Write(
        header, "Rows", story, documentation: string.Empty, baseClass: string.Empty, writer =>
        {
            var (row, rows) = (example.FullName, $"Lists::IReadOnlyList<{example.FullName}>");
            var options = $"global::Adjoint.TrainingOptions<{label.Name}>? options = null";
            void Member(string signature, string body, params string[] documentation)
            {
                if (rejected is null || !header.Collisions.Any(collision => signature.Contains($" {collision.Split('(')[0]}(")))
                {
                    writer.Lines(string.Join("\n", documentation.Select(line => "/// " + line))).Line(GeneratedCode.Attributes);
                    writer.Line($"public {signature}").Line($"    => {rejected ?? body};").Line();
                }
            }

            string[] Documented(string summary, params string[] more) => [$"<summary>{summary}</summary>", .. more];
            const string Rows = "<param name=\"rows\">The rows; arrays and lists are read where they lie.</param>";
            const string Options = "<param name=\"options\">How to train; the defaults if null.</param>";
            const string Row = "<param name=\"row\">The row; its label is not looked at.</param>";
            const string Bad = "<exception cref=\"global::Adjoint.BadRowsException\">A value of a row does not fit.</exception>";
            Member(
                $"global::Adjoint.TrainingResult Fit({rows} rows, {options})",
                $"base.Fit({row}.Dataset(rows), options)",
                Documented("Trains on rows for all epochs and returns how it went.", Rows, Options, "<returns>Why it stopped, and the losses of every epoch.</returns>", Bad));
            Member(
                $"global::Adjoint.Training<{label.Name}> Train({rows} rows, {options})",
                $"base.Train({row}.Dataset(rows), options)",
                Documented("Starts training on rows: loop over its epochs, or call <c>Fit</c>.", Rows, Options, "<returns>The training.</returns>", Bad));
            Member(
                $"global::Adjoint.Evaluation Evaluate({rows} rows)",
                $"base.Evaluate({row}.Dataset(rows))",
                Documented("The mean loss over rows, and the accuracy of a classifier.", Rows, "<returns>The loss and the accuracy.</returns>", Bad));

            foreach (var (type, method, summary, into) in Predictions(label))
            {
                var signature = into is null ? $"{type} {method}(in {row} row)" : $"void {method}(in {row} row, Sys::Span<{type}> {into})";
                var documentation = into is null
                    ? Documented(summary, Row, "<returns>What the model says.</returns>", Bad)
                    : Documented(summary, Row, $"<param name=\"{into}\">Receives one for each output.</param>", Bad);
                if (rejected is not null)
                {
                    Member(signature, string.Empty, documentation);
                    continue;
                }

                writer.Lines(string.Join("\n", documentation.Select(line => "/// " + line))).Line(GeneratedCode.Attributes);
                writer.Open($"public {signature}");
                EmitPrediction(writer, example, label, method, type, into);
                writer.Close().Line();
            }
        });

    /// <summary>What a kind of model says of a row: the type of an answer, the method, its summary, and where several answers go.</summary>
    private static IEnumerable<(string Type, string Method, string Summary, string? Into)> Predictions(LabelType label)
    {
        if (label.Class is { } type)
        {
            yield return (type, "Classify", "The most probable class of a row; of equal ones the first.", null);
            yield return ("float", "Predict", "The probability of each class of a row.", "probabilities");
        }
        else if (label.Name == "bool" && !label.HasOneOutput)
        {
            yield return ("bool", "Classify", "The yes or no of each output for a row.", "labels");
            yield return ("float", "Predict", "The probability of each yes for a row.", "probabilities");
        }
        else if (label.Name == "bool")
        {
            yield return ("bool", "Classify", "The yes or no for a row: true where its probability is above one half.", null);
            yield return ("float", "Predict", "The probability of yes for a row.", null);
        }
        else if (label.HasOneOutput)
        {
            yield return ("float", "Predict", "The predicted value of a row.", null);
        }
        else
        {
            yield return ("float", "Predict", "The predicted values of a row.", "values");
        }
    }

    private static void EmitPrediction(SourceWriter writer, ExampleUse example, LabelType label, string method, string type, string? into)
    {
        var isOnStack = example.Columns <= MostOnStack;
        writer.Line(isOnStack
            ? $"Sys::Span<float> columns = stackalloc float[{example.Columns}];"
            : $"var columns = new float[{example.Columns}];");
        writer.Line($"Kernels::Encoding.OfRow<{example.FullName}, {RowLabel(example)}>(in row, columns);");
        if (into is not null)
        {
            writer.Line($"base.{method}(columns, {into});");
        }
        else if (method == "Classify")
        {
            writer.Line("return base.Classify(columns);");
        }
        else
        {
            writer.Line($"Sys::Span<{type}> output = stackalloc {type}[1];").Line("base.Predict(columns, output);").Line("return output[0];");
        }
    }

    private static string RowLabel(ExampleUse example) => example.Labels[0].Type;
}
