using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Tests.Detectors;
using Xunit;

namespace SignalDetect.MLNet.Tests.Package;

/// <summary>Holds a detector's rows against recorded ones.</summary>
internal static class RecordedRows
{
    /// <summary>Fails where a row is not the recorded one.</summary>
    /// <param name="make">Makes the detector; throws where the recorded call failed.</param>
    /// <param name="before">Values that it sees before, such as those that it is trained on.</param>
    /// <param name="near">How near a figure must be, relative to the recorded one.</param>
    public static void Check(MlNetRecording record, Func<IMLNetDetector> make, ReadOnlySpan<double> before, IEnumerable<MLNetRow[]> recorded, double near)
    {
        if (record.Rows.Count == 0)
        {
            Assert.ThrowsAny<ArgumentException>(make);
            return;
        }

        foreach (var want in recorded)
        {
            var detector = make();
            var state = Detectors.Begun(detector);
            var row = new MLNetRow[1];
            foreach (var value in before) detector.Advance(state, [value], row);
            for (var i = 0; i < want.Length; i++)
            {
                detector.Advance(state, [record.Values[i]], row);
                Assert.True(row[0].Alert == want[i].Alert, $"{record.Name}, row {i}: alert {row[0].Alert}, recorded {want[i].Alert}");
                Close(row[0].RawScore, want[i].RawScore, "raw score", i);
                Close(row[0].PValue, want[i].PValue, "p-value", i);
                Close(row[0].Martingale, want[i].Martingale, "martingale", i);
            }
        }

        void Close(double got, double want, string what, int at) =>
            Assert.True(got.Equals(want) || Math.Abs(got - want) <= near * Math.Abs(want), $"{record.Name}, row {at}: {what} {got:R}, recorded {want:R}");
    }
}
