namespace LocalDataverse.Solutions.Components;

/// <summary>Turns one kind of component of customizations.xml into metadata or rows.</summary>
internal interface IComponentImporter
{
    /// <summary>The child of ImportExportXml that it reads.</summary>
    string Container { get; }

    void Import(ImportRun run);
}
