using System.Text.Json;
using System.Text.RegularExpressions;
using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.WebApi;

/// <summary>Many-to-many relationships over HTTP, by the one that everybody needs: roles of users.</summary>
public sealed class ManyToManyTests(WebApiServer server) : IClassFixture<WebApiServer>
{
    private const string Roles = "systemuserroles_association";

    private static Guid Role(string name) => NameBasedGuid.Of("role", name);

    private Guid User(string name, params string[] roles) => server.Environment.CreateUser(name, null, roles).UserId;

    private async Task<IEnumerable<string>> RolesOf(Guid user) => Names(await server.Get($"systemusers({user})/{Roles}?$select=name&$orderby=name"));

    private static IEnumerable<string> Names(Answer answer) => answer.Rows.Select(row => row.GetProperty("name").GetString()!);

    private static string Reference(string address) => JsonSerializer.Serialize(new Dictionary<string, string> { ["@odata.id"] = address });

    private Task<Answer> Delete(string url) => server.Send(TestEnvironment.AdministratorName, "DELETE", url);

    [Fact]
    public void Every_intersect_table_is_a_collection_on_both_of_its_tables()
    {
        var catalog = server.Environment.Organization.Metadata;
        var model = EdmModelBuilder.Build(catalog);

        Assert.Equal(catalog.Tables.Values.Count(table => table.IntersectRelationship is not null), catalog.ManyToMany.Count);
        Assert.Contains(Roles, catalog.ManyToMany.Keys);
        Assert.All(catalog.ManyToMany.Values, relationship =>
        {
            var (first, second) = (relationship.First.Targets[0], relationship.Second.Targets[0]);
            Assert.Equal(second, model.FindNavigation(catalog.Table(first), relationship.SchemaName)?.Target?.LogicalName);
            Assert.Equal(first, model.FindNavigation(catalog.Table(second), relationship.SchemaName)?.Target?.LogicalName);
        });
    }

    [Fact]
    public async Task Metadata_and_definitions_tell_of_it()
    {
        var document = (await server.Get("$metadata")).Text;
        var relationships = await server.Get("EntityDefinitions(LogicalName='role')?$select=LogicalName&$expand=ManyToManyRelationships($filter=SchemaName eq 'systemuserroles_association')");
        var intersect = await server.Get("EntityDefinitions(LogicalName='systemuserroles')?$select=IsIntersect");

        Assert.Matches("""<NavigationProperty Name="systemuserroles_association" Type="Collection\((mscrm|Microsoft\.Dynamics\.CRM)\.role\)" Partner="systemuserroles_association" />""", document);
        var definition = Assert.Single(relationships.Json.GetProperty("ManyToManyRelationships").EnumerateArray());
        Assert.Equal(("systemuserroles", "systemuser", "role", Roles), (definition.GetProperty("IntersectEntityName").GetString(), definition.GetProperty("Entity1LogicalName").GetString(),
            definition.GetProperty("Entity2LogicalName").GetString(), definition.GetProperty("Entity2NavigationPropertyName").GetString()));
        Assert.True(intersect.Json.GetProperty("IsIntersect").GetBoolean());
    }

    [Fact]
    public async Task The_rows_are_selected_filtered_ordered_counted_and_paged()
    {
        var user = User("read", "CSR Manager", "Basic User", "System Customizer");
        User("someone else", "Customer Service Representative");

        var filtered = await server.Get($"systemusers({user})/{Roles}?$select=name&$filter=contains(name,'s') and name ne 'Basic User'&$orderby=name desc&$count=true");
        var count = await server.Get($"systemusers({user})/{Roles}/$count");
        var counted = await server.Get($"systemusers({user})/{Roles}/$count?$filter=startswith(name,'CSR')");
        var references = await server.Get($"systemusers({user})/{Roles}/$ref");
        var names = new List<string>();
        for (var url = $"systemusers({user})/{Roles}?$select=name&$orderby=name"; url is not null;)
        {
            var page = await server.Get(url, ("Prefer", "odata.maxpagesize=2"));
            names.AddRange(Names(page));
            url = page.Json.TryGetProperty("@odata.nextLink", out var next) ? next.GetString() : null;
        }

        Assert.Equal(["System Customizer", "CSR Manager"], Names(filtered));
        Assert.Equal(2, filtered.Json.GetProperty("@odata.count").GetInt32());
        Assert.Equal(("3", "1"), (count.Text, counted.Text));
        Assert.Equal(3, references.Rows.Count);
        Assert.Contains(references.Rows, row => row.GetProperty("@odata.id").GetString()!.EndsWith($"roles({Role("CSR Manager")})", StringComparison.Ordinal));
        Assert.Equal(["Basic User", "CSR Manager", "System Customizer"], names);
    }

