namespace SignalDetect.Core.Detectors;

/// <summary>What a detector sees of one window: never one that was not collected.</summary>
/// <param name="Value">What was observed.</param>
/// <param name="Expected">Mean of the predictive.</param>
/// <param name="Variance">Variance of the predictive.</param>
/// <param name="Residual">The tail probability under the predictive as a standard normal, within ±40; positive is above. A NaN is nothing seen.</param>
/// <param name="IsCounts">False for a measurement.</param>
/// <param name="Lesson">How much the window may teach what a detector learns of quiet ones, 0 to 1: little in an incident.</param>
public readonly record struct Observation(double Value, double Expected, double Variance, double Residual, bool IsCounts, double Lesson = 1);

/// <summary>What a detector says of one window.</summary>
/// <param name="Nats">-ln of the probability, by the detector's own model, of as much on a quiet stream; 0 is nothing. Never NaN.</param>
/// <param name="Score">The detector's own figure, whatever its scale.</param>
/// <param name="Alert">The detector's own alert, by its own threshold.</param>
public readonly record struct DetectorScore(double Nats, double Score, bool Alert)
{
    /// <summary>The probability itself; 0 where it is below the smallest double.</summary>
    public double PValue => Math.Exp(-Nats);
}

/// <summary>
/// A detector of single streams as a fold: the same state and observation give the same state and score. It holds no stream's state itself; that is
/// <see cref="StateLength"/> doubles which its caller owns, none of them NaN, and a copy of them is a save.
/// </summary>
public interface IDetector
{
    /// <summary>Its name in presets and in rows.</summary>
    string Name { get; }

    /// <summary>Numbers of state a stream.</summary>
    int StateLength { get; }

    /// <summary>Windows that one score spans, so that neighbouring scores overlap: 1 for a detector of single windows.</summary>
    double Memory { get; }

    /// <summary>True where the nats are held against the stream's own past already: as the primary detector it is not held against it again.</summary>
    bool IsSelfCalibrated => false;

    /// <summary>Makes <paramref name="state"/> that of a new stream.</summary>
    void Start(Span<double> state);

    /// <summary>Takes in one window. A residual that is NaN changes nothing and has no score; an infinite one is the largest there is.</summary>
    DetectorScore Advance(Span<double> state, in Observation seen);

    /// <summary>Takes in one window of each of many streams.</summary>
    void Advance(StreamStates states, ReadOnlySpan<Observation> seen, Span<DetectorScore> scores)
    {
        for (var i = 0; i < seen.Length; i++) scores[i] = Advance(states[i], seen[i]);
    }
}
