using FashionMnist;

namespace Adjoint.Benchmarks;

/// <summary>How long an iteration waits for its batch: on one thread it gathers it itself, on more the next one is made meanwhile.</summary>
internal static class WaitingTime
{
    public static int Run()
    {
        if (FashionFiles.Locate([]) is not { } files)
        {
            Console.WriteLine(FashionFiles.HowToGet);
            return 1;
        }

        var images = Dataset.FromIdx<Garment>(files.TrainImages, files.TrainLabels);
        var mirrored = Augmentation.Images(28, 28).FlipHorizontally();
        Console.WriteLine("batch  threads       rows  us an iteration  of which it waits");
        for (var turn = 0; turn < 2; turn++)
        {
            foreach (var batchSize in (int[])[32, 64, 256])
            {
                Print(images, batchSize, threads: 1, augmentation: null);
                Print(images, batchSize, threads: 0, augmentation: null);
                Print(images, batchSize, threads: 0, mirrored);
            }
        }

        return 0;
    }

    private static void Print(Dataset<Garment> images, int batchSize, int threads, Augmentation? augmentation)
    {
        var options = new TrainingOptions<Garment> { Epochs = 3, BatchSize = batchSize, Threads = threads, Augmentation = augmentation };
        var profile = new ProfiledGarments(1).Fit(images, options).Profile!;
        var (all, waiting) = (profile.Total.TotalMicroseconds / profile.Iterations, profile.Gather.TotalMicroseconds / profile.Iterations);
        Console.WriteLine($"{batchSize,5}  {(threads == 0 ? "as pay off" : threads),10}  {(augmentation is null ? "as are" : "mirrored"),8}  {all,15:F1}  {waiting,9:F2}, {waiting / all:P2}");
    }
}