    [Fact]
    public async Task It_is_read_from_the_other_side_too()
    {
        var role = (await server.Post("roles", $$"""{"name":"Both sides","businessunitid@odata.bind":"/businessunits({{server.Environment.RootUnit}})"}""")).EntityId;
        var user = User("other side");
        Assert.Equal(204, (await server.Post($"roles({role})/{Roles}/$ref", Reference($"systemusers({user})"))).Status);

        var users = await server.Get($"roles({role})/{Roles}?$select=domainname");

        Assert.Equal("other side@example.test", Assert.Single(users.Rows).GetProperty("domainname").GetString());
        Assert.Equal(["Both sides"], await RolesOf(user));
    }

    [Fact]
    public async Task A_collection_is_expanded_on_one_row_and_on_many()
    {
        var (first, second, third) = (User("expand 1", "CSR Manager", "Basic User"), User("expand 2", "CSR Manager"), User("expand 3"));

        var one = await server.Get($"systemusers({first})?$select=domainname&$expand={Roles}($select=name;$orderby=name desc)");
        var top = await server.Get($"systemusers({first})?$select=domainname&$expand={Roles}($select=name;$orderby=name;$top=1;$count=true)");
        var many = await server.Get($"systemusers?$select=domainname&$filter=startswith(domainname,'expand ')&$orderby=domainname&$expand={Roles}($select=name;$filter=name eq 'CSR Manager')");
        var all = await server.Get($"systemusers({second})?$expand={Roles}");
        var references = await server.Get($"systemusers({first})?$select=domainname&$expand={Roles}/$ref");

        IEnumerable<string> Expanded(JsonElement row) => row.GetProperty(Roles).EnumerateArray().Select(role => role.GetProperty("name").GetString()!);
        Assert.Equal(["CSR Manager", "Basic User"], Expanded(one.Json));
        Assert.Equal(["Basic User"], Expanded(top.Json));
        Assert.Equal([(first, "CSR Manager"), (second, "CSR Manager"), (third, "")], many.Rows.Select(row => (row.GetProperty("systemuserid").GetGuid(), string.Join(',', Expanded(row)))));
        Assert.Equal(Role("CSR Manager"), all.Json.GetProperty(Roles)[0].GetProperty("roleid").GetGuid());
        Assert.Equal(2, references.Json.GetProperty(Roles).GetArrayLength());
        // What tells the rows apart is nobody's column.
        Assert.Equal(["@odata.etag", "name", "roleid"], one.Json.GetProperty(Roles)[0].EnumerateObject().Select(property => property.Name).Order());
    }

    [Fact]
    public async Task Rows_are_found_by_any_and_all_of_the_collection()
    {
        User("lambda both", "CSR Manager", "Basic User");
        User("lambda one", "Basic User");
        User("lambda none");

        async Task<string> Found(string filter) => string.Join(", ", (await server.Get($"systemusers?$select=domainname&$filter=startswith(domainname,'lambda ') and {filter}&$orderby=domainname"))
            .Rows.Select(row => row.GetProperty("domainname").GetString()!.Split('@')[0][7..]));

        Assert.Equal("both", await Found($"{Roles}/any(r:r/name eq 'CSR Manager')"));
        Assert.Equal("both, one", await Found($"{Roles}/any(r:contains(r/name,'a'))"));
        Assert.Equal("both, one", await Found($"{Roles}/any()"));
        Assert.Equal("none, one", await Found($"not {Roles}/any(r:r/name eq 'CSR Manager')"));
        Assert.Equal("none, one", await Found($"{Roles}/all(r:r/name eq 'Basic User')"));
        Assert.Equal("CSR Manager", Assert.Single(Names(await server.Get($"roles?$select=name&$filter={Roles}/any(u:u/domainname eq 'lambda both@example.test') and name ne 'Basic User'"))));
    }

