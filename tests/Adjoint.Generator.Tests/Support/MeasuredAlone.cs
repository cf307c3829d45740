namespace Adjoint.Generator.Tests.Support;

/// <summary>Tests that measure the processor time of the process: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public class MeasuredAlone;
