using Adjoint.Generator.Planning;

namespace Adjoint.Generator.Tests.Planning;

public class RegionAllocatorTests
{
    private readonly RegionAllocator _region = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    [InlineData(2_147_483_000, 2_147_483_008)]
    public void Lengths_are_whole_cache_lines(int length, int aligned) => Assert.Equal(aligned, RegionAllocator.Align(length));

    [Fact]
    public void What_fits_no_int_overflows_loudly()
    {
        Assert.Throws<OverflowException>(() => RegionAllocator.Align(int.MaxValue));
        _region.Allocate(2_000_000_000);
        Assert.Throws<OverflowException>(() => _region.Allocate(2_000_000_000));
    }

    [Fact]
    public void Blocks_lie_one_behind_the_other()
    {
        Assert.Equal([0, 16, 48], new[] { 10, 20, 1 }.Select(_region.Allocate));
        Assert.Equal(64, _region.Size);
    }

    [Fact]
    public void A_freed_block_is_used_again()
    {
        _region.Allocate(16);
        var middle = _region.Allocate(16);
        _region.Allocate(16);
        _region.Free(middle, 16);
        Assert.Equal(middle, _region.Allocate(5));
        Assert.Equal(48, _region.Size);
    }

    [Fact]
    public void The_smallest_that_fits_is_taken()
    {
        var large = _region.Allocate(64);
        _region.Allocate(16);
        var small = _region.Allocate(32);
        _region.Allocate(16);
        _region.Free(large, 64);
        _region.Free(small, 32);
        Assert.Equal(small, _region.Allocate(20));
        Assert.Equal(large, _region.Allocate(20));
        Assert.Equal(large + 32, _region.Allocate(32));
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public void Free_neighbours_join(params int[] order)
    {
        var blocks = new[] { 16, 32, 48 }.Select(length => (Offset: _region.Allocate(length), Length: length)).ToArray();
        foreach (var index in order)
        {
            _region.Free(blocks[index].Offset, blocks[index].Length);
        }

        Assert.Equal(0, _region.Allocate(96));
        Assert.Equal(96, _region.Size);
    }

    [Fact]
    public void A_free_end_grows()
    {
        _region.Allocate(16);
        _region.Free(_region.Allocate(16), 16);
        Assert.Equal(16, _region.Allocate(48));
        Assert.Equal(64, _region.Size);
        Assert.Equal(64, _region.Allocate(1));
    }

    [Fact]
    public void Random_blocks_never_overlap()
    {
        var random = new Random(7);
        var live = new List<(int Offset, int Length)>();
        for (var i = 0; i < 3000; i++)
        {
            if (live.Count > 20 || (live.Count > 0 && random.Next(3) == 0))
            {
                var index = random.Next(live.Count);
                _region.Free(live[index].Offset, live[index].Length);
                live.RemoveAt(index);
                continue;
            }

            var length = random.Next(1, 200);
            var offset = _region.Allocate(length);
            Assert.Equal(0, offset % 16);
            Assert.All(live, other => Assert.True(offset >= other.Offset + other.Length || other.Offset >= offset + length));
            Assert.True(offset + length <= _region.Size);
            live.Add((offset, length));
        }
    }
}
