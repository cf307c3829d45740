using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <summary>
/// An update from a gradient that is a product: piece by piece, each computed into memory that stays in the second-level cache and used up at once. Its numbers are the same sums as those of
/// the whole product, and the rule sees each alone, so that no bit shows how it was cut.
/// </summary>
internal static unsafe class ProductUpdate
{
    /// <summary>The most columns of a piece: sixteen rows of them fit.</summary>
    private const int MaxColumns = PanelMemory.MaxPiece / 16;

    /// <summary>Rows of a piece are a multiple of the rows of two tiles.</summary>
    private const int TileRows = 12;

    /// <summary>Updates on as many threads as the iteration has.</summary>
    public static void Run<TRule>(ref UpdatePass<TRule> pass)
        where TRule : struct, IUpdateRule
    {
        var pieces = Pieces.Of(in pass.Gradient);
        if (ThreadTeam.Size == 1 || pieces.Count == 1)
        {
            for (var piece = 0; piece < pieces.Count; piece++)
            {
                RunPiece<TRule>(Unsafe.AsPointer(ref pass), piece, pieces.Count);
            }
        }
        else
        {
            ThreadTeam.Run(&RunPiece<TRule>, Unsafe.AsPointer(ref pass), pieces.Count);
        }
    }

    private static void RunPiece<TRule>(void* context, int piece, int pieces)
        where TRule : struct, IUpdateRule
    {
        ref var pass = ref Unsafe.AsRef<UpdatePass<TRule>>(context);
        var range = Pieces.Of(in pass.Gradient).Piece(in pass.Gradient, piece);
        ref var numbers = ref PanelMemory.Piece;
        pass.Gradient.Compute(range, ref numbers);
        var outputs = pass.Gradient.Outputs;
        var (rows, columns) = ((int)(range.EndRow - range.FirstRow), (int)(range.EndColumn - range.FirstColumn));
        var first = ((int)range.FirstRow * outputs) + (int)range.FirstColumn;
        if (columns == outputs)
        {
            // Whole rows are neighbours in the weight.
            (rows, columns) = (1, rows * columns);
        }

        for (var row = 0; row < rows; row++)
        {
            var start = first + (row * outputs);
            pass.Update(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref numbers, row * columns), columns), start..(start + columns));
        }
    }

    /// <summary>How a product is cut: so many rows and columns each, but for the last ones.</summary>
    private readonly record struct Pieces(int Rows, int Columns, int Down, int Across)
    {
        public int Count => Down * Across;

        public static Pieces Of(ref readonly Gradient gradient)
        {
            var columns = Math.Min(gradient.Outputs, MaxColumns);
            var rows = PanelMemory.MaxPiece / columns / TileRows * TileRows;
            return new(rows, columns, Parts(gradient.Inputs, rows), Parts(gradient.Outputs, columns));
        }

        public TileRange Piece(ref readonly Gradient gradient, int piece)
        {
            var (row, column) = (piece / Across * Rows, piece % Across * Columns);
            return new((nuint)row, (nuint)Math.Min(row + Rows, gradient.Inputs), (nuint)column, (nuint)Math.Min(column + Columns, gradient.Outputs));
        }

        private static int Parts(int length, int part) => (length + part - 1) / part;
    }
}
