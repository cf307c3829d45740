namespace Adjoint.Generator.Planning;

/// <summary>What holds of every plan: no step reads a value that another one has overwritten.</summary>
internal static class PlanVerifier
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? Verify(ExecutionPlan plan)
    {
        // For each float of the arena (by cache line), which buffer was written there last.
        var holder = new Dictionary<(Region Region, int Line), int>();
        var written = new HashSet<int>(plan.Steps.Select(step => step.Output));
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

        foreach (var step in plan.Steps)
        {
            foreach (var input in step.Inputs)
            {
                if (Lines(plan.Of(input)).Any(line => holder.TryGetValue(line, out var owner) && owner != input))
                {
                    return $"{step.Op.Name} → {plan.Of(step.Output).Name} reads '{plan.Of(input).Name}', which was overwritten";
                }
            }

            var output = plan.Of(step.Output);
            var size = output.Region == Region.PerSample ? plan.FloatsPerSample : plan.FixedFloats;
            if (output.Region is Region.PerSample or Region.Fixed && output.Offset + output.Length > size)
            {
                return $"'{output.Name}' ends past its region";
            }

            Hold(step.Output);
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
