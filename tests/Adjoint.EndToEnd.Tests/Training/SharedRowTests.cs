namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>Rows that are trained on and validate.</summary>
public class SharedRowTests
{
    private static readonly Dataset<Side> Data = Sets.Points(60);

    [Fact]
    public void AreWarnedOf()
    {
        var (train, validation) = Data.SplitInOrder(40.Rows(), 20.Rows());
        Assert.Empty(new Sides().Train(train, new() { Validation = validation }).Warnings);
        Assert.Empty(new Sides().Train(Data).Warnings);

        var warning = Assert.Single(new Sides().Train(Data, new() { Validation = validation }).Warnings);
        Assert.StartsWith("20 of the 20 rows of the validation set are in the training set too, as row 0 is row 40 of it", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void TheResultAndADryRunSayItToo()
    {
        var options = new TrainingOptions<Side> { Epochs = 1, Validation = Sets.Points(10) };
        Assert.StartsWith("10 of the 10 rows", Assert.Single(new Sides().DryRun(Data, options).Warnings), StringComparison.Ordinal);
        Assert.StartsWith("10 of the 10 rows", Assert.Single(new Sides().Fit(Data, options).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void AreWarnedOfAgainWhereATrainingIsResumed()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var options = new TrainingOptions<Side> { Epochs = 1, Validation = Sets.Points(10) };
            new Sides().Train(Data, options).SaveCheckpoint(path);
            Assert.Single(new Sides().Resume(Data, path, options).Warnings);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
