using System.ComponentModel;

namespace Adjoint;

/// <summary>
/// A model with several outputs, each of which says yes or no on its own. The accuracy of an evaluation is the share of right answers among all labels of all
/// samples.
/// </summary>
public abstract class MultiLabelClassifier : LogisticClassifier
{
    /// <summary>For models that the compiler rejected.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected MultiLabelClassifier(string rejection = "A constructor of a model chains to this(seed).")
        : base(rejection)
    {
    }

    /// <summary>Allocates and initialises the parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected MultiLabelClassifier(NetworkLayout layout, int seed)
        : base(layout, seed)
    {
    }
}
