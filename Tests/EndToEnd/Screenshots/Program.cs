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
}
finally
{
    await run.DisposeAsync();
}
