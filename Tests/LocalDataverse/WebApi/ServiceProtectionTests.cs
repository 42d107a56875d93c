using LocalDataverse.WebApi;
using LocalDataverse.WebApi.Http;
using Microsoft.Extensions.Time.Testing;

namespace LocalDataverse.Tests.WebApi;

public class ServiceProtectionTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Guid _user = Guid.NewGuid();

    [Fact]
    public void Beyond_the_number_of_requests_a_user_waits_until_the_oldest_is_five_minutes_past()
    {
        var protection = new ServiceProtection(_clock, requests: 3);
        protection.Enter(_user).Dispose();
        _clock.Advance(TimeSpan.FromSeconds(100));
        protection.Enter(_user).Dispose();
        protection.Enter(_user).Dispose();

        var refusal = Assert.Throws<ThrottledException>(() => protection.Enter(_user));

        Assert.Equal((ThrottledException.TooManyRequests, 200), (refusal.Code, refusal.Seconds));
        _clock.Advance(TimeSpan.FromSeconds(200));
        protection.Enter(_user).Dispose();
        Assert.Throws<ThrottledException>(() => protection.Enter(_user));
    }

    [Fact]
    public void Each_user_has_limits_of_their_own()
    {
        var protection = new ServiceProtection(_clock, requests: 1);
        protection.Enter(_user).Dispose();

        protection.Enter(Guid.NewGuid()).Dispose();
    }

    [Fact]
    public void Fifty_two_requests_run_at_once_and_no_more()
    {
        var protection = new ServiceProtection(_clock);
        var running = Enumerable.Range(0, 52).Select(_ => protection.Enter(_user)).ToList();

        Assert.Equal(ThrottledException.TooManyAtOnce, Assert.Throws<ThrottledException>(() => protection.Enter(_user)).Code);
        running[0].Dispose();
        protection.Enter(_user).Dispose();
    }

    [Fact]
    public void Twenty_minutes_of_execution_are_enough()
    {
        var protection = new ServiceProtection(_clock);
        var running = Enumerable.Range(0, 5).Select(_ => protection.Enter(_user)).ToList();
        _clock.Advance(TimeSpan.FromMinutes(4));
        foreach (var request in running)
            request.Dispose();

        var refusal = Assert.Throws<ThrottledException>(() => protection.Enter(_user));

        Assert.Equal((ThrottledException.TooMuchTime, 60), (refusal.Code, refusal.Seconds));
    }
}
