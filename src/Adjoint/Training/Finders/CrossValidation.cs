using System.Globalization;
using System.Text;

namespace Adjoint;

/// <summary>The same model trained once for each fold of a set, and measured on the rows that the fold held out. <see cref="ToString"/> is a table.</summary>
public sealed class CrossValidation
{
    private CrossValidation(IReadOnlyList<FoldResult> folds) => Folds = folds;

    /// <summary>What each fold came to, in their order.</summary>
    public IReadOnlyList<FoldResult> Folds { get; }

    /// <summary>The loss on the rows held out, over the folds.</summary>
    public Spread Loss => Spread.Of(Folds.Select(fold => fold.Validation.Loss));

    /// <summary>The accuracy on the rows held out, 0 to 1, over the folds; NaN for a model of values.</summary>
    public Spread Accuracy => Spread.Of(Folds.Select(fold => fold.Validation.Accuracy));

    /// <summary>Trains a new model for each of k folds drawn at random by the seed of the options: see <see cref="Dataset{TLabel}.Folds(int, int)"/>.</summary>
    /// <remarks>
    /// Where classes are rare or rows belong together, pass <see cref="Dataset{TLabel}.FoldsStratified"/> or <see cref="Dataset{TLabel}.FoldsByGroup"/> in place of the set.
    /// </remarks>
    /// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
    /// <param name="create">Makes a new model from a seed: <c>seed => new DigitClassifier(seed)</c>.</param>
    /// <param name="data">All rows.</param>
    /// <param name="k">How many folds, 2 ... the number of rows.</param>
    /// <param name="options">How to train, the same for all folds; the defaults if null. The validation set is each fold's.</param>
    /// <returns>The results by fold.</returns>
    /// <exception cref="ArgumentException">
    /// The set cannot be trained with, the options write checkpoints or have a validation set, or a model that was made has been trained before.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> or an option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public static CrossValidation Run<TLabel>(Func<int, Network<TLabel>> create, Dataset<TLabel> data, int k, TrainingOptions<TLabel>? options = null)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        return Run(create, data.Folds(k, options?.Seed ?? 0), options);
    }

    /// <summary>Trains a new model for each fold, one after the other; all get the seed of the options, so that the folds differ by their rows alone.</summary>
    /// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
    /// <param name="create">Makes a new model from a seed: <c>seed => new DigitClassifier(seed)</c>.</param>
    /// <param name="folds">Two or more, as <c>data.FoldsStratified(5)</c> gives.</param>
    /// <param name="options">How to train, the same for all folds; the defaults if null. The validation set is each fold's.</param>
    /// <returns>The results by fold.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than two folds, one cannot be trained with, the options write checkpoints or have a validation set, or a model that was made has been trained before.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public static CrossValidation Run<TLabel>(Func<int, Network<TLabel>> create, IReadOnlyList<Fold<TLabel>> folds, TrainingOptions<TLabel>? options = null)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(folds);
        options ??= new();
        if (folds.Count < 2)
        {
            throw new ArgumentException($"There are {folds.Count} folds, expected two or more: fewer have no spread.", nameof(folds));
        }

        if (options.Checkpoints is not null)
        {
            throw new ArgumentException("The options of a cross-validation write checkpoints: its trainings would write into each other's folder.", nameof(options));
        }

        if (options.Validation is not null)
        {
            throw new ArgumentException("The options of a cross-validation have a validation set, which is each fold's: give none.", nameof(options));
        }

        return new([.. folds.Select((fold, index) => Train(index + 1, fold))]);

        FoldResult Train(int number, Fold<TLabel> fold)
        {
            var model = create(options.Seed);
            if (model.Optimizer is not null)
            {
                throw new ArgumentException($"The model made for fold {number} has been trained before, expected a new one.", nameof(create));
            }

            var result = model.Fit(fold.Train, options with { Validation = fold.Validation });
            options.Cancellation.ThrowIfCancellationRequested();
            // What the model is left with: early stopping may have brought earlier parameters back.
            return new(number, fold.Train.Count, model.Evaluate(fold.Validation), result.Loss, result.Epochs.Count, result.Reason) { Warnings = result.Warnings };
        }
    }

    /// <summary>A row for each fold: rows trained on and held out, epochs, training loss, accuracy and loss on the rows held out; mean ± standard deviation below.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(" fold  train rows  held out  epochs  training loss         accuracy             loss\n");
        foreach (var fold in Folds)
        {
            text.Append(CultureInfo.InvariantCulture, $"{fold.Number,5}{fold.TrainRows,12}{fold.Validation.Samples,10}{fold.Epochs,8}{fold.TrainLoss,15:F4}")
                .Append(CultureInfo.InvariantCulture, $"{fold.Validation.Accuracy,17:F3}{fold.Validation.Loss,17:F4}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"mean ± standard deviation{Accuracy.ToString("F3"),42}{Loss.ToString("F4"),17}").ToString();
    }
}
