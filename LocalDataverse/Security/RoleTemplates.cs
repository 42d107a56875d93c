namespace LocalDataverse.Security;

/// <summary>Roles that every environment has. Solutions name them by the ids of their templates, since those are the same in all environments.</summary>
internal static class RoleTemplates
{
    private static readonly Dictionary<Guid, Guid> s_roles = new()
    {
        [new Guid("627090ff-40a3-4053-8790-584edc5be201")] = TablePrivileges.SystemAdministrator,
        [new Guid("119f245c-3cc8-4b62-b31c-d1a046ced15d")] = TablePrivileges.SystemCustomizer,
    };

    private static readonly Dictionary<Guid, Guid> s_templates = s_roles.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <param name="id">Of a role, as a solution names it.</param>
    /// <returns>The role's id here.</returns>
    public static Guid RoleOf(Guid id) => s_roles.GetValueOrDefault(id, id);

    /// <param name="role">The role's id here.</param>
    /// <returns>The id by which another environment knows it.</returns>
    public static Guid IdInSolutions(Guid role) => s_templates.GetValueOrDefault(role, role);
}
