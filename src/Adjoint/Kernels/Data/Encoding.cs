using System.Numerics;
using System.Numerics.Tensors;

namespace Adjoint.Kernels;

/// <summary>What emitted encoders of rows call for values that are more than one cast. What does not fit becomes NaN, which whoever encodes a set looks for.</summary>
public static class Encoding
{
    /// <summary>0 in all columns but one, which is 1.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="index">That one; all become NaN if it is below 0.</param>
    public static void OneHot(Span<float> columns, int index)
    {
        columns.Fill(index < 0 ? float.NaN : 0);
        if (index >= 0)
        {
            columns[index] = 1;
        }
    }

    /// <summary>Sine and cosine of 2π · step / period.</summary>
    /// <param name="columns">Two columns.</param>
    /// <param name="step">How far round, from 0.</param>
    /// <param name="period">The steps of a round.</param>
    public static void Cycle(Span<float> columns, int step, int period)
    {
        var (sine, cosine) = Math.SinCos(Math.Tau * step / period);
        columns[1] = (float)cosine;
        columns[0] = (float)sine;
    }

    /// <summary>log(1 + x), computed in double precision; NaN unless x is finite and above -1.</summary>
    /// <param name="x">The number.</param>
    public static float Log(double x) => x > -1 && double.IsFinite(x) ? (float)ScalarLogarithm.Of(1 + x) : float.NaN;

    /// <summary>The numbers of an array as float32; all columns become NaN if there is no array or it is of another length.</summary>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="values">The array.</param>
    /// <param name="columns">As many columns.</param>
    public static void Copy<T>(T[]? values, Span<float> columns)
        where T : INumberBase<T>
    {
        if (values is null || values.Length != columns.Length)
        {
            columns.Fill(float.NaN);
        }
        else if ((object)values is float[] floats)
        {
            floats.CopyTo(columns);
        }
        else
        {
            TensorPrimitives.ConvertTruncating<T, float>(values, columns);
        }
    }

    /// <summary>The columns of one row, to predict from.</summary>
    /// <typeparam name="TRow">The row.</typeparam>
    /// <typeparam name="TLabel">What it is labelled with, which is not looked at.</typeparam>
    /// <param name="row">The row.</param>
    /// <param name="columns">Receives the columns.</param>
    /// <exception cref="BadRowsException">A value does not fit.</exception>
    public static void OfRow<TRow, TLabel>(in TRow row, Span<float> columns)
        where TRow : IExample<TRow, TLabel>
        where TLabel : unmanaged
    {
        if (row is null)
        {
            throw new ArgumentNullException(nameof(row));
        }

        TRow.Encode(in row, columns);
        if (FindBad<TRow, TLabel>(in row, columns) is { } value)
        {
            throw new BadRowsException([new BadRow(TRow.Columns.Example, null, value)]);
        }
    }

    /// <summary>The first value of an encoded row that does not fit, or null.</summary>
    internal static BadValue? FindBad<TRow, TLabel>(in TRow row, ReadOnlySpan<float> columns)
        where TRow : IExample<TRow, TLabel>
        where TLabel : unmanaged
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (!float.IsFinite(columns[i]))
            {
                // A getter may give another value each time.
                return TRow.FindBadFeature(in row) ?? new BadValue(TRow.Columns.Names[i], $"is {columns[i]}", "a finite float32 number");
            }
        }

        return null;
    }
}