    [Fact]
    public async Task A_reference_is_added_and_taken_out_in_each_way_that_Dataverse_knows()
    {
        var user = User("writes");

        var given = await server.Post($"systemusers({user})/{Roles}/$ref", Reference($"roles({Role("Basic User")})"));
        var root = (await server.Get($"systemusers({user})/{Roles}/$ref")).Rows[0].GetProperty("@odata.id").GetString()!.Split("roles(")[0];
        var absolute = await server.Post($"systemusers({user})/{Roles}/$ref", Reference($"{root}roles({Role("CSR Manager")})"));
        Assert.Equal((204, 204), (given.Status, absolute.Status));
        Assert.Equal(["Basic User", "CSR Manager"], await RolesOf(user));

        var byKey = await Delete($"systemusers({user})/{Roles}({Role("Basic User")})/$ref");
        Assert.Equal(204, byKey.Status);
        Assert.Equal(["CSR Manager"], await RolesOf(user));
        var byAddress = await Delete($"systemusers({user})/{Roles}/$ref?$id={root}roles({Role("CSR Manager")})");
        Assert.Equal(204, byAddress.Status);
        Assert.Empty(await RolesOf(user));

        await server.Post($"systemusers({user})/{Roles}/$ref", Reference($"roles({Role("CSR Manager")})"));
        Assert.Equal(204, (await Delete($"roles({Role("CSR Manager")})/{Roles}({user})/$ref")).Status);
        Assert.Empty(await RolesOf(user));
    }

    [Fact]
    public async Task A_pair_that_is_there_is_a_duplicate_and_one_that_is_not_is_gone_already()
    {
        var user = User("pairs", "CSR Manager");

        var again = await server.Post($"systemusers({user})/{Roles}/$ref", Reference($"roles({Role("CSR Manager")})"));
        var absent = await Delete($"systemusers({user})/{Roles}({Role("Basic User")})/$ref");

        Assert.Equal((412, "0x80040237"), again.Error);
        Assert.Equal(204, absent.Status);
        Assert.Equal(["CSR Manager"], await RolesOf(user));
    }

    [Fact]
    public async Task Rows_that_are_missing_or_of_another_table_are_told()
    {
        var user = User("wrong");

        var unknownRole = await server.Post($"systemusers({user})/{Roles}/$ref", Reference($"roles({Guid.NewGuid()})"));
        var unknownUser = await server.Post($"systemusers({Guid.NewGuid()})/{Roles}/$ref", Reference($"roles({Role("Basic User")})"));
        var unknownParent = await server.Get($"systemusers({Guid.NewGuid()})/{Roles}");
        var takenFromNobody = await Delete($"systemusers({Guid.NewGuid()})/{Roles}({Role("Basic User")})/$ref");
        var otherTable = await server.Post($"systemusers({user})/{Roles}/$ref", Reference($"accounts({Guid.NewGuid()})"));
        var noAddress = await server.Post($"systemusers({user})/{Roles}/$ref", "{}");
        var put = await server.Send(TestEnvironment.AdministratorName, "PUT", $"systemusers({user})/{Roles}/$ref", Reference($"roles({Role("Basic User")})"));
        var bound = await server.Patch($"systemusers({user})", $$"""{"{{Roles}}@odata.bind":["/roles({{Role("Basic User")}})"]}""");

        Assert.Equal([(404, "0x80040217"), (404, "0x80040217"), (404, "0x80040217"), (404, "0x80040217")], new[] { unknownRole, unknownUser, unknownParent, takenFromNobody }.Select(answer => answer.Error));
        Assert.Equal((400, 400, 405, 501), (otherTable.Status, noAddress.Status, put.Status, bound.Status));
        Assert.Contains("role, not of account", otherTable.Message, StringComparison.Ordinal);
        Assert.Contains($"{Roles}/$ref", bound.Message, StringComparison.Ordinal);
        Assert.Empty(await RolesOf(user));
    }

