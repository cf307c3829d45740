using System.Runtime.CompilerServices;

namespace Adjoint.Tests.Threads;

public unsafe class ThreadTeamTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 16)]
    [InlineData(64, 64)]
    [InlineData(1000, 16)]
    [InlineData(1009, 1)]
    public void Parts_cover_everything_once_and_are_cut_at_whole_units(int length, int unit)
    {
        foreach (var parts in (int[])[1, 2, 3, 7])
        {
            nuint covered = 0;
            for (var part = 0; part < parts; part++)
            {
                Assert.Equal(covered, ThreadTeam.End((nuint)length, (nuint)unit, part - 1, parts));
                var end = ThreadTeam.End((nuint)length, (nuint)unit, part, parts);
                Assert.True(end >= covered);
                Assert.True(end == (nuint)length || end % (nuint)unit == 0);
                covered = end;
            }

            Assert.Equal((nuint)length, covered);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(2, 8)]
    [InlineData(9, 4)]
    [InlineData(9, 23)]
    public void Each_part_is_done_once(int threads, int parts)
    {
        var team = new ThreadTeam(threads);
        var done = new int[parts];
        for (var round = 1; round <= 200; round++)
        {
            team.Enter();
            Assert.Equal(threads, ThreadTeam.Size);
            fixed (int* first = done)
            {
                ThreadTeam.Run(&Count, first, parts);
            }

            team.Leave();
            Assert.All(done, times => Assert.Equal(round, times));
        }

        Assert.Equal(1, ThreadTeam.Size);
    }

    [Fact]
    public void Two_trainings_at_once_share_the_workers()
    {
        static void Work()
        {
            var team = new ThreadTeam(4);
            var done = stackalloc int[4];
            for (var round = 1; round <= 500; round++)
            {
                team.Enter();
                ThreadTeam.Run(&Count, done, 4);
                team.Leave();
                Assert.Equal([round, round, round, round], new ReadOnlySpan<int>(done, 4).ToArray());
            }
        }

        Parallel.Invoke(Work, Work, Work);
        // All were given back.
        var workers = new Worker[Workers.Count];
        var borrowed = Workers.Borrow(workers, out var count);
        Workers.Return(borrowed);
        Assert.InRange(count, 0, Workers.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_part_that_throws_leaves_no_other_at_work(int failing)
    {
        var team = new ThreadTeam(4);
        var done = stackalloc int[5];
        done[4] = failing;
        team.Enter();
        for (var round = 1; round <= 20; round++)
        {
            var thrown = false;
            try
            {
                ThreadTeam.Run(&CountOrFail, done, 4);
            }
            catch (InvalidOperationException)
            {
                thrown = true;
            }

            Assert.True(thrown);
            Assert.Equal(round, done[failing]);
            Assert.InRange(done[0] + done[1] + done[2] + done[3], round, 4 * round);
        }

        team.Leave();
        var ended = new ReadOnlySpan<int>(done, 4).ToArray();
        Thread.Sleep(5);
        Assert.Equal(ended, new ReadOnlySpan<int>(done, 4).ToArray());
    }

    [Fact]
    public void Without_a_team_this_thread_does_all()
    {
        var done = stackalloc int[3];
        ThreadTeam.Run(&CountHere, done, 3);
        Assert.Equal([1, 1, 1], new ReadOnlySpan<int>(done, 3).ToArray());
    }

    [Fact]
    public void A_thread_that_is_late_leaves_its_parts_to_the_others()
    {
        // Without workers, all shares but the first are late.
        var held = new Worker[Workers.Count];
        var borrowed = Workers.Borrow(held, out _);
        var team = new ThreadTeam(3);
        var done = stackalloc int[10];
        team.Enter();
        ThreadTeam.Run(&CountHere, done, 10);
        team.Leave();
        Workers.Return(borrowed);
        Assert.Equal(Enumerable.Repeat(1, 10), new ReadOnlySpan<int>(done, 10).ToArray());
    }

    [Fact]
    public void A_part_is_not_cut_again()
    {
        var team = new ThreadTeam(3);
        var sizes = stackalloc int[10];
        team.Enter();
        ThreadTeam.Run(&Measure, sizes, 10);
        Assert.Equal(3, ThreadTeam.Size);
        team.Leave();
        Assert.Equal(Enumerable.Repeat(1, 10), new ReadOnlySpan<int>(sizes, 10).ToArray());
    }

    private static void Measure(void* context, int part, int parts) => ((int*)context)[part] = ThreadTeam.Size;

    private static void CountHere(void* context, int part, int parts) => ((int*)context)[part]++;

    private static void Count(void* context, int part, int parts) => Interlocked.Increment(ref Unsafe.Add(ref Unsafe.AsRef<int>(context), part));

    private static void CountOrFail(void* context, int part, int parts)
    {
        Count(context, part, parts);
        if (part == ((int*)context)[4])
        {
            throw new InvalidOperationException();
        }
    }
}
