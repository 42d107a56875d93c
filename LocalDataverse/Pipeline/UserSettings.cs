using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Every user has one row of settings, with the user's id; the platform makes it with the user.</summary>
internal static class UserSettings
{
    public static void CreateFor(RequestScope scope, Guid user, EntityReference? unit, RowAuthor author) => scope.Rows.Create(
        new Entity("usersettings", user) { ["businessunitid"] = unit, ["uilanguageid"] = Labels.English, ["localeid"] = Labels.English, ["timezonestandardname"] = "UTC" },
        author);
}
