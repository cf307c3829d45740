namespace Adjoint.Kernels;

/// <summary>What is done to a few neighbouring columns of a matrix, over all its rows.</summary>
internal interface IColumnWork
{
    /// <summary>Whether columns may be worked on twice: where only their sums are written.</summary>
    static abstract bool MayRepeat { get; }

    /// <summary>The columns from <paramref name="column"/> on that one vector covers.</summary>
    void Run<TSimd, TVector>(nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
