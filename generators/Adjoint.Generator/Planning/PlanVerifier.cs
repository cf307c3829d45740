namespace Adjoint.Generator.Planning;

/// <summary>What holds of every plan: no step reads a value that another one has overwritten.</summary>
internal static class PlanVerifier
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? Verify(ExecutionPlan plan)
    {
        // For each float of the arena (by cache line), which buffer was written there last.
        var holder = new Dictionary<(Region Region, int Line), int>();
        var written = new HashSet<int>(plan.Forward.Concat(plan.Backward).SelectMany(step => new[] { step.Output, step.Scratch }));
        foreach (var given in Enumerable.Range(0, plan.Buffers.Count).Where(buffer => !written.Contains(buffer)))
        {
            Hold(given);
        }

        void Hold(int buffer)
        {
            foreach (var line in Lines(plan.Of(buffer)))
            {
                holder[line] = buffer;
            }
        }

        foreach (var step in plan.Forward.Concat(plan.Backward))
        {
            foreach (var input in step.Inputs)
            {
                if (Lines(plan.Of(input)).Any(line => holder.TryGetValue(line, out var owner) && owner != input))
                {
                    return $"{step.Op.Name} → {plan.Of(step.Output).Name} reads '{plan.Of(input).Name}', which was overwritten";
                }
            }

            foreach (var target in new[] { step.Scratch, step.Output }.Where(buffer => buffer >= 0))
            {
                var buffer = plan.Of(target);
                if (target != step.Output && Lines(buffer).Any(line => step.Inputs.Concat([step.Output]).SelectMany(other => Lines(plan.Of(other))).Contains(line)))
                {
                    return $"the scratch of {step.Op.Name} overlaps what it reads or writes";
                }

                var size = buffer.Region == Region.PerSample ? plan.FloatsPerSample : plan.FixedFloats;
                if (buffer.Region is Region.PerSample or Region.Fixed && buffer.Offset + buffer.Length > size)
                {
                    return $"'{buffer.Name}' ends past its region";
                }

                Hold(target);
            }
        }

        return null;
    }

    private static IEnumerable<(Region Region, int Line)> Lines(Buffer buffer)
    {
        if (buffer.Region is not (Region.PerSample or Region.Fixed))
        {
            yield break;
        }

        for (var offset = 0; offset < buffer.Length; offset += 16)
        {
            yield return (buffer.Region, (buffer.Offset + offset) / 16);
        }
    }
}
