using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Storage;

public sealed class ValueRuleTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    public static TheoryData<string, object?, int, string> Refusals => new()
    {
        { "colour", "red", ErrorCode.NoSuchColumn, "'incident' entity doesn't contain attribute with Name = 'colour' and NameMapping = 'Logical'." },
        { "title", 5, ErrorCode.InvalidArgument, "Incorrect attribute value type System.Int32 for the column 'title' of the type Text." },
        { "title", new string('x', 201), ErrorCode.TextTooLong, "A validation error occurred. The length of the 'title' attribute of the 'incident' entity exceeded the maximum allowed length of '200'." },
        { "billedserviceunits", -1, ErrorCode.ParameterRange, "A validation error occurred. The value -1 of 'billedserviceunits' on record of type 'incident' is outside the valid range. Accepted Values: 0 to 1000000000" },
        { "prioritycode", new OptionSetValue(9), ErrorCode.ParameterRange, "A validation error occurred. The value 9 of 'prioritycode' on record of type 'incident' is outside the valid range. Accepted Values: 1,2,3" },
        { "followupby", new DateTime(1700, 1, 1, 0, 0, 0, DateTimeKind.Utc), ErrorCode.DateTooEarly, "DateTime is less than minimum value supported by CrmDateTime. Actual value: 01/01/1700 00:00:00, Minimum value supported: 01/01/1753 00:00:00" },
        { "primarycontactid", new EntityReference("contact", new Guid("00000000-0000-0000-0000-00000000abcd")), ErrorCode.ObjectDoesNotExist, "Entity 'contact' With Id = 00000000-0000-0000-0000-00000000abcd Does Not Exist" },
        { "primarycontactid", new EntityReference("account", new Guid("00000000-0000-0000-0000-00000000abcd")), ErrorCode.InvalidArgument, "The look-up 'primarycontactid' of the table 'incident' can't point to a row of 'account'; it takes contact." },
        { "customerid", null, ErrorCode.ColumnNotNullable, "Attribute 'customerid' of the table 'incident' cannot be set to NULL." },
        { "statuscode", new OptionSetValue(5), ErrorCode.InvalidStateStatus, "5 is not a valid status code for state code IncidentState.Active on incident with Id " },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_value_the_column_does_not_take_is_refused_in_Dataverses_words(string column, object? value, int code, string sentence)
    {
        var id = _environment.CreateCase();

        var error = Assert.Throws<DataverseException>(() => _environment.Service.Update(new Entity("incident", id) { [column] = value }));

        Assert.Equal(code, error.Code);
        Assert.StartsWith(sentence, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_without_a_customer_is_refused()
    {
        var error = Assert.Throws<DataverseException>(() => _environment.Service.Create(new Entity("incident") { ["title"] = "x" }));

        Assert.Equal(ErrorCode.ColumnNotNullable, error.Code);
        Assert.Contains("'customerid'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_in_use_is_refused()
    {
        var account = _environment.CreateAccount();

        var error = Assert.Throws<DataverseException>(() => _environment.Service.Create(new Entity("account", account.Id) { ["name"] = "twin" }));

        Assert.Equal(ErrorCode.DuplicateKey, error.Code);
    }

    [Fact]
    public void Updating_a_row_that_is_not_there_says_so()
    {
        var id = Guid.NewGuid();

        var error = Assert.Throws<DataverseException>(() => _environment.Service.Update(new Entity("account", id) { ["name"] = "x" }));

        Assert.Equal(ErrorCode.ObjectDoesNotExist, error.Code);
        Assert.Contains(id.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_the_platform_keeps_to_itself_are_ignored_when_sent()
    {
        var id = _environment.Service.Create(new Entity("account") { ["name"] = "x", ["createdon"] = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc) });

        Assert.Equal(TestEnvironment.Noon, _environment.Read("account", id).GetAttributeValue<DateTime>("createdon"));
    }

    [Fact]
    public void A_migrated_row_is_as_old_as_it_says_and_keeps_when_it_came()
    {
        var old = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        var row = _environment.Read("account", _environment.Service.Create(new Entity("account") { ["name"] = "x", ["overriddencreatedon"] = old }));

        Assert.Equal(old, row.GetAttributeValue<DateTime>("createdon"));
        Assert.Equal(TestEnvironment.Noon, row.GetAttributeValue<DateTime>("overriddencreatedon"));
    }

    [Fact]
    public void A_full_name_follows_its_parts()
    {
        var id = _environment.Service.Create(new Entity("contact") { ["firstname"] = "Ann", ["lastname"] = "Bee" });
        _environment.Service.Update(new Entity("contact", id) { ["lastname"] = "Cee" });

        Assert.Equal("Ann Cee", _environment.Read("contact", id).GetAttributeValue<string>("fullname"));
    }

    [Fact]
    public void A_status_alone_within_the_state_is_taken_and_a_state_alone_brings_its_default()
    {
        var id = _environment.CreateCase();

        _environment.Service.Update(new Entity("incident", id) { ["statuscode"] = new OptionSetValue(2) });
        Assert.Equal(2, _environment.Read("incident", id).GetAttributeValue<OptionSetValue>("statuscode")!.Value);
        _environment.Service.Update(new Entity("incident", id) { ["statecode"] = new OptionSetValue(2) });
        Assert.Equal(6, _environment.Read("incident", id).GetAttributeValue<OptionSetValue>("statuscode")!.Value);
    }
}
