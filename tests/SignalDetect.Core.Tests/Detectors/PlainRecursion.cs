using SignalDetect.Core.Detectors.MLNet.Ssa;

namespace SignalDetect.Core.Tests.Detectors;

/// <summary>An SSA model's step by single numbers, in the order in which ML.NET's registers take them.</summary>
internal sealed class PlainRecursion(SsaModel model)
{
    private readonly float[] lags = [0, .. model.Signal];
    private readonly float[] signal = [.. model.Signal];

    public float Next { get; private set; } = model.Next;

    public void Consume(float value)
    {
        var window = model.Window;
        Array.Copy(lags, 1, lags, 0, window - 1);
        lags[^1] = value;
        var projected = Up([.. Enumerable.Range(0, model.Rank).Select(Down)]);
        Next = 0;
        for (var i = 0; i < window - 1; i++)
        {
            signal[i] = i == window - 2 ? projected[^1] : ((window - 2 - i) * signal[i + 1] + projected[i + 1]) / (window - 1 - i);
            Next += signal[i] * model.Alpha[i];
        }
    }

    private float Down(int k)
    {
        var lanes = new float[8];
        for (var i = 0; i < model.Window; i++) lanes[i % 8] = MathF.FusedMultiplyAdd(model.Vectors[k * model.Window + i], lags[i], lanes[i % 8]);
        return (lanes[0] + lanes[1] + (lanes[2] + lanes[3])) + (lanes[4] + lanes[5] + (lanes[6] + lanes[7]));
    }

    private float[] Up(float[] factors)
    {
        var sums = new float[model.Window];
        for (var i = 0; i < model.Window; i++)
            for (var k = 0; k < model.Rank; k += 4)
            {
                var group = MathF.FusedMultiplyAdd(Factor(k + 1), Vector(k + 1, i), Factor(k) * Vector(k, i))
                    + MathF.FusedMultiplyAdd(Factor(k + 3), Vector(k + 3, i), Factor(k + 2) * Vector(k + 2, i));
                sums[i] = k == 0 ? group : group + sums[i];
            }

        return sums;

        float Factor(int k) => k < factors.Length ? factors[k] : 0;
        float Vector(int k, int i) => k < factors.Length ? model.Vectors[k * model.Window + i] : 0;
    }
}
