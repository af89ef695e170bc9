using Microsoft.ML;
using Microsoft.ML.Transforms.TimeSeries;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.MLNet.Series;

namespace SignalDetect.MLNet.Package;

/// <summary>ML.NET's estimators, each with the parameters of the native detector of the same name. ML.NET itself refuses what is out of range, with ArgumentOutOfRangeException.</summary>
internal static class Estimators
{
    public static SeriesKind IidSpike(IidSpikeParameters p) => new SpikeKind(p.History, null, (context, data) =>
        context.Transforms.DetectIidSpike(Columns.Output, Columns.Input, p.Confidence, p.History, Of(p.Side)).Fit(data));

    public static SeriesKind IidChangePoint(IidChangePointParameters p) => new ChangePointKind(p.History, null, (context, data) =>
        context.Transforms.DetectIidChangePoint(Columns.Output, Columns.Input, p.Confidence, p.History, Of(p.Martingale), p.Epsilon).Fit(data));

    public static SeriesKind SrCnn(SrCnnParameters p) => new SrCnnKind(p.Window, (context, data) =>
        context.Transforms.DetectAnomalyBySrCnn(Columns.Output, Columns.Input, p.Window, p.BackAdd, p.Lookahead, p.Averaging, p.Judgement, p.Threshold).Fit(data));

    private static AnomalySide Of(Side side) => side switch
    {
        Side.Positive => AnomalySide.Positive,
        Side.Negative => AnomalySide.Negative,
        _ => AnomalySide.TwoSided,
    };

    private static MartingaleType Of(Betting betting) => betting == Betting.Power ? MartingaleType.Power : MartingaleType.Mixture;
}
