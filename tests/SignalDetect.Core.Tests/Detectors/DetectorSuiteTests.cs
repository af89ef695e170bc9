using SignalDetect.Core.Detectors;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

/// <summary>What every detector of the project's <c>Suite</c> keeps; a new one enters with no edit here.</summary>
public sealed class DetectorSuiteTests
{
    private const int Seed = 11;

    public static TheoryData<string> Names => [.. Suite.Names];

    [SuiteTheory]
    [MemberData(nameof(Names))]
    public void Advance_CopiedState_SaysTheSame(string name)
    {
        var detector = Make(name);
        var state = Begun(detector);
        foreach (var seen in Quiet(300))
        {
            var copy = (double[])state.Clone();
            Assert.Equal(detector.Advance(state, seen), Make(name).Advance(copy, seen));
            Assert.Equal(state, copy);
        }
    }

    [SuiteTheory]
    [MemberData(nameof(Names))]
    public void Advance_StateAmongOthers_KeepsToItsOwn(string name)
    {
        var detector = Make(name);
        var shared = new double[detector.StateLength + 20];
        Array.Fill(shared, 77);
        detector.Start(shared.AsSpan(10, detector.StateLength));
        foreach (var seen in Quiet(300)) detector.Advance(shared.AsSpan(10, detector.StateLength), seen);
        Assert.All(shared[..10].Concat(shared[^10..]), number => Assert.Equal(77, number));
    }

    [SuiteTheory]
    [MemberData(nameof(Names))]
    public void Advance_ManyStreamsInAnyOrder_SaysWhatOneAtATimeSays(string name)
    {
        const int Streams = 37;
        var (detector, alone) = (Make(name), Make(name));
        var length = detector.StateLength;
        var series = Enumerable.Range(0, Streams).Select(i => Quiet(150, Seed + i).ToArray()).ToArray();
        var states = Enumerable.Range(0, Streams).Select(_ => Begun(alone)).ToArray();
        var together = states.SelectMany(state => state).ToArray();
        var backward = (double[])together.Clone();
        var (scores, backwardScores) = (new DetectorScore[Streams], new DetectorScore[Streams]);
        for (var window = 0; window < 150; window++)
        {
            detector.Advance(new StreamStates(together, length), series.Select(one => one[window]).ToArray(), scores);
            detector.Advance(new StreamStates(backward, length), series.Reverse().Select(one => one[window]).ToArray(), backwardScores);
            Assert.Equal(scores, backwardScores.Reverse());
            for (var i = 0; i < Streams; i++) Assert.Equal(alone.Advance(states[i], series[i][window]), scores[i]);
        }

        Assert.Equal(states.SelectMany(state => state), together);
        Assert.Equal(states.Reverse().SelectMany(state => state), backward);
        Assert.Equal(length * Streams, together.Length);
    }

    [SuiteTheory]
    [MemberData(nameof(Names))]
    public void Advance_ResidualThatIsNone_ChangesNothing(string name)
    {
        var detector = Make(name);
        var state = Begun(detector);
        foreach (var seen in Quiet(300)) detector.Advance(state, seen);
        var before = (double[])state.Clone();
        Assert.Equal(default, detector.Advance(state, new Observation(1, 1, 1, double.NaN, true)));
        Assert.Equal(before, state);
    }

    [SuiteTheory]
    [MemberData(nameof(Names))]
    public void Advance_InfiniteResidual_IsLeftBehind(string name)
    {
        foreach (var residual in new[] { double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300 })
        {
            var detector = Make(name);
            var state = Begun(detector);
            foreach (var seen in Quiet(300)) detector.Advance(state, seen);
            Check(detector.Advance(state, new Observation(10, 10, 10, residual, true)), state, $"{residual}");
            foreach (var seen in Quiet(600)) Check(detector.Advance(state, seen), state, $"after {residual}");
        }
    }

