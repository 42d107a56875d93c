namespace LocalDataverse.Solutions.Components;

/// <summary>Global choices.</summary>
internal sealed class ChoiceImporter : IComponentImporter
{
    public string Container => "optionsets";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "optionset"))
        {
            run.Import(ComponentType.Choice, element.Attributed("Name"), () =>
            {
                var choice = ChoiceReader.Read(element, isGlobal: true);
                run.PutChoice(choice);
                run.Include(ComponentType.Choice, choice.Name);
            });
        }
    }
}
