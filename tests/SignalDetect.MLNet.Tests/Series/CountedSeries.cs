using System.Buffers.Binary;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.MLNet.Series;

namespace SignalDetect.MLNet.Tests.Series;

/// <summary>A stand-in for an engine's series whose rows depend on every value since its beginning, and in which order they came.</summary>
internal sealed class CountedSeries(double state, CountedKind kind) : ILiveSeries
{
    public MLNetRow Advance(float value)
    {
        state = .999 * state + Math.Sin(state + value) + (float.IsNaN(value) ? 1 : value);
        if (double.IsNaN(state)) state = 1;
        return new MLNetRow(state > 3, value, state, 0);
    }

    public byte[] Save()
    {
        kind.Saves++;
        var saved = new byte[kind.SavedLength];
        BinaryPrimitives.WriteDoubleLittleEndian(saved, state);
        return saved;
    }

    public void Dispose() => kind.Disposed++;
}

/// <summary>Makes them, and counts what is asked.</summary>
internal sealed class CountedKind(int training = 0, int savedLength = 77) : SeriesKind
{
    public int Saves { get; set; }

    public int Loads { get; private set; }

    public int Begun { get; private set; }

    public int Disposed { get; set; }

    public int SavedLength { get; set; } = savedLength;

    public override int TrainingLength => training;

    public override int Settling => 10;

    public override ILiveSeries Begin(ReadOnlySpan<float> training)
    {
        Begun++;
        var state = 0.0;
        foreach (var value in training) state = .5 * state + value;
        return new CountedSeries(state, this);
    }

    public override ILiveSeries Load(byte[] saved)
    {
        Loads++;
        return new CountedSeries(BinaryPrimitives.ReadDoubleLittleEndian(saved), this);
    }
}

/// <summary>A stand-in for a series whose rows depend on its last values alone.</summary>
internal sealed class WindowKind(int window) : SeriesKind
{
    public override int Window => window;

    public override int Settling => window;

    public override ILiveSeries Begin(ReadOnlySpan<float> training) => new WindowSeries(window);

    public override ILiveSeries Load(byte[] saved) => throw new InvalidOperationException("a window needs no save");

    private sealed class WindowSeries(int window) : ILiveSeries
    {
        private readonly Queue<float> last = new();

        public MLNetRow Advance(float value)
        {
            last.Enqueue(value);
            if (last.Count > window) last.Dequeue();
            return new MLNetRow(false, value, last.Count == window ? last.Sum(one => (double)one) : 0, 0);
        }

        public byte[] Save() => throw new InvalidOperationException("a window needs no save");

        public void Dispose() => last.Clear();
    }
}
