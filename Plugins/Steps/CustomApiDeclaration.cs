using System;
using System.Collections.Generic;
using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>The types of values that these custom APIs take and answer, as customapirequestparameter.type numbers them.</summary>
public enum CustomApiType
{
    Boolean = 0,
    DateTime = 1,
    Integer = 7,
    String = 10,
}

/// <summary>A request parameter or response property.</summary>
public sealed class CustomApiValue
{
    internal CustomApiValue(string name, CustomApiType type, bool isOptional = false)
    {
        Name = name;
        Type = type;
        IsOptional = isOptional;
    }

    public string Name { get; }

    public CustomApiType Type { get; }

    /// <summary>Request parameters only: whether a caller may leave it out.</summary>
    public bool IsOptional { get; }
}

/// <summary>A message bound to a case, that a class of this assembly answers.</summary>
public sealed class CustomApiDeclaration
{
    internal CustomApiDeclaration(Type handler, string name, bool isFunction, IReadOnlyList<CustomApiValue> parameters, IReadOnlyList<CustomApiValue> properties)
    {
        Step = new StepDeclaration(handler, name, Tables.Case, StepDeclaration.MainOperation, StepDeclaration.Synchronous);
        IsFunction = isFunction;
        Parameters = parameters;
        Properties = properties;
    }

    /// <summary>Class, message, bound table and stage.</summary>
    public StepDeclaration Step { get; }

    /// <summary>Called by GET; otherwise an action, called by POST.</summary>
    public bool IsFunction { get; }

    public IReadOnlyList<CustomApiValue> Parameters { get; }

    public IReadOnlyList<CustomApiValue> Properties { get; }
}
