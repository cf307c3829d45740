using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// A product on the threads of an iteration: each computes some of the columns of C, or where there are few, some of the rows. Columns go first, so that a thread meets the same columns of a
/// weight in the forward pass and in its gradient.
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
        if (ThreadTeam.Size == 1 || product.Rows * product.Columns * product.Depth < WorthCutting)
        {
            ProductLoop.Run<TEpilogue>(in product, product.Whole);
        }
        else
        {
            // A ref struct: it stays on this thread's stack until all are done.
            ThreadTeam.Run(&RunPart<TEpilogue>, Unsafe.AsPointer(ref Unsafe.AsRef(in product)));
        }
    }

    /// <summary>What one of the threads computes; nothing where there are more threads than parts.</summary>
    public static TileRange Part(ref readonly Product product, int part, int parts)
    {
        if (product.Columns >= (nuint)parts * PanelColumns)
        {
            return product.Whole with
            {
                FirstColumn = ThreadTeam.End(product.Columns, PanelColumns, part - 1, parts),
                EndColumn = ThreadTeam.End(product.Columns, PanelColumns, part, parts),
            };
        }

        return product.Whole with
        {
            FirstRow = ThreadTeam.End(product.Rows, TileRows, part - 1, parts),
            EndRow = ThreadTeam.End(product.Rows, TileRows, part, parts),
        };
    }

    private static void RunPart<TEpilogue>(void* context, int part, int parts)
        where TEpilogue : struct, IEpilogue
    {
        ref readonly var product = ref Unsafe.AsRef<Product>(context);
        var range = Part(in product, part, parts);
        if (range.FirstRow < range.EndRow && range.FirstColumn < range.EndColumn)
        {
            ProductLoop.Run<TEpilogue>(in product, range);
        }
    }
}
