using LocalDataverse.Hosting;

namespace LocalDataverse.Tests.Hosting;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("local-dataverse-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public void A_path_that_is_none_is_refused(string path) =>
        Assert.Equal("--data takes the path of a folder.", Assert.Throws<StartupException>(() => DataDirectory.Open(path)).Message);

    [Fact]
    public void A_file_in_place_of_the_folder_is_refused_by_name()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.Contains(file, Assert.Throws<StartupException>(() => DataDirectory.Open(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_process_holds_the_folder_at_a_time()
    {
        using (DataDirectory.Open(_folder))
            Assert.Contains("in use by another", Assert.Throws<StartupException>(() => DataDirectory.Open(_folder)).Message, StringComparison.Ordinal);

        DataDirectory.Open(_folder).Dispose();
    }

    [Fact]
    public void A_reset_that_cannot_delete_the_environment_says_which_file()
    {
        Directory.CreateDirectory(Path.Combine(_folder, LocalDataverse.Storage.Database.FileName, "inside"));
        using var data = DataDirectory.Open(_folder);

        Assert.Contains(LocalDataverse.Storage.Database.FileName, Assert.Throws<StartupException>(data.Reset).Message, StringComparison.Ordinal);
    }
}
