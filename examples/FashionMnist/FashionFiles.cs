namespace FashionMnist;

/// <summary>The four files of Fashion-MNIST, gzipped or not, and how to get them.</summary>
internal sealed class FashionFiles(string folder)
{
    /// <summary>Where Debian's package dataset-fashion-mnist puts them.</summary>
    private const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    public const string HowToGet = """
        Fashion-MNIST was not found: 60,000 + 10,000 images in four files, 30 MB.

          Debian, Ubuntu:  sudo apt install dataset-fashion-mnist
          anywhere else:   download train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and
                           t10k-labels-idx1-ubyte.gz as https://github.com/zalandoresearch/fashion-mnist says, into one folder, then
                           dotnet run -c Release --project examples/FashionMnist -- --data FOLDER
        """;

    public string TrainImages => Find("train-images-idx3-ubyte");

    public string TrainLabels => Find("train-labels-idx1-ubyte");

    public string TestImages => Find("t10k-images-idx3-ubyte");

    public string TestLabels => Find("t10k-labels-idx1-ubyte");

    /// <summary>The files in the folder that the user named, or where Debian puts them; null if they are not all there.</summary>
    public static FashionFiles? Locate(string[] arguments)
    {
        var option = Array.IndexOf(arguments, "--data");
        var files = new FashionFiles(option >= 0 && option + 1 < arguments.Length ? arguments[option + 1] : DebianFolder);
        return new[] { files.TrainImages, files.TrainLabels, files.TestImages, files.TestLabels }.All(File.Exists) ? files : null;
    }

    private string Find(string name)
    {
        var plain = Path.Combine(folder, name);
        return File.Exists(plain) ? plain : plain + ".gz";
    }
}
