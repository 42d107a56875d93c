using System;
using CaseTime.Plugins.Rules;
using CaseTime.Plugins.Steps;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>
/// The one shape of every step: trace in, find the declared step, run it, rethrow a refusal bare, trace and wrap the rest in a sentence
/// that gives nothing away, trace out. The platform uses one instance for several calls at once, so it keeps nothing.
/// </summary>
public abstract class PluginBase : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        var tracing = Service<ITracingService>(serviceProvider);
        var context = Service<IPluginExecutionContext>(serviceProvider);
        var name = GetType().Name;
        tracing.Trace(
            "{0} begins: {1} of {2}, stage {3}, mode {4}, depth {5}",
            name, context.MessageName, context.PrimaryEntityName, context.Stage, context.Mode, context.Depth);
        try
        {
            StepDeclarations.Find(GetType(), context.MessageName, context.PrimaryEntityName, context.Stage, context.Mode);
            Run(new StepContext(context, Service<IOrganizationServiceFactory>(serviceProvider)));
        }
        catch (InvalidPluginExecutionException refusal)
        {
            tracing.Trace("{0} refuses: {1}", name, refusal.Message);
            throw;
        }
        catch (Exception failure) when (PlatformFault.CodeOf(failure) == PlatformFault.PrivilegeDenied)
        {
            // In English: the call that failed has ended the transaction, so the caller's language can't be asked for any more.
            tracing.Trace("{0} lacks a privilege: {1}", name, failure);
            throw new InvalidPluginExecutionException(
                OperationStatus.Failed, PlatformFault.PrivilegeDenied, Sentences.In(Sentences.English).Text("noprivilege"), PluginHttpStatusCode.Forbidden);
        }
        catch (Exception failure)
        {
            tracing.Trace("{0} fails: {1}", name, failure);
            throw new InvalidPluginExecutionException(Sentences.In(Sentences.English).Text("unexpected", context.CorrelationId));
        }
        finally
        {
            tracing.Trace("{0} ends", name);
        }
    }

    /// <exception cref="InvalidPluginExecutionException">A rule refuses.</exception>
    protected abstract void Run(StepContext context);

    private static T Service<T>(IServiceProvider services) => (T)(services.GetService(typeof(T))
        ?? throw new InvalidPluginExecutionException("The host offers no " + typeof(T).Name + "."));
}
