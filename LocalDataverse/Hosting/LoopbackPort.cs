using System.Net;
using System.Net.Sockets;

namespace LocalDataverse.Hosting;

/// <summary>The one port the host listens on, on 127.0.0.1 and ::1.</summary>
public static class LoopbackPort
{
    /// <summary>Asked before the long part of a start, so that nobody waits for a build to learn it.</summary>
    /// <exception cref="StartupException">Another program listens there, or this user may not.</exception>
    public static void RequireFree(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw Refusal(port, exception);
        }
        finally
        {
            listener.Stop();
        }
    }

    public static StartupException Refusal(int port, Exception cause) => cause is SocketException { SocketErrorCode: SocketError.AccessDenied }
        ? new StartupException($"Port {port} may not be used by this user; choose one above 1023 with --port.", cause)
        : new StartupException($"Port {port} is taken by another program; choose another one with --port.", cause);
}
