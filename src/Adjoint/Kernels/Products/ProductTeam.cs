using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// A product on the threads of an iteration: each computes some of the columns of C and some of their rows, so that it packs some of B only, and the same in every iteration. Where
/// columns are few, and where A is a transpose, rows alone: the gradient of a weight is cut as its update is, which then finds it in the caches of the same threads.
/// </summary>
internal static unsafe class ProductTeam
{
    /// <summary>Below as many multiply-adds (some microseconds) a product is not worth cutting.</summary>
    private const nuint WorthCutting = 200_000;

    /// <summary>What the tiles of a thread should not be cut below: the columns of a panel, the rows of two tiles.</summary>
    private const nuint PanelColumns = PanelMemory.MaxColumns;
    private const nuint TileRows = 12;

    /// <summary>Computes C on as many threads as the iteration has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(ref readonly Product product)
        where TEpilogue : struct, IEpilogue
    {
        if (IsCut(product.Rows * product.Columns * product.Depth))
        {
            // A ref struct: it stays on this thread's stack until all are done.
            var work = new Work { Product = product, Cut = Cut.Of(in product) };
            ThreadTeam.Run(&RunPart<TEpilogue>, Unsafe.AsPointer(ref work), work.Cut.Columns * work.Cut.Rows);
        }
        else
        {
            ProductLoop.Run<TEpilogue>(in product, product.Whole);
        }
    }

    /// <summary>Whether a product of so many multiply-adds is cut.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsCut(nuint operations) => operations >= WorthCutting && ThreadTeam.Size > 1;

    private static void RunPart<TEpilogue>(void* context, int part, int parts)
        where TEpilogue : struct, IEpilogue
    {
        ref var work = ref Unsafe.AsRef<Work>(context);
        var range = work.Cut.Part(in work.Product, part);
        if (range.FirstRow < range.EndRow && range.FirstColumn < range.EndColumn)
        {
            ProductLoop.Run<TEpilogue>(in work.Product, range);
        }
    }

    /// <summary>Into how many parts the columns of C are cut, and into how many the rows of each.</summary>
    public readonly record struct Cut(int Columns, int Rows)
    {
        /// <summary>The columns of a thread, if there are panels enough and A is not a transpose, and some parts of their rows.</summary>
        public static Cut Of(ref readonly Product product)
        {
            var threads = ThreadTeam.Size;
            var columns = product.StepStride == 1 && product.Columns >= (nuint)threads * PanelColumns ? threads : 1;
            return new(columns, Math.Max(1, ThreadTeam.Parts(product.Rows, TileRows) / columns));
        }

        /// <summary>What a part computes; the parts of the same columns are neighbours. Nothing where there are more parts than tiles.</summary>
        public TileRange Part(ref readonly Product product, int part)
        {
            var (column, row) = (part / Rows, part % Rows);
            return new(
                ThreadTeam.End(product.Rows, TileRows, row - 1, Rows),
                ThreadTeam.End(product.Rows, TileRows, row, Rows),
                ThreadTeam.End(product.Columns, PanelColumns, column - 1, Columns),
                ThreadTeam.End(product.Columns, PanelColumns, column, Columns));
        }
    }

    /// <summary>What the threads of a product share.</summary>
    private ref struct Work
    {
        public Product Product;
        public Cut Cut;
    }
}
