using System.IO.Compression;

namespace CaseTime.Benchmarks;

/// <summary>Sizes of what is shipped, in bytes.</summary>
internal static class Sizes
{
    public static void Print()
    {
        Console.WriteLine("| file | bytes | gzip |");
        Console.WriteLine("|---|---|---|");
        string[] files =
        [
            Repository.Artifact("control", "bundle.js"),
            Repository.Artifact("webresources", "casetime_", "scripts", "handlingtime.js"),
            Repository.Artifact("webresources", "casetime_", "scripts", "tracking.js"),
            Repository.Artifact("CaseTime_managed.zip"),
            Repository.Artifact("CaseTime_unmanaged.zip"),
        ];
        foreach (var path in files)
        {
            var bytes = File.ReadAllBytes(path);
            Console.WriteLine($"| {Path.GetFileName(path)} | {bytes.Length} | {(path.EndsWith(".zip", StringComparison.Ordinal) ? "" : Gzipped(bytes))} |");
        }
    }

    private static long Gzipped(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(bytes);
        return compressed.Length;
    }
}
