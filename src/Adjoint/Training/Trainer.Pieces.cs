using System.Runtime.CompilerServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <content>
/// A batch in pieces: B is the samples of one. They are micro-batches, or tiles of a fixed number of samples, which run through all layers while they lie in the cache of a core. Tiles are
/// also what threads share: each has a lane, and takes the next tile when it is done with one.
/// </content>
public abstract unsafe partial class Trainer<TLabel>
{
    /// <summary>So many tiles are differentiated before their gradients are added: the memory for gradients does not grow with the batch.</summary>
    private const int MostSlots = 64;

    private readonly int _microBatches;
    private readonly int _tile;
    private readonly int _slots;
    private readonly LossSum[] _losses;
    private readonly Trainer<TLabel>[] _lanes;
    private int _pieceRows;
    private int _firstPiece;
    private int _nextPiece;
    private int _endPiece;

    /// <summary>The number of the piece's first sample in the batch.</summary>
    protected long FirstRow { get; private set; }

    /// <summary>The gradients of the pieces so far, each times what its losses are divided by.</summary>
    private Span<float> GradientSum => _gradients.Slice(_slots * _network.Layout.ParameterFloats, _network.Layout.ParameterFloats);

    /// <summary>The most samples that a batch has without being cut: of two tiles on, it is.</summary>
    private int MostUncut => _tile == 0 ? int.MaxValue : (2 * _tile) - 1;

    /// <summary>How many samples a piece of a batch has, but for the last. It is the same for any number of threads, and so are the sums.</summary>
    private int PieceRows(int rows) => TrainingPlan.RoundedUp(rows, _microBatches) is var size && size > MostUncut ? _tile : size;

    /// <summary>The piece with a number, and where its gradients go.</summary>
    private void Take(int piece, int slot)
    {
        FirstRow = piece * _pieceRows;
        Batch = Math.Min(_pieceRows, _slot!.Rows - (int)FirstRow);
        _gradientSlot = slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LossSum DifferentiatePiece(int piece, int slot)
    {
        Take(piece, slot);
        var answers = _network.LabelsPerRow;
        return Differentiate(_slot!.Labels.Slice((int)FirstRow * answers, Batch * answers));
    }

    /// <summary>Piece after piece: g ← Σ wg / Σ w, w being what the losses of a piece are divided by, is the gradient of the whole batch's mean loss.</summary>
    private LossSum DifferentiatePieces(int rows)
    {
        var pieces = TrainingPlan.RoundedUp(rows, _pieceRows);
        var slots = _pieceRows == _tile ? _slots : 1;
        var total = default(LossSum);
        GradientSum.Clear();
        for (var piece = 0; piece < pieces; piece++)
        {
            var slot = piece % slots;
            if (slots == 1)
            {
                _losses[0] = DifferentiatePiece(piece, slot: 0);
            }
            else if (slot == 0)
            {
                DifferentiateInLanes(piece, Math.Min(piece + slots, pieces));
            }

            total += _losses[slot];
            if (!total.IsFinite)
            {
                // This piece is looked at.
                Take(piece, slot);
                return total;
            }

            // The same order and the same roundings, whoever differentiated it.
            Accumulation.Add(_losses[slot].Weight, GradientsOf(slot), GradientSum);
            Clock?.Updated();
        }

        _gradientSlot = 0;
        Accumulation.Mean(total.Weight, GradientSum, Gradients);
        return total;
    }

    /// <summary>Some pieces on the threads of the team.</summary>
    private void DifferentiateInLanes(int first, int end)
    {
        (_firstPiece, _nextPiece, _endPiece) = (first, first, end);
        var trainer = this;
        ThreadTeam.Run(&RunLane, Unsafe.AsPointer(ref trainer), _lanes.Length);
    }

    private static void RunLane(void* context, int part, int parts)
    {
        var trainer = Unsafe.AsRef<Trainer<TLabel>>(context);
        trainer._lanes[part].TakePieces(trainer);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakePieces(Trainer<TLabel> from)
    {
        (_slot, _pieceRows) = (from._slot, from._pieceRows);
        for (int piece; (piece = Interlocked.Increment(ref from._nextPiece) - 1) < from._endPiece;)
        {
            var slot = piece - from._firstPiece;
            _losses[slot] = DifferentiatePiece(piece, slot);
        }
    }

    /// <summary>This trainer, and for each other thread a copy of it with its own memory of samples. What an emitted constructor sets must be there.</summary>
    internal Trainer<TLabel> WithLanes()
    {
        _lanes[0] = this;
        for (var i = 1; i < _lanes.Length; i++)
        {
            _lanes[i] = (Trainer<TLabel>)MemberwiseClone();
            _lanes[i].AllocateSamples(_tile);
        }

        return this;
    }
}
