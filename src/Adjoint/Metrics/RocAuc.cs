namespace Adjoint;

/// <summary>
/// The area under the receiver operating characteristic: the probability that a row of a class scores higher for it than a row of another does,
/// equal scores counting half. 0.5 is guessing, 1 is perfect. For more than two classes it is the mean over the classes of each against the rest.
/// </summary>
/// <remarks>
/// scikit-learn's <c>roc_auc_score</c>, with <c>multi_class="ovr", average="macro"</c> for several classes; exact, by ranks, in whole numbers.
/// It keeps every score: memory for <c>capacity</c> rows is allocated at the construction, within which adding allocates nothing; more rows double it.
/// <see cref="Value"/> sorts, and allocates nothing.
/// </remarks>
public sealed class RocAuc : IClassifierMetric
{
    private readonly int _classes;

    // Of two classes the score of the second says it all.
    private readonly int _columns;
    private float[] _scores;
    private int[] _actual;
    private float[] _sorted;
    private bool[] _isPositive;

    /// <summary>Starts without rows.</summary>
    /// <param name="classes">How many classes there are, at least 2.</param>
    /// <param name="capacity">For how many rows to allocate memory, at least 1: (classes + 2.25) · 4 bytes each, and 13 for two classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes, or the capacity is below 1.</exception>
    public RocAuc(int classes = 2, int capacity = 1024)
    {
        MetricCheck.Classes(classes);
        if (capacity < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"The capacity is {capacity} rows, expected 1 or more.");
        }

        _classes = classes;
        _columns = classes == 2 ? 1 : classes;
        _scores = new float[checked(capacity * _columns)];
        _actual = new int[capacity];
        _sorted = new float[capacity];
        _isPositive = new bool[capacity];
    }

    /// <summary>How many rows were added.</summary>
    public int Samples { get; private set; }

    /// <summary>
    /// The area, 0 to 1: of the second class against the first, or the mean over several classes. NaN where a class has no rows, or all:
    /// there is nothing to compare.
    /// </summary>
    public double Value
    {
        get
        {
            var sum = 0.0;
            for (var column = 0; column < _columns; column++)
            {
                sum += AreaOf(column);
            }

            return sum / _columns;
        }
    }

    /// <summary>The area of one class against the rest, 0 to 1; NaN where it has no rows, or all.</summary>
    /// <param name="number">The number of the class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double OfClass(int number)
    {
        if ((uint)number >= (uint)_classes)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, $"There is no class {number}, expected 0 to {_classes - 1}.");
        }

        // Of two classes both have the same area: what ranks one high ranks the other low.
        return AreaOf(_columns == 1 ? 0 : number);
    }

    /// <summary>Adds one row of two classes.</summary>
    /// <param name="isPositive">Whether its class is the second, the one that is looked for.</param>
    /// <param name="score">Its score or probability: the higher, the likelier is that class.</param>
    /// <exception cref="ArgumentException">The score is not finite.</exception>
    /// <exception cref="InvalidOperationException">There are more than two classes.</exception>
    public void Add(bool isPositive, float score)
    {
        if (_classes != 2)
        {
            throw new InvalidOperationException($"There are {_classes} classes: a row has a score for each, and not one alone.");
        }

        if (!float.IsFinite(score))
        {
            throw new ArgumentException($"The score is {score}, expected a finite number.", nameof(score));
        }

        Reserve(1);
        _scores[Samples] = score;
        _actual[Samples++] = isPositive ? 1 : 0;
    }

    /// <summary>Adds one row.</summary>
    /// <param name="actual">The number of the true class, from 0.</param>
    /// <param name="scores">A score for each class.</param>
    /// <inheritdoc cref="IClassifierMetric.Add" path="/exception"/>
    public void Add(int actual, ReadOnlySpan<float> scores) => Add(new ReadOnlySpan<int>(in actual), scores);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<int> actual, ReadOnlySpan<float> scores)
    {
        MetricCheck.Scores(_classes, actual, scores);
        Reserve(actual.Length);
        actual.CopyTo(_actual.AsSpan(Samples));
        if (_columns > 1)
        {
            scores.CopyTo(_scores.AsSpan(Samples * _columns));
        }
        else
        {
            for (var row = 0; row < actual.Length; row++)
            {
                _scores[Samples + row] = scores[(2 * row) + 1];
            }
        }

        Samples += actual.Length;
    }

    /// <inheritdoc/>
    public void Reset() => Samples = 0;

    private void Reserve(int rows)
    {
        var needed = checked(Samples + rows);
        if (needed <= _actual.Length)
        {
            return;
        }

        var capacity = (int)Math.Max(needed, Math.Min(2L * _actual.Length, Array.MaxLength / _columns));
        Array.Resize(ref _scores, checked(capacity * _columns));
        Array.Resize(ref _actual, capacity);
        _sorted = new float[capacity];
        _isPositive = new bool[capacity];
    }

    /// <summary>The share of pairs of a positive and a negative row in which the positive one scores higher, equal ones half.</summary>
    private double AreaOf(int column)
    {
        var positiveClass = _columns == 1 ? 1 : column;
        long positives = 0;
        for (var row = 0; row < Samples; row++)
        {
            _sorted[row] = _scores[(row * _columns) + column];
            _isPositive[row] = _actual[row] == positiveClass;
            positives += _isPositive[row] ? 1 : 0;
        }

        _sorted.AsSpan(0, Samples).Sort(_isPositive.AsSpan(0, Samples));

        // Twice the pairs that are won, so that halves are whole. Rows of one score come as a group.
        long won = 0, negativesBelow = 0;
        for (var first = 0; first < Samples;)
        {
            long positivesHere = 0, negativesHere = 0;
            var end = first;
            for (; end < Samples && _sorted[end] == _sorted[first]; end++)
            {
                positivesHere += _isPositive[end] ? 1 : 0;
                negativesHere += _isPositive[end] ? 0 : 1;
            }

            won += positivesHere * ((2 * negativesBelow) + negativesHere);
            negativesBelow += negativesHere;
            first = end;
        }

        return won / (2.0 * positives * (Samples - positives));
    }
}