    [SuiteTheory]
    [MemberData(nameof(Names))]
    public void Advance_ConstantResidual_IsQuietInTheEnd(string name)
    {
        foreach (var residual in new[] { 0, .25 })
        {
            var detector = Make(name);
            var state = Begun(detector);
            var last = default(DetectorScore);
            for (var i = 0; i < 2000; i++) last = detector.Advance(state, new Observation(10, 10, 10, residual, true));
            Assert.InRange(last.Nats, 0, 5);
        }
    }

    [SuiteTheory]
    [MemberData(nameof(Names))]
    public void Start_UsedState_IsThatOfANewStream(string name)
    {
        var (detector, used) = (Make(name), Begun(Make(name)));
        foreach (var seen in Quiet(300)) detector.Advance(used, seen);
        detector.Start(used);
        Assert.Equal(Begun(detector), used);
    }

    [SuiteTheory]
    [MemberData(nameof(Names))]
    public void Advance_LastingSurge_IsFarStrongerThanQuiet(string name)
    {
        var detector = Make(name);
        var state = Begun(detector);
        var quiet = Quiet(3000).Select(seen => detector.Advance(state, seen).Nats).Skip(100).Order().ToArray();
        var surge = Enumerable.Range(0, 10).Max(_ => detector.Advance(state, new Observation(60, 10, 10, 9, true)).Nats);
        Assert.True(surge > 10 && surge > 3 * quiet[(int)(.99 * quiet.Length)], $"seed {Seed}: surge {surge}, quiet {quiet[(int)(.99 * quiet.Length)]} at 99 %");
    }

    [SuiteTheory]
    [MemberData(nameof(Names))]
    public void Advance_AnyObservation_StaysFinite(string name)
    {
        var detector = Make(name);
        var state = Begun(detector);
        foreach (var seen in Extremes())
        {
            Check(detector.Advance(state, seen), state, $"{seen}");
        }
    }

    [SuiteTheory]
    [MemberData(nameof(Names))]
    public void Primary_SurgeOnAQuietStream_IsRaisedAndQuietHardlyEver(string name)
    {
        var (stream, random) = (new MadeStream(MadeStream.Detector(300, name)), new Random(Seed));
        var raised = Enumerable.Range(0, 20_000).Count(_ => stream.Next(MadeStream.Count(random, 6, 20)).Raised);
        Assert.InRange(raised, 0, 20);   // ten weeks
        Assert.True(Enumerable.Range(0, 6).Any(_ => stream.Next(MadeStream.Count(random, 60, 20)).Raised), $"seed {Seed}");
    }

    private static IDetector Make(string name) => Suite.Make(name);

    private static double[] Begun(IDetector detector)
    {
        var state = new double[detector.StateLength];
        detector.Start(state);
        return state;
    }

    private static void Check(DetectorScore score, double[] state, string when)
    {
        Assert.True(double.IsFinite(score.Nats) && score.Nats >= 0 && !double.IsNaN(score.Score) && score.PValue is >= 0 and <= 1, $"seed {Seed}: {when} {score}");
        Assert.All(state, number => Assert.True(double.IsFinite(number), $"seed {Seed}: {when}"));
    }

    private static IEnumerable<Observation> Quiet(int windows, int seed = Seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < windows; i++)
        {
            var value = MadeStream.Count(random, 10);
            yield return new Observation(value, 10, 10, (value - 10) / Math.Sqrt(10), true);
        }
    }

    private static IEnumerable<Observation> Extremes()
    {
        var random = new Random(Seed);
        double[] values = [0, 1, 5, 1e3, 1e6, 1e12];
        for (var i = 0; i < 4000; i++)
        {
            var counts = i / 1000 % 2 == 0;
            var (value, expected) = (values[random.Next(values.Length)], values[random.Next(values.Length)]);
            var residual = i % 5 == 0 ? 80 * random.NextDouble() - 40 : i % 7 == 0 ? 0 : MadeStream.Normal(random);
            yield return new Observation(counts ? value : value * residual, expected, random.NextDouble() * expected * expected, residual, counts);
        }
    }
}
