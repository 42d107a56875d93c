namespace LocalDataverse.Shell;

/// <summary>
/// The cookie that says which demo user a browser picked. It holds the plain domain name: whoever reaches the host may pick anybody
/// anyway, so a signature would guard nothing. Its name carries the port, since browsers share cookies between ports and two hosts
/// side by side must keep their users apart.
/// </summary>
public static class SignIn
{
    /// <summary>The picked user's domain name; null when nobody is signed in. Whether such a user exists is for the reader to check.</summary>
    public static string? ReadUser(HttpRequest request) =>
        request.Cookies.TryGetValue(CookieName(request), out var user) && !string.IsNullOrWhiteSpace(user) ? user : null;

    public static void Write(HttpResponse response, string domainName) =>
        response.Cookies.Append(CookieName(response.HttpContext.Request), domainName, Options);

    public static void Clear(HttpResponse response) =>
        response.Cookies.Delete(CookieName(response.HttpContext.Request), Options);

    private static CookieOptions Options => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };

    private static string CookieName(HttpRequest request) => $"LocalDataverse.User.{request.Host.Port ?? 80}";
}
