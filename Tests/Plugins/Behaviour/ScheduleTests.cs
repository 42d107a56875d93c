using System.Globalization;
using CsCheck;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>
/// The invariants of timekeeping (I1 to I6) over random schedules of what devices, representatives and supervisors write. 500 schedules a
/// run; CsCheck prints the seed of one that fails, and <c>CsCheck_Seed</c> repeats it.
/// </summary>
public sealed class ScheduleTests : BehaviourTest
{
    private const int SchedulesWithEverything = 350;
    private const int SchedulesOfSends = 150;
    private static readonly string[] Devices = ["0123456789abcdef", "fedcba9876543210"];

    private readonly Guid[] _reps;

    public ScheduleTests(TestOrganization environment)
        : base(environment) => _reps = [Rep, Organization.NewUser(TestRole.Representative)];

    [Fact]
    public void I1_to_I6_hold_after_every_act_of_any_schedule() =>
        Schedules.Any.Sample(acts => new Run(this).Play(acts), iter: SchedulesWithEverything, threads: 1);

    [Fact]
    public void I3_repeats_and_another_order_leave_the_same_timelines_and_the_same_claimed_seconds() =>
        Schedules.Sends.Sample(
            schedule =>
            {
                var planned = new Run(this);
                foreach (var send in schedule.Sends)
                    planned.Send(send with { Rep = 0 });
                var otherwise = new Run(this, planned);
                foreach (var index in schedule.Order.Concat(schedule.Order.Reverse()))
                    otherwise.Send(schedule.Sends[index] with { Rep = 1 });

                Assert.Equal(planned.Timelines(0), otherwise.Timelines(1));
                Assert.Equal(planned.ClaimedSeconds(0), otherwise.ClaimedSeconds(1));
            },
            iter: SchedulesOfSends,
            threads: 1);

    /// <summary>A day and two cases of their own on which a schedule is played, with the model beside the server.</summary>
    private sealed class Run
    {
        private readonly ScheduleTests _test;
        private readonly ServerModel _model = new();
        private readonly Guid[] _cases;
        private readonly int _begin;
        private readonly List<Act.Send> _sent = [];

        public Run(ScheduleTests test)
        {
            _test = test;
            test.Settings(("casetime_enabled", true));
            test.Organization.Advance(test.Now.Date.AddDays(1).AddHours(12) - test.Now);
            _cases = [test.NewCase(), test.NewCase()];
            _begin = test.Offset(-200);
        }

        /// <summary>The same day and begin as another run, on cases of its own.</summary>
        public Run(ScheduleTests test, Run beside)
        {
            _test = test;
            _cases = [test.NewCase(), test.NewCase()];
            _begin = beside._begin;
        }

        private int Now => _test.Offset();

        public void Play(Act[] acts)
        {
            foreach (var act in acts)
            {
                Do(act);
                ExpectTheModelsRows();
            }
            ExpectTheModelsTotals();
        }

        public void Send(Act.Send send)
        {
            var seconds = SecondsOf(send);
            var text = "v1 " + string.Join(' ', send.Seconds.Select(piece => string.Create(CultureInfo.InvariantCulture, $"{_begin + piece.Start}+{piece.Length}")));
            var key = new ServerModel.RowKey(send.Rep, send.Case, send.Device);
            _sent.Add(send);
            Write(key, seconds, () => _test.Send(text, _cases[send.Case], _test._reps[send.Rep], device: Devices[send.Device]));
        }

        public List<string> Timelines(int rep) => [.. Keys(rep).Select(key => string.Join(' ', Seconds(_test.Row(RowId(key)), "casetime_timeline")))];

        public List<int> ClaimedSeconds(int rep) => [.. Keys(rep).SelectMany(key => Claimed(_test.Row(RowId(key)))).Order()];

        private void Do(Act act)
        {
            switch (act)
            {
                case Act.Send send:
                    Send(send);
                    break;
                case Act.Repeat repeat when _sent.Count > 0:
                    Send(_sent[repeat.Which % _sent.Count]);
                    break;
                case Act.Overwrite overwrite when _model.Has(new ServerModel.RowKey(overwrite.Rep, overwrite.Case, overwrite.Device)):
                    Overwrite(new ServerModel.RowKey(overwrite.Rep, overwrite.Case, overwrite.Device), _begin + overwrite.Second);
                    break;
                case Act.Adjust adjust:
                    Adjust(adjust);
                    break;
                case Act.Delete delete when _model.Has(new ServerModel.RowKey(delete.Rep, delete.Case, delete.Device)) && _model.IsActive(delete.Case):
                    var key = new ServerModel.RowKey(delete.Rep, delete.Case, delete.Device);
                    _test.Delete(RowId(key), _test.Organization.Administrator);
                    _model.Delete(key);
                    break;
                case Act.Resolve resolve when _model.IsActive(resolve.Case):
                    Resolve(resolve.Case);
                    break;
                case Act.Reactivate reactivate when !_model.IsActive(reactivate.Case):
                    _test.SetState(0, 1, _cases[reactivate.Case]);
                    _model.Reopen(reactivate.Case);
                    break;
                case Act.Switch change:
                    _test.Settings(("casetime_enabled", change.On));
                    _model.Switch(change.On, Now);
                    break;
                case Act.Wait wait:
                    _test.Organization.Advance(TimeSpan.FromSeconds(wait.Seconds));
                    break;
            }
        }

