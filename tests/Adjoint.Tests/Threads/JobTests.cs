namespace Adjoint.Tests.Threads;

public class JobTests
{
    [Fact]
    public void Nobody_else_need_come()
    {
        var job = new Counting();
        job.Offer(null);
        job.Finish();
        Assert.Equal(1, job.Runs);
    }

    [Fact]
    public void It_is_done_once_however_many_come()
    {
        var job = new Counting();
        for (var offer = 1; offer <= 1000; offer++)
        {
            Workers.OfferAhead(job);
            Parallel.Invoke(job.TryRun, job.TryRun);
            job.Finish();
            Assert.Equal(offer, job.Runs);
        }
    }

    [Fact]
    public void A_worker_does_it_meanwhile()
    {
        if (Workers.Count == 0)
        {
            return; // One processor: there is nobody.
        }

        var job = new Counting();
        Workers.OfferAhead(job);
        Assert.True(SpinWait.SpinUntil(() => job.Runs == 1, TimeSpan.FromSeconds(30)));
        Assert.StartsWith("Adjoint worker", job.Thread);
        job.Finish();
        Assert.Equal(1, job.Runs);
    }

    [Fact]
    public void A_sleeping_worker_wakes_up()
    {
        if (Workers.Count == 0)
        {
            return;
        }

        var job = new Counting();
        for (var offer = 1; offer <= 3; offer++)
        {
            Thread.Sleep(20);
            Workers.OfferAhead(job);
            Assert.True(SpinWait.SpinUntil(() => job.Runs == offer, TimeSpan.FromSeconds(30)));
            job.Finish();
        }
    }

    [Fact]
    public void What_it_throws_reaches_who_needs_the_result_once()
    {
        var job = new Failing();
        Workers.OfferAhead(job);
        Assert.Equal("no such page", Assert.Throws<IOException>(job.Finish).Message);
        job.Finish();
    }

    private sealed class Counting : Job
    {
        private int _runs;

        public int Runs => Volatile.Read(ref _runs);

        public string? Thread { get; private set; }

        protected override void Run()
        {
            Thread = System.Threading.Thread.CurrentThread.Name;
            Interlocked.Increment(ref _runs);
        }
    }

    private sealed class Failing : Job
    {
        protected override void Run() => throw new IOException("no such page");
    }
}
