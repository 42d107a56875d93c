using CaseTime.EndToEnd.Newcomer;
using CaseTime.EndToEnd.Running;
using CaseTime.Screenshots;
using LocalDataverse.Hosting;

var clone = CloneBuild.Find() ?? throw new InvalidOperationException("The pictures are taken from a clone.");
var folder = Directory.CreateDirectory(Path.Combine(clone.Root, "docs", "images")).FullName;
var run = new EndToEndRun();
await run.InitializeAsync();
try
{
    await using var environment = await run.Template.StartCopyAsync();
    await new Pictures(run.Browser.Browser, environment, folder).TakeAllAsync();
    await using var bare = await run.Template.StartWithoutSolutionAsync();
    var pictures = new Pictures(run.Browser.Browser, bare, folder);
    await new Walk(bare, pictures.OpenAsync, run.Template.ManagedZip, pictures.TakeStillAsync).AllAsync();
}
finally
{
    await run.DisposeAsync();
}