        private void Overwrite(ServerModel.RowKey key, int second) =>
            Write(key, [second], () => _test.Update(RowId(key), _test.Organization.Administrator, ("casetime_timeline", Interval(second, 1))));

        private void Write(ServerModel.RowKey key, IReadOnlyCollection<int> seconds, Action write)
        {
            if (_model.Refusal(key, seconds, Now) is { } code)
            {
                AssertRefused(code, write);
                return;
            }
            write();
            _model.Send(key, seconds, Now);
        }

        private void Adjust(Act.Adjust adjust)
        {
            void Write() => _test.Adjust(adjust.Seconds, rep: _test._reps[adjust.Rep], caller: _test._reps[adjust.Rep], caseId: _cases[adjust.Case]);
            var refusal = adjust.Seconds == 0 ? "CT1001"
                : !_model.IsOn ? "CT1006"
                : !_model.IsActive(adjust.Case) ? "CT1005"
                : adjust.Seconds < 0 && _model.Automatic(adjust.Rep, adjust.Case) + adjust.Seconds < 0 ? "CT1012"
                : null;
            if (refusal is null)
            {
                Write();
                _model.Adjust(adjust.Rep, adjust.Case, adjust.Seconds);
                return;
            }
            // Where two rules speak against it, either may answer.
            var answer = Assert.Throws<InvalidPluginExecutionException>(Write).Message;
            Assert.Matches("^CT10(01|05|06|12): ", answer);
        }

        private void Resolve(int @case)
        {
            _test.Resolve(caseId: _cases[@case]);
            _test.Organization.FinishAsynchronousSteps();
            _model.Close(@case, Now);
        }

        /// <summary>I2, I6: exactly the model's seconds in every row; I1: claimed once, whatever the rows hold.</summary>
        private void ExpectTheModelsRows()
        {
            var claimed = new HashSet<(int Rep, int Second)>();
            foreach (var (key, expected) in _model.Rows)
            {
                var row = _test.Row(RowId(key));
                Assert.Equal(expected.Timeline.Order(), Seconds(row, "casetime_timeline"));
                Assert.Equal(expected.Claimed.Order(), Claimed(row));
                Assert.Equal(expected.Claimed.Count, row.GetAttributeValue<int>("casetime_durationseconds"));
                Assert.All(Claimed(row), second => Assert.True(claimed.Add((key.Rep, second)), $"Second {second} counts twice."));
            }
        }

        /// <summary>I4, I5: what is shown is the sum over the rows, never below zero, and a resolution stores the same.</summary>
        private void ExpectTheModelsTotals()
        {
            for (var @case = 0; @case < _cases.Length; @case++)
            {
                var request = new OrganizationRequest("casetime_GetHandlingTime") { ["Target"] = CaseReference(_cases[@case]) };
                var answer = _test.Organization.As(_test.Organization.Administrator).Execute(request).Results;
                Assert.Equal(_model.Total(@case), answer["AutomaticSeconds"]);
                Assert.Equal(_model.Total(@case), answer["TotalSeconds"]);
                if (_model.IsActive(@case))
                    Resolve(@case);
                Assert.Equal(_model.Total(@case), _test.CaseRow(_cases[@case])["casetime_totalseconds"]);
                Assert.Equal(_model.Total(@case), _test.Finals(_cases[@case])[^1]["casetime_durationseconds"]);
            }
        }

        private List<int> SecondsOf(Act.Send send) => [.. send.Seconds.SelectMany(piece => Enumerable.Range(_begin + piece.Start, piece.Length)).Distinct()];

        private IEnumerable<ServerModel.RowKey> Keys(int rep) => _model.Rows.Select(row => row.Key).Where(key => key.Rep == rep).OrderBy(key => (key.Case, key.Device));

        private Guid RowId(ServerModel.RowKey key) => RowIdOf(_cases[key.Case], _test._reps[key.Rep], _test.Today, Devices[key.Device]);

        private static IEnumerable<int> Claimed(Entity row) => Seconds(row, "casetime_timeline").Except(Seconds(row, "casetime_overlap")).Order();

        /// <summary>The seconds of a timeline's text, in order.</summary>
        private static List<int> Seconds(Entity row, string column) =>
        [
            .. (row.GetAttributeValue<string>(column) ?? "v1").Split(' ').Skip(1)
                .Select(piece => piece.Split('+').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())
                .SelectMany(piece => Enumerable.Range(piece[0], piece[1])),
        ];
    }
}
