using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Pipeline;

public sealed class ImageTests : IDisposable
{
    private readonly TestEnvironment _environment = new();
    private readonly List<Entity> _images = [];

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void An_updates_images_show_the_row_before_and_after_with_their_columns_only()
    {
        var account = _environment.CreateAccount("Before");
        _environment.On("Update", "account", 40, services => _images.AddRange([services.Context().PreEntityImages["pre"], services.Context().PostEntityImages["post"]]),
            step => step with { Images = [new StepImage("pre", IsPre: true, ["name"]), new StepImage("post", IsPre: false, ["name", "telephone1"])] });

        _environment.Service.Update(new Entity("account", account.Id) { ["name"] = "After", ["telephone1"] = "1" });

        Assert.Equal(["name"], _images[0].Attributes.Keys);
        Assert.Equal("Before", _images[0]["name"]);
        Assert.Equal("After", _images[1]["name"]);
        Assert.Equal("1", _images[1]["telephone1"]);
        Assert.Equal(account.Id, _images[1].Id);
    }

    [Fact]
    public void A_deletes_pre_image_shows_the_row_that_goes()
    {
        var account = _environment.CreateAccount("Gone");
        _environment.On("Delete", "account", 40, services => _images.Add(services.Context().PreEntityImages["pre"]), step => step with { Images = [new StepImage("pre", IsPre: true)] });

        _environment.Service.Delete("account", account.Id);

        Assert.Equal("Gone", Assert.Single(_images)["name"]);
    }

    [Fact]
    public void A_create_has_no_pre_image()
    {
        var count = -1;
        _environment.On("Create", "account", 40, services => count = services.Context().PreEntityImages.Count, step => step with { Images = [new StepImage("pre", IsPre: true)] });

        _environment.CreateAccount();

        Assert.Equal(0, count);
    }

    [Fact]
    public void A_pre_image_is_not_changed_by_what_a_plugin_does_to_it()
    {
        var account = _environment.CreateAccount("Kept");
        var images = new StepImage("pre", IsPre: true, ["name"]);
        _environment.On("Update", "account", 20, services => services.Context().PreEntityImages["pre"]["name"] = "spoilt", step => step with { Images = [images] });
        _environment.On("Update", "account", 40, services => _images.Add(services.Context().PreEntityImages["pre"]), step => step with { Images = [images] });

        _environment.Service.Update(new Entity("account", account.Id) { ["telephone1"] = "1" });

        Assert.Equal("Kept", Assert.Single(_images)["name"]);
    }
}