    [Fact]
    public async Task A_change_set_gives_roles_to_the_user_it_creates()
    {
        string Part(string method, string url, string body, int id) => $"--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {id}\r\n\r\n{method} {url} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{body}\r\n";
        var unit = server.Environment.RootUnit;
        Task<Answer> Send(string name, params string[] gifts) => server.Send(TestEnvironment.AdministratorName, "POST", "$batch",
            "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
                + Part("POST", "systemusers", $$"""{"domainname":"{{name}}@example.test","firstname":"A","lastname":"B","businessunitid@odata.bind":"/businessunits({{unit}})"}""", 1)
                + string.Concat(gifts.Select((gift, index) => Part("POST", $"$1/{Roles}/$ref", Reference($"roles({gift})"), index + 2))) + "--c--\r\n\r\n--b--\r\n",
            ("Content-Type", "multipart/mixed; boundary=b"));

        var made = await Send("batched", Role("Basic User").ToString(), Role("CSR Manager").ToString());
        var refused = await Send("unbatched", Role("Basic User").ToString(), Guid.NewGuid().ToString());
        var rows = (await server.Get($"systemusers?$select=domainname&$filter=contains(domainname,'batched')&$expand={Roles}($select=name;$orderby=name)")).Rows;

        Assert.Equal(["204", "204", "204"], Regex.Matches(made.Text, @"HTTP/1\.1 (\d+)").Select(match => match.Groups[1].Value));
        Assert.Equal(["Basic User", "CSR Manager"], Assert.Single(rows).GetProperty(Roles).EnumerateArray().Select(role => role.GetProperty("name").GetString()!));
        Assert.Contains("HTTP/1.1 404", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_is_created_into_the_collection()
    {
        var user = User("creates");
        var unit = $"/businessunits({server.Environment.RootUnit})";

        var posted = await server.Post($"systemusers({user})/{Roles}", $$"""{"name":"Posted into","businessunitid@odata.bind":"{{unit}}"}""");
        var deep = await server.Post("teams", $$"""{"name":"Deep team","businessunitid@odata.bind":"{{unit}}","teamroles_association":[{"name":"Deep role","businessunitid@odata.bind":"{{unit}}"}]}""");

        Assert.Equal(204, posted.Status);
        Assert.Equal(["Posted into"], await RolesOf(user));
        Assert.Equal(["Deep role"], Names(await server.Get($"teams({deep.EntityId})/teamroles_association?$select=name")));
    }

    [Fact]
    public async Task A_role_given_or_taken_works_from_the_next_request_on()
    {
        var user = User("prompt");
        Assert.Equal(403, (await server.Send("prompt", "GET", "accounts?$top=1")).Status);

        await server.Post($"systemusers({user})/{Roles}/$ref", Reference($"roles({Role("CSR Manager")})"));
        Assert.Equal(200, (await server.Send("prompt", "GET", "accounts?$top=1")).Status);

        await Delete($"systemusers({user})/{Roles}({Role("CSR Manager")})/$ref");
        Assert.Equal(403, (await server.Send("prompt", "GET", "accounts?$top=1")).Status);
    }

    [Fact]
    public async Task Associate_and_Disassociate_run_their_steps()
    {
        var user = User("steps");
        var seen = new List<string>();
        foreach (var message in new[] { "Associate", "Disassociate" })
        {
            server.Environment.On(message, "systemuser", 40, services =>
            {
                var input = services.Context().InputParameters;
                if (((EntityReference)input["Target"]!).Id == user)
                    seen.Add($"{message} {((Relationship)input["Relationship"]!).SchemaName} {((EntityReferenceCollection)input["RelatedEntities"]!).Single().LogicalName}");
            });
        }

        await server.Post($"systemusers({user})/{Roles}/$ref", Reference($"roles({Role("Basic User")})"));
        await Delete($"systemusers({user})/{Roles}({Role("Basic User")})/$ref");

        Assert.Equal([$"Associate {Roles} role", $"Disassociate {Roles} role"], seen);
    }

    [Fact]
    public async Task The_pairs_themselves_are_not_written()
    {
        var user = User("direct", "Basic User");
        var pair = Assert.Single((await server.Get($"systemuserrolescollection?$filter=_systemuserid_value eq {user}")).Rows).GetProperty("systemuserroleid").GetGuid();

        var created = await server.Post("systemuserrolescollection", $$"""{"systemuserid@odata.bind":"/systemusers({{user}})","roleid@odata.bind":"/roles({{Role("CSR Manager")}})"}""");
        var changed = await server.Patch($"systemuserrolescollection({pair})", $$"""{"roleid@odata.bind":"/roles({{Role("CSR Manager")}})"}""");
        var deleted = await Delete($"systemuserrolescollection({pair})");

        Assert.All([created, changed, deleted], answer => Assert.Equal((400, "0x80040800"), answer.Error));
        Assert.Contains("The 'Create' method does not support entities of type 'systemuserroles'.", created.Message, StringComparison.Ordinal);
        Assert.Equal(["Basic User"], await RolesOf(user));
    }
}
