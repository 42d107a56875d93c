using System.Reflection;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Sdk;

/// <summary>surface.txt: the original's public members of the types declared in Sdk/, from package 9.0.2.56.</summary>
public class SdkSurfaceTests
{
    private static readonly Assembly Contracts = typeof(Entity).Assembly;

    [Fact]
    public void Every_declared_member_exists_in_the_original_with_the_same_signature_and_value()
    {
        var declared = PublicSurface.Of(Contracts).ToArray();

        Assert.True(declared.Length > 400, "The contract assembly declares hardly anything; is it the right one?");
        Assert.Empty(SurfaceComparer.NotInOriginal(declared, Original()));
    }

    [Fact]
    public void The_assembly_has_the_identity_of_the_original()
    {
        var name = Contracts.GetName();

        Assert.Equal("Microsoft.Xrm.Sdk", name.Name);
        Assert.Equal(new Version(9, 0, 0, 0), name.Version);
        Assert.Equal("31bf3856ad364e35", Convert.ToHexStringLower(name.GetPublicKeyToken()!));
    }

    [Theory]
    [InlineData("Microsoft.Xrm.Sdk.Money | method | System.Decimal Round()", "a member the original lacks")]
    [InlineData("Microsoft.Xrm.Sdk.Money | property | System.Double Value { get; set; }", "another type")]
    [InlineData("Microsoft.Xrm.Sdk.AliasedValue | property | System.Object Value { get; set; }", "a setter the original lacks")]
    [InlineData("Microsoft.Xrm.Sdk.Query.JoinOperator | enum | LeftOuter = 2", "another value")]
    [InlineData("Microsoft.Xrm.Sdk.Money | type | class", "not sealed")]
    [InlineData("Microsoft.Xrm.Sdk.Money | type | sealed class implements System.IDisposable", "an interface the original lacks")]
    [InlineData("Microsoft.Xrm.Sdk.Currency | type | sealed class", "a type the original lacks")]
    public void The_comparer_finds(string wrong, string why)
    {
        Assert.True(SurfaceComparer.NotInOriginal([wrong], Original()) is [var found] && found == wrong, why);
    }

    [Fact]
    public void Reflection_finds_every_kind_of_member()
    {
        Assert.Equal(
            [
                "CaseTime.Plugins.Tests.Sdk.Specimen | type | abstract class",
                "CaseTime.Plugins.Tests.Sdk.Specimen | ctor | protected (System.Int32)",
                "CaseTime.Plugins.Tests.Sdk.Specimen | method | System.Boolean Find<T>(System.String, T&)",
                "CaseTime.Plugins.Tests.Sdk.Specimen | property | System.String Item[params System.Int32[]] { get; }",
                "CaseTime.Plugins.Tests.Sdk.Specimen | field | static System.Nullable<System.Int32> Count",
            ],
            PublicSurface.Of(typeof(Specimen)));
    }

    private static string[] Original()
    {
        using var stream = typeof(SdkSurfaceTests).Assembly.GetManifestResourceStream("Sdk.surface.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

/// <summary>Something to reflect on; what is private must not be found.</summary>
public abstract class Specimen
{
#pragma warning disable CA2211, CA1051 // A public static field is what reflection has to find here.
    public static int? Count;
#pragma warning restore CA2211, CA1051

    protected Specimen(int size) => Size = size;

    internal int Size { get; }

    public string this[params int[] places] => string.Join('.', places);

    public bool Find<T>(string name, out T? value)
    {
        value = default;
        return name.Length == Size;
    }
}
