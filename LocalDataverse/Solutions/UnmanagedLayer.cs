namespace LocalDataverse.Solutions;

/// <summary>The one layer that everything belongs to which makers make or import unmanaged; its id is the same in every environment.</summary>
public static class UnmanagedLayer
{
    public const string Name = "Active";

    public static readonly Guid Id = new("fd140aae-4df4-11dd-bd17-0019b9312238");
}
