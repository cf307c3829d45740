namespace Adjoint.Kernels;

/// <summary>
/// The block of C that one call computes: rows FirstRow ... EndRow - 1, columns FirstColumn ... EndColumn - 1. Nothing outside of it is
/// written, so blocks can be given to threads; no result depends on how C is cut.
/// </summary>
internal readonly record struct TileRange(nuint FirstRow, nuint EndRow, nuint FirstColumn, nuint EndColumn);
