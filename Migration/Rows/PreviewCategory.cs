namespace CaseTime.Migration.Rows;

/// <summary>msdyn_category.</summary>
internal enum PreviewCategory
{
    Manual = 100000000,
    Automatic = 100000001,
    Final = 100000002,
}
