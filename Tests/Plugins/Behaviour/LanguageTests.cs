using CaseTime.Plugins.Rules;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>B8: who is refused reads why in the language of their own settings.</summary>
public sealed class LanguageTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Theory]
    [InlineData(1033, "CT1002: Duration is longer than the maximum of 1440 minutes.")]
    [InlineData(1031, "CT1002: „Dauer“ ist länger als das Maximum von 1440 Min.")]
    [InlineData(1036, "CT1002: « Durée » dépasse le maximum de 1440 min.")]
    [InlineData(3082, "CT1002: «Duración» supera el máximo de 1440 min.")]
    [InlineData(1041, "CT1002: [期間] が最大値の 1440 分を超えています。")]
    [InlineData(1025, "CT1002: \"المدة\" أطول من الحد الأقصى. الحد الأقصى بالدقائق: 1440.")]
    [InlineData(1044, "CT1002: Duration is longer than the maximum of 1440 minutes.")] // Norwegian: none of its own
    public void A_refusal_is_worded_in_the_callers_language(int lcid, string sentence)
    {
        Speak(Rep, lcid);

        var refusal = Assert.Throws<InvalidPluginExecutionException>(() => Log(86401));

        Assert.Equal(sentence, refusal.Message);
    }

    [Fact]
    public void The_language_is_asked_for_only_when_refusing()
    {
        Speak(Rep, 1031);

        Assert.Equal(["RetrieveMultiple incident"], Organization.PluginCallsDuring(() => Log(60)));
        Assert.Contains("RetrieveMultiple usersettings", Organization.PluginCallsDuring(() => Assert.Throws<InvalidPluginExecutionException>(() => Log(0))));
    }

    [Fact]
    public void It_is_the_callers_language_and_not_the_owners()
    {
        var supervisor = Organization.NewUser(TestRole.Supervisor);
        Speak(Rep, 1031);

        var sentence = Assert.Throws<InvalidPluginExecutionException>(() => Adjust(-60, caller: supervisor)).Message;

        Assert.Equal(Sentences.In(1033).Of(AdjustmentAboveFloor.Check(0, -60)!), sentence);
    }
}
