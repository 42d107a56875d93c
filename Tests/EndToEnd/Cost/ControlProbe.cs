using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Cost;

/// <summary>
/// Looks at the component from inside the page: its timers and channels, told from the page's own by who asks for them, and its
/// constructor and context, so that the component can be mounted beside the one that the form shows.
/// </summary>
public static class ControlProbe
{
    private const string Script =
        """
        (() => {
          const probe = { runs: 0, live: new Set(), channels: new Set() };
          Object.defineProperty(window, "controlProbe", { value: probe });
          const ofControl = () => new Error().stack.includes("HandlingTime");

          for (const [set, clear, once] of [["setTimeout", "clearTimeout", true], ["setInterval", "clearInterval", false]]) {
            const start = window[set], stop = window[clear];
            window[set] = (run, ...rest) => {
              if (!ofControl()) return start(run, ...rest);
              const handle = start((...given) => {
                probe.runs++;
                if (once) probe.live.delete(handle);
                run(...given);
              }, ...rest);
              probe.live.add(handle);
              return handle;
            };
            window[clear] = handle => {
              probe.live.delete(handle);
              stop(handle);
            };
          }

          window.BroadcastChannel = class extends BroadcastChannel {
            constructor(name) { super(name); probe.channels.add(this); }
            close() { probe.channels.delete(this); super.close(); }
          };

          // The shell offers what bundles register themselves with.
          let framework;
          Object.defineProperty(window, "ComponentFramework", {
            get: () => framework,
            set: offered => {
              const registerControl = (name, control) => offered.registerControl(name, class extends control {
                init(context, ...rest) {
                  Object.assign(probe, { control, context, instance: this });
                  super.init(context, ...rest);
                }
              });
              framework = { ...offered, registerControl };
            },
          });
        })();
        """;

    /// <summary>Before the first page is opened, and after its clock was replaced.</summary>
    public static Task AddToAsync(IBrowserContext context) => context.AddInitScriptAsync(Script);

    /// <summary>How often timers of the component have run so far.</summary>
    public static Task<int> TimerRunsAsync(IPage page) => page.EvaluateAsync<int>("controlProbe.runs");

    /// <summary>Destroys the component that the form shows, as the platform does when the form closes.</summary>
    public static Task DestroyAsync(IPage page) => page.EvaluateAsync("controlProbe.instance.destroy()");
}
